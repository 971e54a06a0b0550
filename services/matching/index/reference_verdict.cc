#include "services/matching/index/reference_verdict.h"

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
  rules::Nearness nearness;
  nearness.holds = true;
  for (const OptionalRule& rule : version.conditions) {
    nearness = rules::Both(nearness,
                           rules::NearnessOf(rule->root(), subject, reference));
  }
  if (nearness.obstacles.empty()) return {v1::VERDICT_INELIGIBLE, {}};
  return {v1::VERDICT_NEAR_MISS, nearness.obstacles.front()};
}

}  // namespace sangam::matching
