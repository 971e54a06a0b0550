// Arithmetic and comparison of numbers that may be known only within bounds.
#ifndef SANGAM_COMMON_RULES_NUMBER_RANGE_H_
#define SANGAM_COMMON_RULES_NUMBER_RANGE_H_

#include "common/rules/datum.h"
#include "common/rules/expression.h"
#include "common/rules/truth.h"

namespace sangam::rules {

// A number or bounds of one, as bounds. `number` must be one of them.
NumberRange ToRange(const Datum& number);
// Bounds that meet are a number.
Datum FromRange(NumberRange range);

// Exact 64-bit arithmetic, as in CEL: null, or what went wrong for overflow,
// division by zero and modulus by zero. Division truncates toward zero.
const char* Calculate(Arithmetic arithmetic, int64_t a, int64_t b,
                      int64_t* result);

// The bounds of the result for all numbers within the bounds; nothing where
// some of them would fail, or where the bounds tell nothing.
absl::optional<NumberRange> Calculate(Arithmetic arithmetic,
                                      const NumberRange& a,
                                      const NumberRange& b);

// Unknown where some numbers within the bounds say yes and others no.
Truth CompareRanges(const NumberRange& a, Comparison comparison,
                    const NumberRange& b);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_NUMBER_RANGE_H_
