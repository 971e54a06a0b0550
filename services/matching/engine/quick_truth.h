// The truth of the tests that make up most rules, without the evaluator.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_QUICK_TRUTH_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_QUICK_TRUTH_H_

#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/subject_view.h"

namespace sangam::matching {

// What EvaluatePredicate says of a test where what it reads is known and it has
// one of the common forms, so that nothing is unknown; else nothing.
absl::optional<bool> QuickTruth(const rules::Predicate& test,
                                const SubjectView& subject);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_QUICK_TRUTH_H_
