#include "services/registry/domain/quality.h"

#include <cstdint>

#include "absl/types/optional.h"
#include "common/clock/civil_date.h"

namespace sangam::registry {
namespace {

using type::v1::Profile;

// The mission's norm for a self-help group.
constexpr int64_t kFewestMembers = 10;
constexpr int64_t kMostMembers = 20;
constexpr int kOldestYear = 1900;

absl::optional<int64_t> PeopleOf(const Profile& profile) {
  if (profile.has_members()) return profile.members();
  if (profile.has_women_members()) return profile.women_members();
  return absl::nullopt;
}

// Groups over which the people are spread: 1 for a group itself; nothing where
// that is not known.
absl::optional<int64_t> GroupsOf(const Subject& subject) {
  switch (subject.kind) {
    case type::v1::SUBJECT_KIND_SHG:
      return 1;
    case type::v1::SUBJECT_KIND_VO:
    case type::v1::SUBJECT_KIND_CLF:
    case type::v1::SUBJECT_KIND_BLF:
      if (subject.profile.member_shgs() > 0) {
        return subject.profile.member_shgs();
      }
      return absl::nullopt;
    default:
      return absl::nullopt;
  }
}

bool IsOddDay(const google::type::Date& date, absl::CivilDay today) {
  const auto day = ToCivilDay(date, "formed_on");
  return day.ok() && (*day > today || day->year() < kOldestYear);
}

}  // namespace

std::vector<v1::QualityFlag> QualityFlagsOf(const Subject& subject,
                                            bool federated,
                                            absl::CivilDay today) {
  std::vector<v1::QualityFlag> flags;
  const absl::optional<int64_t> people = PeopleOf(subject.profile);
  const absl::optional<int64_t> groups = GroupsOf(subject);
  if (people && groups) {
    // Members are at most a billion, so neither product is too large.
    if (*people < kFewestMembers * *groups) {
      flags.push_back(v1::QUALITY_FLAG_FEW_MEMBERS);
    } else if (*people > kMostMembers * *groups) {
      flags.push_back(v1::QUALITY_FLAG_MANY_MEMBERS);
    }
  }
  if (subject.profile.has_formed_on() &&
      IsOddDay(subject.profile.formed_on(), today)) {
    flags.push_back(v1::QUALITY_FLAG_ODD_FORMATION_DATE);
  }
  if (subject.place.empty()) flags.push_back(v1::QUALITY_FLAG_NO_PLACE);
  if (subject.kind == type::v1::SUBJECT_KIND_SHG && !federated) {
    flags.push_back(v1::QUALITY_FLAG_NOT_FEDERATED);
  }
  return flags;
}

}  // namespace sangam::registry
