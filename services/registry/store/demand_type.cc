#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/registry/domain/demand_rules.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/registry_type.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

class DemandResourceType : public RegistryType<v1::Demand> {
 public:
  DemandResourceType() : RegistryType(DemandTable(), &CheckDemand) {}

 protected:
  std::vector<sql::Value> ColumnsOf(const v1::Demand& demand) const override {
    return {demand.place(), demand.subject(), demand.cycle(),
            static_cast<int64_t>(demand.state())};
  }

  // A demand is ranked at its own place and those above it.
  absl::Status CheckAmongOthers(Snapshot& snapshot,
                                const v1::Demand& demand) const override {
    if (demand.ranks().empty()) return absl::OkStatus();
    SANGAM_ASSIGN_OR_RETURN(const std::vector<type::v1::PlaceRef> chain,
                            PlaceChainOf(snapshot, demand.place()));
    Violations violations;
    for (int i = 0; i < demand.ranks_size(); ++i) {
      bool above = false;
      for (const type::v1::PlaceRef& link : chain) {
        above = above || link.place() == demand.ranks(i).place();
      }
      if (above) continue;
      violations.Add(
          absl::StrCat("ranks[", i, "].place"),
          absl::StrCat("is neither ", demand.place(), " nor above it"));
    }
    return violations.ToStatus();
  }

  // No rule reads demands, so no profile changes.
  absl::Status Apply(
      WriteTransaction&, const v1::Demand* before, const v1::Demand* after,
      absl::FunctionRef<absl::Status()> replace_references) const override {
    if (before != nullptr && after != nullptr) {
      SANGAM_RETURN_IF_ERROR(CheckDemandChange(*before, *after));
    }
    return replace_references();
  }
};

}  // namespace

const ResourceType& DemandType() {
  static const auto* const kType = new DemandResourceType();
  return *kType;
}

}  // namespace sangam::registry
