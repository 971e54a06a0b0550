#include "services/matching/federation/people_short.h"

#include <cstdint>
#include <string>
#include <utility>

#include "common/rules/distance.h"

namespace sangam::matching {
namespace {

constexpr int64_t kWhole = 10'000;
// More than there are people; so that no product is too large.
constexpr int64_t kMostPeople = 100'000'000'000;

// Who counts for the share. Nothing where it is not derived from people.
absl::optional<int64_t> CountedFor(const std::string& share,
                                   const type::v1::Profile& profile) {
  if (share == "poor_member_share_bps") {
    if (profile.has_poor_member_share_bps() || !profile.has_poor_members()) {
      return absl::nullopt;
    }
    return profile.poor_members();
  }
  if (share == "women_member_share_bps") {
    if (profile.has_women_member_share_bps() || !profile.has_women_members()) {
      return absl::nullopt;
    }
    return profile.women_members();
  }
  if (share == "sc_st_member_share_bps") {
    if (profile.has_sc_st_member_share_bps() || !profile.has_sc_members() ||
        !profile.has_st_members()) {
      return absl::nullopt;
    }
    return profile.sc_members() + profile.st_members();
  }
  return absl::nullopt;
}

}  // namespace

absl::optional<v1::PeopleShort> PeopleShortOf(const rules::Predicate& test,
                                              const MatchContext& context) {
  if (test.attribute == nullptr) return absl::nullopt;
  const auto distance =
      rules::DistanceTo(test, false, context.subject, context.reference);
  if (!distance || !distance->more) return absl::nullopt;
  const type::v1::Profile& profile = context.profile;
  const absl::optional<int64_t> counted =
      CountedFor(test.attribute->name, profile);
  const int64_t members = profile.members();
  if (!counted || members <= 0 || members > kMostPeople || *counted < 0 ||
      *counted > members) {
    return absl::nullopt;
  }
  // The bound, from what the share is now: it counts by whole basis points.
  const int64_t share = *counted * kWhole / members;
  if (distance->amount > kWhole - share) return absl::nullopt;
  const int64_t bound = share + distance->amount;
  const int64_t needed = (bound * members + kWhole - 1) / kWhole;
  v1::PeopleShort people;
  people.set_attribute(test.attribute->name);
  people.set_counted(*counted);
  people.set_members(members);
  people.set_needed(needed);
  people.set_missing(needed - *counted);
  return people;
}

void AddPeopleShort(const rules::CheckedNode& condition,
                    const MatchContext& context, v1::NormResult* result) {
  if (condition.kind == rules::CheckedNode::Kind::kAnd) {
    for (const rules::CheckedNode& part : condition.children) {
      AddPeopleShort(part, context, result);
    }
  } else if (condition.kind == rules::CheckedNode::Kind::kPredicate) {
    auto people = PeopleShortOf(condition.predicate, context);
    if (people) *result->add_people() = *std::move(people);
  }
}

}  // namespace sangam::matching
