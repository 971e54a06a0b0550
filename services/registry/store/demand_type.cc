#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/registry/domain/demand_rules.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/registry_type.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// The state that the linkage's subject lies in; empty if that is not recorded.
absl::StatusOr<std::string> StateOfLinkage(Snapshot& snapshot,
                                           absl::string_view linkage) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT place.target FROM reference AS place JOIN reference AS subject"
      " ON subject.target = place.source WHERE subject.source = ?1"
      " AND subject.field = 'subject' AND place.field = 'place'"
      " AND subject.to_revision > ?2 AND subject.from_revision <= ?2"
      " AND place.to_revision > ?2 AND place.from_revision <= ?2",
      linkage, snapshot.visible_revision());
  const std::string place = row.Next() ? row.Text(0) : "";
  SANGAM_RETURN_IF_ERROR(row.status());
  SANGAM_ASSIGN_OR_RETURN(const PlaceArea area, StoredAreaOf(snapshot, place));
  return area.state;
}

// What one state's people received meets no demand of another state's village.
// Linkages on record stay: places and subjects move.
absl::Status CheckLinkages(Snapshot& snapshot, const v1::Demand* before,
                           const v1::Demand& after) {
  const bool moved = before == nullptr || before->place() != after.place();
  SANGAM_ASSIGN_OR_RETURN(const PlaceArea area,
                          StoredAreaOf(snapshot, after.place()));
  Violations violations;
  for (int i = 0; i < after.linkages_size() && !area.state.empty(); ++i) {
    const std::string& linkage = after.linkages(i);
    if (!moved && absl::c_linear_search(before->linkages(), linkage)) continue;
    SANGAM_ASSIGN_OR_RETURN(const std::string state,
                            StateOfLinkage(snapshot, linkage));
    if (state.empty() || state == area.state) continue;
    violations.Add(absl::StrCat("linkages[", i, "]"),
                   absl::StrCat("is of a subject in ", state,
                                ", and the demand of ", area.state));
  }
  return violations.ToStatus();
}

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
      WriteTransaction& transaction, const v1::Demand* before,
      const v1::Demand* after,
      absl::FunctionRef<absl::Status()> replace_references) const override {
    if (after != nullptr) {
      SANGAM_RETURN_IF_ERROR(CheckLinkages(transaction, before, *after));
    }
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
