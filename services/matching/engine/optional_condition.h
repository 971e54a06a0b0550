// Conditions that a benefit, a tranche or a funding rule may carry.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_OPTIONAL_CONDITION_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_OPTIONAL_CONDITION_H_

#include "absl/strings/string_view.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Whether an optional condition holds: always, where there is no expression;
// unknown, where there is one but no rule.
Truth EvaluateOptional(const OptionalRule& rule, absl::string_view expression,
                       const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_OPTIONAL_CONDITION_H_
