#include "services/matching/engine/optional_condition.h"

namespace sangam::matching {

Truth EvaluateOptional(const OptionalRule& rule, absl::string_view expression,
                       const MatchContext& context) {
  if (rule) return rule->Evaluate(context.subject, context.reference);
  return expression.empty() ? Truth::kTrue : Truth::kUnknown;
}

}  // namespace sangam::matching
