// What the rules of one version say of one subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_VERDICT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_VERDICT_H_

#include "absl/types/optional.h"
#include "common/rules/nearness.h"
#include "services/matching/engine/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// A verdict and, for a near miss, what stands in the way. Points into the
// version.
struct VersionVerdict {
  v1::Verdict verdict = v1::VERDICT_NEEDS_INFORMATION;
  absl::optional<rules::Obstacle> obstacle;
};

// All conditions joined by AND. A version with a defect needs information,
// whatever the subject. Of several obstacles the first in the order of the
// conditions is given.
VersionVerdict Decide(const CompiledVersion& version,
                      const MatchContext& context);

// Whether an optional condition holds: always, where there is no expression;
// unknown, where there is one but no rule.
Truth EvaluateOptional(const OptionalRule& rule, absl::string_view expression,
                       const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_VERDICT_H_
