// Operations on data that are all known.
#ifndef SANGAM_COMMON_RULES_DATA_OPERATIONS_H_
#define SANGAM_COMMON_RULES_DATA_OPERATIONS_H_

#include <vector>

#include "common/rules/datum.h"
#include "common/rules/evaluator.h"
#include "common/rules/expression.h"

namespace sangam::rules {

// A list of these elements.
Evaluated NewList(std::vector<Datum> operands);

// Arithmetic on two numbers, either of which may be bounds.
Evaluated Calculated(Arithmetic arithmetic, const Datum& a, const Datum& b);

// Compares two data of one type. Lists are equal if they hold equal elements in
// the same order; they have no order.
Evaluated Compared(const Datum& a, Comparison comparison, const Datum& b);

// Whether `what` is in the list.
Evaluated Contained(const Datum& what, const DatumList& list);

// The characters of a text, the elements of a list.
Evaluated Size(const Datum& of);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_DATA_OPERATIONS_H_
