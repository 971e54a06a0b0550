#include "services/matching/index/reference_verdict.h"

#include "services/matching/index/version_nearness.h"

namespace sangam::matching {

VersionVerdict Decide(const CompiledVersion& version,
                      const SubjectView& subject,
                      const ReferenceData& reference) {
  if (!version.defect.empty()) return {};
  Truth all = Truth::kTrue;
  for (const OptionalRule& rule : version.conditions) {
    all = And(all, rule->Evaluate(subject, reference));
  }
  if (all == Truth::kTrue) return {v1::VERDICT_ELIGIBLE, {}};
  if (all == Truth::kUnknown) return {};
  const rules::Nearness nearness = NearnessOf(version, subject, reference);
  if (nearness.obstacles.empty()) return {v1::VERDICT_INELIGIBLE, {}};
  return {v1::VERDICT_NEAR_MISS, nearness.obstacles.front()};
}

}  // namespace sangam::matching
