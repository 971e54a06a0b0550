#include "services/matching/engine/funding_estimate.h"

#include "services/matching/engine/verdict.h"

namespace sangam::matching {

void AddFunding(const CompiledVersion& version, const MatchContext& context,
                v1::SchemeMatch* match) {
  for (int i = 0; i < version.version.funding_size(); ++i) {
    const auto& rule = version.version.funding(i);
    const Truth truth = EvaluateOptional(version.funding_conditions[i],
                                         rule.condition(), context);
    if (truth == Truth::kFalse) continue;
    v1::FundingEstimate* estimate = match->add_funding();
    estimate->set_condition(ToOutcome(truth));
    estimate->set_expression(rule.condition());
    *estimate->mutable_shares() = rule.shares();
    if (truth == Truth::kTrue) return;
  }
}

}  // namespace sangam::matching
