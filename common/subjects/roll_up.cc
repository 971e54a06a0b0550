#include "common/subjects/roll_up.h"

#include <cstdint>

#include "absl/types/optional.h"
#include "common/subjects/subject_kinds.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;
using type::v1::Profile;
using type::v1::SubjectKind;

constexpr int kSummedFields[] = {
    Profile::kMembersFieldNumber,
    Profile::kWomenMembersFieldNumber,
    Profile::kPoorMembersFieldNumber,
    Profile::kScMembersFieldNumber,
    Profile::kStMembersFieldNumber,
    Profile::kObcMembersFieldNumber,
    Profile::kMinorityMembersFieldNumber,
    Profile::kMembersWithDisabilityFieldNumber,
    Profile::kHouseholdsFieldNumber,
    Profile::kPoorHouseholdsFieldNumber,
};

const FieldDescriptor* Field(int number) {
  return Profile::descriptor()->FindFieldByNumber(number);
}

absl::optional<int64_t> ValueOf(const Profile& profile, int number) {
  const auto* reflection = profile.GetReflection();
  if (!reflection->HasField(profile, Field(number))) return absl::nullopt;
  return reflection->GetInt64(profile, Field(number));
}

void AddUnlessRecorded(int number, absl::optional<int64_t> value,
                       Profile* profile) {
  if (!value || ValueOf(*profile, number)) return;
  profile->GetReflection()->SetInt64(profile, Field(number), *value);
}

absl::optional<int64_t> SumOf(const std::vector<Child>& children, int number) {
  int64_t sum = 0;
  for (const Child& child : children) {
    if (child.counted_elsewhere) continue;
    const absl::optional<int64_t> value = ValueOf(child.profile, number);
    if (!value || __builtin_add_overflow(sum, *value, &sum)) {
      return absl::nullopt;
    }
  }
  return sum;
}

// How far a kind stands above the SHGs in a federation; 0 outside of one.
int TierOf(SubjectKind kind) {
  switch (kind) {
    case type::v1::SUBJECT_KIND_SHG:
      return 1;
    case type::v1::SUBJECT_KIND_VO:
      return 2;
    case type::v1::SUBJECT_KIND_CLF:
      return 3;
    case type::v1::SUBJECT_KIND_BLF:
      return 4;
    default:
      return 0;
  }
}

// Bodies of one kind at any depth: a child is one, or says how many it has.
absl::optional<int64_t> CountOf(const std::vector<Child>& children,
                                SubjectKind counted, int number) {
  int64_t count = 0;
  for (const Child& child : children) {
    if (child.counted_elsewhere) continue;
    absl::optional<int64_t> added = 0;
    if (child.profile.kind() == counted) {
      added = 1;
    } else if (TierOf(child.profile.kind()) > TierOf(counted)) {
      added = ValueOf(child.profile, number);
    }
    if (!added || __builtin_add_overflow(count, *added, &count)) {
      return absl::nullopt;
    }
  }
  return count;
}

int64_t CountEnterprises(const std::vector<Child>& children) {
  int64_t count = 0;
  for (const Child& child : children) {
    if (child.profile.kind() == type::v1::SUBJECT_KIND_ENTERPRISE) ++count;
  }
  return count;
}

}  // namespace

void AddRollUps(const std::vector<Child>& children, Profile* parent) {
  if (!RollsUp(parent->kind())) return;
  for (int number : kSummedFields) {
    AddUnlessRecorded(number, SumOf(children, number), parent);
  }
  const bool is_cluster = parent->kind() == type::v1::SUBJECT_KIND_CLUSTER;
  AddUnlessRecorded(Profile::kMemberShgsFieldNumber,
                    CountOf(children, type::v1::SUBJECT_KIND_SHG,
                            Profile::kMemberShgsFieldNumber),
                    parent);
  if (is_cluster || TierOf(parent->kind()) > 2) {
    AddUnlessRecorded(Profile::kMemberVosFieldNumber,
                      CountOf(children, type::v1::SUBJECT_KIND_VO,
                              Profile::kMemberVosFieldNumber),
                      parent);
  }
  if (is_cluster) {
    AddUnlessRecorded(Profile::kMemberEnterprisesFieldNumber,
                      CountEnterprises(children), parent);
  }
}

Profile FactsToRollUp(const Profile& child) {
  Profile facts;
  facts.set_kind(child.kind());
  for (int number : kSummedFields) {
    AddUnlessRecorded(number, ValueOf(child, number), &facts);
  }
  for (int number :
       {Profile::kMemberShgsFieldNumber, Profile::kMemberVosFieldNumber}) {
    AddUnlessRecorded(number, ValueOf(child, number), &facts);
  }
  return facts;
}

}  // namespace sangam
