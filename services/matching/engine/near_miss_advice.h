// What a near miss tells to change.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_NEAR_MISS_ADVICE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_NEAR_MISS_ADVICE_H_

#include "common/rules/nearness.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/reachable_value.h"

namespace sangam::matching {

// Of the attributes that alone stand in the way of a near miss, the first in
// the order of the conditions that some value of which meets all of them; if
// there is none, the first for which that can't be told; else the first.
// `first` is what Decide told of the version.
WayOut AdviseOn(const CompiledVersion& version, const rules::Obstacle& first,
                const MatchContext& context);

// Fills an empty finding.
void FillNearMiss(const WayOut& advice, const MatchContext& context,
                  v1::Finding* finding);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_NEAR_MISS_ADVICE_H_
