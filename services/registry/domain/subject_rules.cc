#include "services/registry/domain/subject_rules.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/subjects/subject_kinds.h"
#include "common/validation/code_format.h"
#include "common/validation/enum_value.h"
#include "common/validation/judgement.h"
#include "common/validation/outside_id.h"
#include "common/validation/profile.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/registry/domain/completeness.h"
#include "services/registry/domain/field_provenance_rules.h"
#include "services/registry/domain/roll_up_facts.h"

namespace sangam::registry {
namespace {

constexpr size_t kLevelNameLength = 100;
constexpr int kMaxProducts = 200;
constexpr int kMaxSpannedPlaces = 1'000;

// What all three kinds of record have.
template <typename Subject>
void CheckRecord(Violations& violations, const Subject& subject,
                 absl::string_view collection) {
  CheckRequiredName(violations, "name", subject.name(), {collection});
  CheckOptionalText(violations, "title", subject.title(), kTitleLength);
  CheckOptionalName(violations, "place", subject.place(), {"places"});
  CheckOutsideIds(violations, "outside_ids", subject.outside_ids());
  CheckProvenance(violations, "provenance", subject.provenance());
  CheckFieldProvenance(violations, *Subject::descriptor(),
                       subject.field_provenance());
  const type::v1::Profile& profile = subject.profile();
  CheckProfile(violations, "profile", profile);
  if (profile.has_kind()) {
    violations.Add("profile.kind", "comes from the record; leave it out");
  }
  if (profile.has_place()) {
    violations.Add("profile.place",
                   "comes from the record's own place; leave it out");
  }
  if (profile.received_benefits_size() > 0) {
    violations.Add("profile.received_benefits",
                   "come from linkages; leave them out");
  }
  if (profile.has_children()) {
    violations.Add("profile.children",
                   "come from the records of those under it; leave them out");
  }
}

void CheckProducts(
    Violations& violations, absl::string_view field,
    const google::protobuf::RepeatedPtrField<std::string>& products) {
  if (products.size() > kMaxProducts) {
    violations.Add(field,
                   absl::StrCat("has more than ", kMaxProducts, " elements"));
    return;
  }
  for (int i = 0; i < products.size(); ++i) {
    CheckRequiredText(violations, absl::StrCat(field, "[", i, "]"), products[i],
                      kTitleLength);
  }
}

}  // namespace

absl::Status CheckGroup(const v1::Group& group) {
  Violations violations;
  CheckRecord(violations, group, "groups");
  CheckRequiredEnum(violations, "kind", group.kind());
  if (type::v1::SubjectKind_IsValid(group.kind()) &&
      group.kind() != type::v1::SUBJECT_KIND_UNSPECIFIED &&
      !IsGroupKind(group.kind())) {
    violations.Add("kind", absl::StrCat(SubjectKindText(group.kind()),
                                        " is not a kind of group; it has"
                                        " records of its own"));
  }
  CheckOptionalName(violations, "parent", group.parent(), {"groups"});
  // Told here, because the stored kind may be one that could be the parent of
  // the new kind.
  if (!group.parent().empty() && group.parent() == group.name()) {
    violations.Add("parent", "is the group itself");
  }
  CheckOptionalName(violations, "cluster", group.cluster(), {"clusters"});
  CheckOptionalText(violations, "local_level_name", group.local_level_name(),
                    kLevelNameLength);
  CheckIfsc(violations, "bank_branch_ifsc", group.bank_branch_ifsc());
  CheckJudgements(violations, "judgements", group.judgements());
  CheckRollUpFacts(violations, group);
  return violations.ToStatus();
}

absl::Status CheckEnterprise(const v1::Enterprise& enterprise) {
  Violations violations;
  CheckRecord(violations, enterprise, "enterprises");
  CheckOptionalName(violations, "group", enterprise.group(), {"groups"});
  CheckOptionalName(violations, "cluster", enterprise.cluster(), {"clusters"});
  CheckIfsc(violations, "bank_branch_ifsc", enterprise.bank_branch_ifsc());
  CheckOptionalEnum(violations, "affiliation", enterprise.affiliation());
  if (enterprise.affiliation() == v1::AFFILIATION_STATE_AFFILIATED) {
    violations.AddAll(CheckAffiliable(enterprise));
  }
  return violations.ToStatus();
}

absl::Status CheckCluster(const v1::Cluster& cluster) {
  Violations violations;
  CheckRecord(violations, cluster, "clusters");
  CheckOptionalName(violations, "spv", cluster.spv(), {"groups"});
  CheckProducts(violations, "current_products", cluster.current_products());
  CheckProducts(violations, "upgraded_products", cluster.upgraded_products());
  if (cluster.spanned_places_size() > kMaxSpannedPlaces) {
    violations.Add(
        "spanned_places",
        absl::StrCat("has more than ", kMaxSpannedPlaces, " elements"));
    return violations.ToStatus();
  }
  std::set<std::string> seen;
  for (int i = 0; i < cluster.spanned_places_size(); ++i) {
    const std::string field = absl::StrCat("spanned_places[", i, "]");
    CheckRequiredName(violations, field, cluster.spanned_places(i), {"places"});
    if (!seen.insert(cluster.spanned_places(i)).second) {
      violations.Add(field, "is listed twice");
    }
  }
  return violations.ToStatus();
}

}  // namespace sangam::registry
