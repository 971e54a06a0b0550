#include <set>
#include <string>
#include <vector>

#include "common/clock/clock.h"
#include "common/status/macros.h"
#include "services/registry/domain/demand_rules.h"
#include "services/registry/store/demand_linkages.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/registry_type.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// Where a demand is ranked: its own place and those above it.
absl::StatusOr<std::set<std::string>> RankedPlacesOf(Snapshot& snapshot,
                                                     const v1::Demand& demand) {
  SANGAM_ASSIGN_OR_RETURN(const std::vector<type::v1::PlaceRef> chain,
                          PlaceChainOf(snapshot, demand.place()));
  std::set<std::string> places;
  for (const type::v1::PlaceRef& link : chain) places.insert(link.place());
  return places;
}

class DemandResourceType : public RegistryType<v1::Demand> {
 public:
  DemandResourceType() : RegistryType(DemandTable(), &CheckDemand) {}

 protected:
  std::vector<sql::Value> ColumnsOf(const v1::Demand& demand) const override {
    return {demand.place(), demand.subject(), demand.cycle(),
            static_cast<int64_t>(demand.state())};
  }

  // No rule reads demands, so no profile changes.
  absl::Status Apply(
      WriteTransaction& transaction, const v1::Demand* before,
      const v1::Demand* after,
      absl::FunctionRef<absl::Status()> replace_references) const override {
    if (after == nullptr) return replace_references();
    if (before != nullptr) {
      SANGAM_RETURN_IF_ERROR(CheckDemandChange(*before, *after));
    }
    SANGAM_RETURN_IF_ERROR(
        CheckDemandDays(before, *after, IndiaDay(transaction.now())));
    const bool ranked = after->ranks_size() > 0 ||
                        (before != nullptr && before->ranks_size() > 0);
    if (ranked) {
      SANGAM_ASSIGN_OR_RETURN(const std::set<std::string> places,
                              RankedPlacesOf(transaction, *after));
      SANGAM_RETURN_IF_ERROR(CheckDemandRanks(before, *after, places));
    }
    SANGAM_RETURN_IF_ERROR(CheckDemandLinkages(transaction, before, *after));
    return replace_references();
  }
};

}  // namespace

const ResourceType& DemandType() {
  static const auto* const kType = new DemandResourceType();
  return *kType;
}

}  // namespace sangam::registry
