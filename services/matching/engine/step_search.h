// The nearest number that meets a version's conditions, found by trying.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_STEP_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_STEP_SEARCH_H_

#include "absl/types/optional.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/attribute_tests.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/reachable_value.h"

namespace sangam::matching {

// The way out by the nearest of the next few numbers, for attributes of which
// something is computed (`members % 5 == 0`). Nothing where none of these will
// do, and where the attribute is no field of the profile that holds a known
// number; nor for those with children, whose views take long to make.
absl::optional<WayOut> FindByStep(const CompiledVersion& version,
                                  const AttributeTests& tests,
                                  const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_STEP_SEARCH_H_
