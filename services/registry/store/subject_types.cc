#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "services/registry/domain/roll_up_facts.h"
#include "services/registry/domain/subject_rules.h"
#include "services/registry/store/group_tiers.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/subject_type.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

class GroupResourceType : public SubjectType<v1::Group> {
 public:
  GroupResourceType() : SubjectType(GroupTable(), &CheckGroup) {}

 protected:
  // The tiers above and below, also when the kind changes.
  absl::Status CheckAmongOthers(Snapshot& snapshot,
                                const v1::Group& group) const override {
    Violations violations;
    SANGAM_ASSIGN_OR_RETURN(const type::v1::SubjectKind parent,
                            StoredKindOf(snapshot, group.parent()));
    if (parent != type::v1::SUBJECT_KIND_UNSPECIFIED) {
      violations.AddAll(CheckTier(group.kind(), parent));
    }
    for (const std::string& shg : ShgsDrawnOn(group)) {
      SANGAM_ASSIGN_OR_RETURN(const type::v1::SubjectKind kind,
                              StoredKindOf(snapshot, shg));
      violations.AddAll(CheckDrawnOn(shg, kind));
    }
    absl::Status below = CheckTiersBelow(snapshot, group);
    if (!below.ok() && FieldViolationsOf(below).empty()) return below;
    violations.AddAll(below);
    return violations.ToStatus();
  }
};

}  // namespace

const ResourceType& GroupType() {
  static const auto* const kType = new GroupResourceType();
  return *kType;
}

const ResourceType& EnterpriseType() {
  static const auto* const kType =
      new SubjectType<v1::Enterprise>(EnterpriseTable(), &CheckEnterprise);
  return *kType;
}

const ResourceType& ClusterType() {
  static const auto* const kType =
      new SubjectType<v1::Cluster>(ClusterTable(), &CheckCluster);
  return *kType;
}

}  // namespace sangam::registry
