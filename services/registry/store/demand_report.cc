#include "services/registry/store/demand_report.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/enum_value.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/registry/domain/demand_rules.h"
#include "services/registry/domain/demand_tallies.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

constexpr int kMostUnmet = 1000;
constexpr int64_t kPage = 1000;

using Chain = std::vector<type::v1::PlaceRef>;

// The chains of places, each read once.
class PlaceChains {
 public:
  explicit PlaceChains(Snapshot* snapshot) : snapshot_(*snapshot) {}

  absl::StatusOr<const Chain*> Of(const std::string& place) {
    const auto known = chains_.find(place);
    if (known != chains_.end()) return &known->second;
    SANGAM_ASSIGN_OR_RETURN(Chain chain, PlaceChainOf(snapshot_, place));
    return &chains_.emplace(place, std::move(chain)).first->second;
  }

 private:
  Snapshot& snapshot_;
  std::map<std::string, Chain> chains_;
};

bool Holds(const Chain& chain, const std::string& place) {
  return place.empty() || std::any_of(chain.begin(), chain.end(),
                                      [&](const type::v1::PlaceRef& link) {
                                        return link.place() == place;
                                      });
}

absl::Status AddTitles(Snapshot& snapshot,
                       v1::ReportDemandsResponse* response) {
  for (v1::DemandTally& tally : *response->mutable_tallies()) {
    if (tally.place().empty()) continue;
    SANGAM_ASSIGN_OR_RETURN(const auto row,
                            PlaceTable().Get(snapshot, tally.place()));
    if (!row) continue;
    v1::Place place;
    SANGAM_RETURN_IF_ERROR(ReadStored(*row, snapshot.position().epoch, &place));
    tally.set_place_title(place.title());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckDemandReport(const v1::ReportDemandsRequest& request) {
  Violations violations;
  CheckOptionalName(violations, "place", request.place(), {"places"});
  if (!request.cycle().empty() && !IsPlanCycle(request.cycle())) {
    violations.Add("cycle", "must be a year of a plan, as 2026-27");
  }
  if (request.by_place() != type::v1::PLACE_KIND_UNSPECIFIED) {
    CheckRequiredEnum(violations, "by_place", request.by_place());
  }
  if (request.unmet_demands() < 0) {
    violations.Add("unmet_demands", "must not be negative");
  }
  return violations.ToStatus();
}

absl::StatusOr<v1::ReportDemandsResponse> ReportDemands(
    Snapshot& snapshot, const v1::ReportDemandsRequest& request) {
  if (!request.place().empty()) {
    SANGAM_ASSIGN_OR_RETURN(const auto place,
                            PlaceTable().Get(snapshot, request.place()));
    if (!place) return NotFoundError(request.place());
  }
  DemandTallies tallies(
      {request.place(), request.by_place(), request.by_department(),
       static_cast<size_t>(std::min(request.unmet_demands(), kMostUnmet))});
  std::vector<ResourceTable::Filter> filters;
  if (!request.cycle().empty()) filters.push_back({"cycle", request.cycle()});
  PlaceChains chains(&snapshot);
  std::string after;
  do {
    SANGAM_ASSIGN_OR_RETURN(
        ResourcePage page,
        ListResources(snapshot, DemandType(), after, kPage, filters));
    for (const StoredResource& row : page.resources) {
      v1::Demand demand;
      SANGAM_RETURN_IF_ERROR(
          ReadStored(row, snapshot.position().epoch, &demand));
      SANGAM_ASSIGN_OR_RETURN(const Chain* chain, chains.Of(demand.place()));
      if (!Holds(*chain, request.place())) continue;
      tallies.Add(std::move(demand), *chain);
    }
    after = std::move(page.go_on_after);
  } while (!after.empty());
  v1::ReportDemandsResponse response;
  tallies.Report(&response);
  SANGAM_RETURN_IF_ERROR(AddTitles(snapshot, &response));
  response.set_token(snapshot.token());
  return response;
}

}  // namespace sangam::registry
