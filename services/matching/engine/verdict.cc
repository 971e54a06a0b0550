#include "services/matching/engine/verdict.h"

namespace sangam::matching {

VersionVerdict Decide(const CompiledVersion& version,
                      const MatchContext& context) {
  if (!version.defect.empty()) return {};
  Truth all = Truth::kTrue;
  for (const OptionalRule& rule : version.conditions) {
    all = And(all, rule->Evaluate(context.subject, context.reference));
  }
  if (all == Truth::kTrue) return {v1::VERDICT_ELIGIBLE, {}};
  if (all == Truth::kUnknown) return {};
  rules::Nearness nearness;
  nearness.holds = true;
  for (const OptionalRule& rule : version.conditions) {
    nearness = rules::Both(
        nearness,
        rules::NearnessOf(rule->root(), context.subject, context.reference));
  }
  if (nearness.obstacles.empty()) return {v1::VERDICT_INELIGIBLE, {}};
  return {v1::VERDICT_NEAR_MISS, nearness.obstacles.front()};
}

Truth EvaluateOptional(const OptionalRule& rule, absl::string_view expression,
                       const MatchContext& context) {
  if (rule) return rule->Evaluate(context.subject, context.reference);
  return expression.empty() ? Truth::kTrue : Truth::kUnknown;
}

}  // namespace sangam::matching
