// Words for a test that was evaluated before.
#ifndef SANGAM_COMMON_RULES_DESCRIBED_OUTCOME_H_
#define SANGAM_COMMON_RULES_DESCRIBED_OUTCOME_H_

#include "common/rules/evaluator.h"
#include "common/rules/explanation.h"

namespace sangam::rules {

// As DescribeTest, without evaluating the test anew: `result` is what
// EvaluatePredicate says of it. Pure.
TestFinding DescribeOutcome(const Predicate& predicate, bool negated,
                            const PredicateTruth& result,
                            const SubjectView& subject,
                            const ReferenceData& reference,
                            const Phrases& phrases);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_DESCRIBED_OUTCOME_H_
