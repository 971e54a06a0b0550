#include "services/registry/domain/roll_up_facts.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/money/share.h"
#include "common/validation/number.h"
#include "common/validation/resource_name.h"
#include "services/registry/domain/federation_sums.h"

namespace sangam::registry {
namespace {

using type::v1::AttributeValue;
using type::v1::Profile;
using type::v1::SubjectKind;

const AttributeValue* ExtraOf(const Profile& profile, const char* name) {
  const auto found = profile.extra().find(name);
  return found == profile.extra().end() ? nullptr : &found->second;
}

std::string FieldOf(const char* name) {
  return absl::StrCat("profile.extra[\"", name, "\"]");
}

void CheckDrawnOn(Violations& violations, const v1::Group& group,
                  const AttributeValue& value) {
  if (!DrawsOnShgs(group.kind())) {
    violations.Add(kDrawsOnField,
                   "is for a producer group, a producer company or a"
                   " cooperative");
    return;
  }
  if (!value.has_list()) {
    violations.Add(kDrawsOnField, "must be a list of names, groups/...");
    return;
  }
  std::set<std::string> seen;
  for (int i = 0; i < value.list().values_size(); ++i) {
    const std::string field =
        absl::StrCat(kDrawsOnField, ".list.values[", i, "]");
    CheckRequiredName(violations, field, value.list().values(i), {"groups"});
    if (!seen.insert(value.list().values(i)).second) {
      violations.Add(field, "is listed twice");
    }
  }
}

}  // namespace

bool IsFederation(SubjectKind kind) {
  return kind == type::v1::SUBJECT_KIND_VO ||
         kind == type::v1::SUBJECT_KIND_CLF ||
         kind == type::v1::SUBJECT_KIND_BLF;
}

bool DrawsOnShgs(SubjectKind kind) {
  return kind == type::v1::SUBJECT_KIND_PRODUCER_GROUP ||
         kind == type::v1::SUBJECT_KIND_PRODUCER_COMPANY ||
         kind == type::v1::SUBJECT_KIND_COOPERATIVE;
}

bool KeepsOwnMandate(const v1::Group& federation) {
  return IsFederation(federation.kind()) &&
         PromotedBeforeTheMission(federation.profile());
}

absl::optional<int64_t> SavingsOf(const Profile& profile) {
  const AttributeValue* value = ExtraOf(profile, kSavingsAttribute);
  // Older records were stored before anyone checked.
  if (value == nullptr || value->value_case() != AttributeValue::kNumber ||
      value->number() < 0 || value->number() > kMaxPaise) {
    return absl::nullopt;
  }
  return value->number();
}

absl::optional<PartOfWhole> PoorMembersOf(const Profile& profile) {
  if (!profile.has_members()) return absl::nullopt;
  if (profile.has_poor_members()) {
    return PartOfWhole{profile.poor_members(), profile.members()};
  }
  if (!profile.has_poor_member_share_bps()) return absl::nullopt;
  // At most kMaxCount members and 10,000 basis points: far below an int64.
  const int64_t nearest = (profile.members() * profile.poor_member_share_bps() +
                           kWholeBasisPoints / 2) /
                          kWholeBasisPoints;
  return PartOfWhole{nearest, profile.members()};
}

absl::optional<PartOfWhole> NonPerformingLoansOf(const Profile& profile) {
  if (!profile.has_loan_outstanding_paise()) return absl::nullopt;
  const int64_t loans = profile.loan_outstanding_paise();
  if (loans == 0) return PartOfWhole{};
  if (!profile.has_npa_bps()) return absl::nullopt;
  return PartOfWhole{FloorShare(loans, profile.npa_bps()), loans};
}

bool PromotedBeforeTheMission(const Profile& profile) {
  const AttributeValue* value = ExtraOf(profile, kPromotedBeforeAttribute);
  return value != nullptr && value->truth();
}

std::vector<std::string> ShgsDrawnOn(const v1::Group& group) {
  const AttributeValue* value = ExtraOf(group.profile(), kDrawsOnAttribute);
  if (value == nullptr || !DrawsOnShgs(group.kind())) return {};
  const std::set<std::string> names(value->list().values().begin(),
                                    value->list().values().end());
  return std::vector<std::string>(names.begin(), names.end());
}

void CheckRollUpFacts(Violations& violations, const v1::Group& group) {
  const Profile& profile = group.profile();
  if (const AttributeValue* savings = ExtraOf(profile, kSavingsAttribute)) {
    const std::string field = FieldOf(kSavingsAttribute);
    if (savings->value_case() == AttributeValue::kNumber) {
      CheckPaise(violations, absl::StrCat(field, ".number"), savings->number());
    } else {
      violations.Add(field, "must be a number of paise");
    }
  }
  const AttributeValue* promoted = ExtraOf(profile, kPromotedBeforeAttribute);
  if (promoted != nullptr && promoted->value_case() != AttributeValue::kTruth) {
    violations.Add(FieldOf(kPromotedBeforeAttribute), "must be true or false");
  }
  if (const AttributeValue* drawn = ExtraOf(profile, kDrawsOnAttribute)) {
    CheckDrawnOn(violations, group, *drawn);
  }
}

}  // namespace sangam::registry
