// The reference evaluator: slow and obvious. Whatever else executes rules must
// agree with it on every input.
#ifndef SANGAM_COMMON_RULES_EVALUATOR_H_
#define SANGAM_COMMON_RULES_EVALUATOR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/rules/checked_node.h"
#include "common/rules/datum.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "common/rules/truth.h"
#include "common/rules/typed_node.h"
#include "common/rules/unknown_cause.h"

namespace sangam::rules {

// How many steps the evaluation of one rule may take: one for each node that is
// evaluated and each element that is compared. What takes more fails, which is
// an evaluation error.
inline constexpr int64_t kMostSteps = 1'000'000;

// What an expression comes to: a value, or nothing and why.
struct Evaluated {
  Datum value;
  UnknownCauses causes;
};

// Evaluates an expression for one subject.
//
// A missing attribute is unknown, and so is all that is computed from it, but
// for what && || ?: absorb as in CEL; errors (overflow, division by zero) go
// the same way. Counts over those under the subject are bounds; a comparison is
// decided where the bounds decide it.
//
// place.within(T) for the subject's place P: true if T is in the chain of P;
// else false if P and T have different ancestors of one kind; else unknown. A
// place set is any of its members on as_of; outside all members of an
// incomplete one is unknown.
//
// received(S, months) on as_of: see Receipt. A benefit received after as_of
// does not count; one of which only the day of observation is known was
// received at some time up to that day; one without any date was received some
// time before. Without a receipt that counts it is false only if the record is
// complete up to as_of.
Evaluated EvaluateTree(const TypedNode& node, const SubjectView& subject,
                       const ReferenceData& reference,
                       int64_t step_budget = kMostSteps);

// What a node all of whose children are literals comes to; nothing if it fails.
Datum EvaluateConstant(const TypedNode& node);

// What one test says; the causes are empty unless the truth is kUnknown.
struct PredicateTruth {
  Truth truth = Truth::kUnknown;
  // The first of the causes, one that asking can mend if there is one.
  UnknownReason reason = UnknownReason::kNone;
  UnknownCauses causes;
};

// Evaluates one test: its typed node, within its budget of steps.
PredicateTruth EvaluatePredicate(const Predicate& predicate,
                                 const SubjectView& subject,
                                 const ReferenceData& reference);

// Evaluates a tree by the tables of truth.h; an unknown condition of ?: makes
// it unknown.
Truth Evaluate(const CheckedNode& node, const SubjectView& subject,
               const ReferenceData& reference);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_EVALUATOR_H_
