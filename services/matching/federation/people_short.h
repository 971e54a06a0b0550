// A share of members, told in people.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_PEOPLE_SHORT_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_PEOPLE_SHORT_H_

#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "sangam/matching/v1/federation.pb.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// How many people stand behind a failed lower bound of a share: 9 of 12 where
// 80 % are asked for is 1 short of 10. Nothing where the test is another one,
// or holds, or the profile gives the share itself rather than the people.
absl::optional<v1::PeopleShort> PeopleShortOf(const rules::Predicate& test,
                                              const MatchContext& context);

// Adds those of all tests that must hold for the condition to hold.
void AddPeopleShort(const rules::CheckedNode& condition,
                    const MatchContext& context, v1::NormResult* result);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_PEOPLE_SHORT_H_
