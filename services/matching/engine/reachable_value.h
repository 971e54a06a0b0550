// Whether what stands in the way of a near miss can be overcome at all.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_REACHABLE_VALUE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_REACHABLE_VALUE_H_

#include "common/rules/nearness.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Whether some value of the attribute that stands in the way meets all
// conditions of the version, everything else being as it is: not so where a
// rule wants `members >= 10 && members <= 5`, or fewer children than none.
// Counts and months are never less than none. True where it can't be told, as
// for lists and for what is computed of the attribute. The version has no
// defect.
bool CanBeMet(const CompiledVersion& version, const rules::Obstacle& obstacle,
              const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_REACHABLE_VALUE_H_
