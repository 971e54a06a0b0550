#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "services/registry/domain/subject_rules.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/subject_type.h"
#include "services/registry/store/tables.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

using type::v1::SubjectKind;

bool CanBeUnder(SubjectKind child, SubjectKind parent) {
  const std::vector<SubjectKind> kinds = ParentKinds(child);
  return std::find(kinds.begin(), kinds.end(), parent) != kinds.end();
}

std::string Expected(SubjectKind child) {
  const std::vector<SubjectKind> kinds = ParentKinds(child);
  if (kinds.empty()) {
    return absl::StrCat("a group of kind ", SubjectKindText(child),
                        " has no parent");
  }
  return absl::StrCat(
      "a group of kind ", SubjectKindText(child), " belongs to one of kind ",
      absl::StrJoin(kinds, " or ", [](std::string* out, SubjectKind kind) {
        out->append(SubjectKindText(kind));
      }));
}

class GroupResourceType : public SubjectType<v1::Group> {
 public:
  GroupResourceType() : SubjectType(GroupTable(), &CheckGroup) {}

 protected:
  std::vector<sql::Value> ColumnsOf(const v1::Group& group) const override {
    return {static_cast<int64_t>(group.kind())};
  }

  // The tiers above and below, also when the kind changes.
  absl::Status CheckAmongOthers(Snapshot& snapshot,
                                const v1::Group& group) const override {
    Violations violations;
    sql::Database& database = snapshot.database();
    sql::Statement above = database.Prepare(
        "SELECT kind FROM groups WHERE key = ?", group.parent());
    if (above.Next() &&
        !CanBeUnder(group.kind(), static_cast<SubjectKind>(above.Int(0)))) {
      violations.Add("parent", Expected(group.kind()));
    }
    SANGAM_RETURN_IF_ERROR(above.status());
    sql::Statement below = database.Prepare(
        "SELECT source, kind FROM reference"
        " JOIN groups ON groups.key = source"
        " WHERE target = ?1 AND field = 'parent' AND source <> ?1"
        " AND to_revision = ?2",
        group.name(), kHoldsStill);
    while (below.Next()) {
      const auto kind = static_cast<SubjectKind>(below.Int(1));
      if (CanBeUnder(kind, group.kind())) continue;
      violations.Add("kind", absl::StrCat(below.Text(0), " belongs to it, and ",
                                          Expected(kind)));
      break;
    }
    SANGAM_RETURN_IF_ERROR(below.status());
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
