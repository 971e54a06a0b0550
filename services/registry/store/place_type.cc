#include "common/status/macros.h"
#include "services/registry/domain/place_rules.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/profile_revisions.h"
#include "services/registry/store/registry_type.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

bool Moves(const v1::Place& before, const v1::Place& after) {
  return before.kind() != after.kind() ||
         before.revenue_parent() != after.revenue_parent() ||
         before.development_parent() != after.development_parent() ||
         before.urban_parent() != after.urban_parent();
}

class PlaceResourceType : public RegistryType<v1::Place> {
 public:
  PlaceResourceType() : RegistryType(PlaceTable(), &CheckPlace) {}

  absl::StatusOr<std::vector<sql::Value>> ColumnsAmongOthers(
      Snapshot& snapshot,
      const google::protobuf::Message& resource) const override {
    const auto& place = static_cast<const v1::Place&>(resource);
    SANGAM_ASSIGN_OR_RETURN(const PlaceArea area, AreaOf(snapshot, place));
    return std::vector<sql::Value>{static_cast<int64_t>(place.kind()),
                                   area.state, area.district, place.title()};
  }

 protected:
  std::vector<sql::Value> ColumnsOf(const v1::Place& place) const override {
    return {static_cast<int64_t>(place.kind()), std::string(), std::string(),
            place.title()};
  }

  absl::Status CheckAmongOthers(Snapshot& snapshot,
                                const v1::Place& place) const override {
    return CheckParentKinds(snapshot, place);
  }

  absl::Status Apply(
      WriteTransaction& transaction, const v1::Place* before,
      const v1::Place* after,
      absl::FunctionRef<absl::Status()> replace_references) const override {
    SANGAM_RETURN_IF_ERROR(replace_references());
    if (after == nullptr) return absl::OkStatus();
    // A title changes no profile.
    if (before != nullptr && !Moves(*before, *after)) return absl::OkStatus();
    SANGAM_RETURN_IF_ERROR(CheckOneAncestorOfEachKind(transaction, *after));
    if (before == nullptr) return absl::OkStatus();
    SANGAM_RETURN_IF_ERROR(AdvancePlacesGeneration(transaction));
    SANGAM_RETURN_IF_ERROR(MoveAreas(transaction, *after));
    SANGAM_ASSIGN_OR_RETURN(const std::set<std::string> subjects,
                            SubjectsWithin(transaction, after->name()));
    return AdvanceProfiles(transaction, subjects);
  }
};

}  // namespace

const ResourceType& PlaceType() {
  static const auto* const kType = new PlaceResourceType();
  return *kType;
}

}  // namespace sangam::registry
