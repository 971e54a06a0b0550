// Who pays for a version's benefits.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_FUNDING_ESTIMATE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_FUNDING_ESTIMATE_H_

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// For each component, in the order in which the rules first name it: adds the
// first funding rule that holds; where earlier ones may hold, adds those too,
// each with its outcome. Nothing after the first that holds can apply to the
// component.
void AddFunding(const CompiledVersion& version, const MatchContext& context,
                v1::SchemeMatch* match);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_FUNDING_ESTIMATE_H_
