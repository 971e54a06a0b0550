// Expressions as validation sees them, which does not know their language.
#ifndef SANGAM_COMMON_VALIDATION_EXPRESSION_TEXT_H_
#define SANGAM_COMMON_VALIDATION_EXPRESSION_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam {

// `expression` with an "x" for each digit of what can be nothing but a number
// of the rule: numerals outside of texts and comments, and long runs of digits
// in inr("..."). Amounts in paise often have as many digits as an Aadhaar
// number. Every character keeps its place.
std::string WithoutNumerals(absl::string_view expression);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_EXPRESSION_TEXT_H_
