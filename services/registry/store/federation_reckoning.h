// Sums of federations as they follow from the records, for tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_RECKONING_H_
#define SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_RECKONING_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sangam/registry/v1/federation_roll_up_service.pb.h"
#include "sangam/registry/v1/group.pb.h"

namespace sangam::registry {

inline bool BeforeTheMission(const v1::Group& group) {
  const auto found =
      group.profile().extra().find("promoted_before_the_mission");
  return found != group.profile().extra().end() && found->second.truth();
}

// Reckons in its own way: from the top down, and only over records.
class Reckoning {
 public:
  explicit Reckoning(std::map<std::string, v1::Group> groups)
      : groups_(std::move(groups)) {
    for (const auto& [name, group] : groups_) {
      if (!group.parent().empty()) below_[group.parent()].push_back(&group);
    }
  }

  // As a roll-up's text, for each federation and producer body.
  std::map<std::string, std::string> All() const {
    std::map<std::string, std::string> all;
    for (const auto& [name, group] : groups_) {
      v1::FederationRollUp told;
      told.set_name(name);
      told.set_kind(group.kind());
      told.set_parent(group.parent());
      v1::ShgSums own_mandate;
      switch (group.kind()) {
        case type::v1::SUBJECT_KIND_VO:
        case type::v1::SUBJECT_KIND_CLF:
        case type::v1::SUBJECT_KIND_BLF:
          told.set_keeps_own_mandate(BeforeTheMission(group));
          AddBody(group, told.mutable_sums(), &own_mandate);
          if (own_mandate.ByteSizeLong() > 0) {
            *told.mutable_own_mandate() = own_mandate;
            Finish(told.mutable_own_mandate());
          }
          break;
        case type::v1::SUBJECT_KIND_PRODUCER_GROUP:
        case type::v1::SUBJECT_KIND_PRODUCER_COMPANY:
          AddProducers(group, told.mutable_sums());
          break;
        default:
          continue;
      }
      Finish(told.mutable_sums());
      all[name] = told.ShortDebugString();
    }
    return all;
  }

 private:
  static void AddShg(const v1::Group& shg, v1::ShgSums* sums) {
    sums->set_shgs(sums->shgs() + 1);
    const type::v1::Profile& facts = shg.profile();
    const auto add = [](bool has, int64_t value, v1::FactSum* sum) {
      if (!has) return;
      sum->set_known(sum->known() + 1);
      sum->set_sum(sum->sum() + value);
    };
    add(facts.has_members(), facts.members(), sums->mutable_members());
    add(facts.has_annual_turnover_paise(), facts.annual_turnover_paise(),
        sums->mutable_annual_turnover_paise());
    const auto savings = facts.extra().find("savings_paise");
    if (savings != facts.extra().end()) {
      add(true, savings->second.number(), sums->mutable_savings_paise());
    }
    const auto share = [](bool has, int64_t part, int64_t whole,
                          v1::FactShare* sum) {
      if (!has) return;
      sum->set_known(sum->known() + 1);
      sum->set_part(sum->part() + part);
      sum->set_whole(sum->whole() + whole);
    };
    share(facts.has_members() && facts.has_poor_members(), facts.poor_members(),
          facts.members(), sums->mutable_poor_members());
    share(facts.has_npa_bps() && facts.has_loan_outstanding_paise(),
          facts.loan_outstanding_paise() * facts.npa_bps() / 10'000,
          facts.loan_outstanding_paise(), sums->mutable_npa_paise());
  }

  // `sums` for what is its own, `apart` for what keeps its own mandate below.
  void AddBody(const v1::Group& body, v1::ShgSums* sums,
               v1::ShgSums* apart) const {
    if (!body.children_complete()) {
      sums->set_open_bodies(sums->open_bodies() + 1);
    }
    const auto below = below_.find(body.name());
    if (below == below_.end()) return;
    for (const v1::Group* child : below->second) {
      if (child->kind() == type::v1::SUBJECT_KIND_SHG) {
        AddShg(*child, sums);
      } else {
        AddBody(*child, BeforeTheMission(*child) ? apart : sums, apart);
      }
    }
  }

  void AddProducers(const v1::Group& body, v1::ShgSums* sums) const {
    std::set<std::string> shgs;
    std::vector<const v1::Group*> bodies = {&body};
    const auto below = below_.find(body.name());
    if (below != below_.end()) {
      bodies.insert(bodies.end(), below->second.begin(), below->second.end());
    }
    for (const v1::Group* each : bodies) {
      if (!each->children_complete()) {
        sums->set_open_bodies(sums->open_bodies() + 1);
      }
      const auto drawn_on = each->profile().extra().find("draws_on_shgs");
      if (drawn_on == each->profile().extra().end()) continue;
      shgs.insert(drawn_on->second.list().values().begin(),
                  drawn_on->second.list().values().end());
    }
    for (const std::string& shg : shgs) {
      // In a past state, one may have been erased since.
      const auto found = groups_.find(shg);
      if (found != groups_.end()) AddShg(found->second, sums);
    }
  }

  static void Finish(v1::ShgSums* sums) {
    for (v1::FactSum* sum :
         {sums->mutable_members(), sums->mutable_savings_paise(),
          sums->mutable_annual_turnover_paise()}) {
      sum->set_missing(sums->shgs() - sum->known());
    }
    for (v1::FactShare* share :
         {sums->mutable_poor_members(), sums->mutable_npa_paise()}) {
      share->set_missing(sums->shgs() - share->known());
      if (share->whole() > 0) {
        share->set_share_bps(share->part() * 10'000 / share->whole());
      }
    }
  }

  std::map<std::string, v1::Group> groups_;
  std::map<std::string, std::vector<const v1::Group*>> below_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_RECKONING_H_
