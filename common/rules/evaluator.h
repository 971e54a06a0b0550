// The reference evaluator: slow and obvious. Whatever else executes rules must
// agree with it on every input.
#ifndef SANGAM_COMMON_RULES_EVALUATOR_H_
#define SANGAM_COMMON_RULES_EVALUATOR_H_

#include "common/rules/checked_node.h"
#include "common/rules/place_chain.h"
#include "common/rules/subject_view.h"
#include "common/rules/truth.h"

namespace sangam::rules {

// Why a test can't be decided.
enum class UnknownReason {
  kNone,                 // it is decided
  kAttributeMissing,     // the attribute is not known
  kPlaceTooCoarse,       // the place is known, but not finely enough
  kPlaceNotInDirectory,  // the rule's place is not known here
  kReceiptsIncomplete,   // nothing is on record, but the record is not complete
  kReceiptUndated  // it was received, but the day is not known well enough
};

// What one test says; the reason is kNone unless the truth is kUnknown.
struct PredicateTruth {
  Truth truth = Truth::kUnknown;
  UnknownReason reason = UnknownReason::kNone;
};

// Evaluates one test.
//
// place.within(T) for the subject's place P: true if T is in the chain of P;
// else false if P and T have different ancestors of one kind; else unknown.
//
// received(S, months) on as_of: see Receipt. A benefit received after as_of
// does not count; one of which only the day of observation is known was
// received at some time up to that day; one without any date was received some
// time before. Without a receipt that counts it is false only if the record is
// complete up to as_of.
PredicateTruth EvaluatePredicate(const Predicate& predicate,
                                 const SubjectView& subject,
                                 const PlaceDirectory& places);

// Evaluates a tree by the tables of truth.h.
Truth Evaluate(const CheckedNode& node, const SubjectView& subject,
               const PlaceDirectory& places);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_EVALUATOR_H_
