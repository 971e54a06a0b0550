#include "services/registry/domain/demand_tallies.h"

#include <limits>
#include <utility>

#include "common/money/open_part.h"
#include "services/registry/domain/demand_rules.h"

namespace sangam::registry {
namespace {

int64_t Added(int64_t a, int64_t b) {
  int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum)
             ? std::numeric_limits<int64_t>::max()
             : sum;
}

std::string PlaceOfKind(const std::vector<type::v1::PlaceRef>& chain,
                        type::v1::PlaceKind kind) {
  for (const type::v1::PlaceRef& link : chain) {
    if (link.kind() == kind) return link.place();
  }
  return "";
}

// One that a department has and of which a part is met is met in part, whatever
// its state is called.
void AddState(const v1::Demand& demand, v1::DemandTally* tally) {
  switch (demand.state()) {
    case v1::DEMAND_STATE_OPEN:
      return tally->set_open(tally->open() + 1);
    case v1::DEMAND_STATE_ROUTED:
      if (demand.met_quantity() > 0) {
        return tally->set_partly_met(tally->partly_met() + 1);
      }
      return tally->set_routed(tally->routed() + 1);
    case v1::DEMAND_STATE_PARTLY_MET:
      return tally->set_partly_met(tally->partly_met() + 1);
    case v1::DEMAND_STATE_MET:
      return tally->set_met(tally->met() + 1);
    case v1::DEMAND_STATE_DECLINED:
      return tally->set_declined(tally->declined() + 1);
    default:
      return;
  }
}

// The last one for the place; nobody ranked it: after all that are ranked.
int64_t RankAt(const v1::Demand& demand, const std::string& place) {
  int64_t rank = std::numeric_limits<int64_t>::max();
  for (const v1::DemandRank& each : demand.ranks()) {
    if (each.place() == place) rank = each.rank();
  }
  return rank;
}

}  // namespace

int64_t UnmetCostPaise(const v1::Demand& demand) {
  return OpenPart(demand.cost_paise(), demand.quantity(),
                  demand.met_quantity());
}

DemandTallies::Urgency DemandTallies::UrgencyOf(
    const v1::Demand& demand,
    const std::vector<type::v1::PlaceRef>& chain) const {
  // The chain goes up; what is above the place asked about does not count.
  std::vector<int64_t> ranks;
  for (const type::v1::PlaceRef& link : chain) {
    ranks.insert(ranks.begin(), RankAt(demand, link.place()));
    if (link.place() == options_.place) break;
  }
  return {std::move(ranks), demand.name()};
}

void DemandTallies::Add(v1::Demand demand,
                        const std::vector<type::v1::PlaceRef>& chain) {
  if (demand.state() == v1::DEMAND_STATE_WITHDRAWN) return;
  // One that came back is with nobody.
  const bool has_department =
      demand.state() != v1::DEMAND_STATE_OPEN && !demand.routes().empty();
  const std::string department =
      has_department ? demand.routes().rbegin()->department() : "";
  const Key key = {options_.by_place == type::v1::PLACE_KIND_UNSPECIFIED
                       ? ""
                       : PlaceOfKind(chain, options_.by_place),
                   demand.kind(), options_.by_department ? department : ""};
  v1::DemandTally& tally = tallies_[key];
  tally.set_demands(tally.demands() + 1);
  AddState(demand, &tally);
  tally.set_households(Added(tally.households(), demand.households()));
  tally.set_cost_paise(Added(tally.cost_paise(), demand.cost_paise()));
  if (!IsUnmet(demand.state())) return;
  if (demand.has_cost_paise()) {
    tally.set_unmet_cost_paise(
        Added(tally.unmet_cost_paise(), UnmetCostPaise(demand)));
  } else {
    tally.set_unmet_without_cost(tally.unmet_without_cost() + 1);
  }
  ++unmet_in_all_;
  if (options_.unmet == 0) return;
  Urgency urgency = UrgencyOf(demand, chain);
  unmet_.emplace(std::move(urgency), std::move(demand));
  if (unmet_.size() > options_.unmet) unmet_.erase(std::prev(unmet_.end()));
}

void DemandTallies::Report(v1::ReportDemandsResponse* response) const {
  for (const auto& [key, tally] : tallies_) {
    v1::DemandTally& told = *response->add_tallies();
    told = tally;
    told.set_place(std::get<0>(key));
    told.set_kind(static_cast<v1::DemandKind>(std::get<1>(key)));
    told.set_department(std::get<2>(key));
  }
  for (const auto& [urgency, demand] : unmet_) {
    *response->add_unmet() = demand;
  }
  response->set_unmet_in_all(unmet_in_all_);
}

}  // namespace sangam::registry
