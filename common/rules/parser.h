// Text to syntax tree.
#ifndef SANGAM_COMMON_RULES_PARSER_H_
#define SANGAM_COMMON_RULES_PARSER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rules/expression.h"

namespace sangam::rules {

// Parses one expression, within the limits of Rule. Errors: ExpressionError for
// bad syntax, malformed UTF-8, and text that is too long, too deeply nested or
// has too many parts. Work and stack are bounded by the limits.
absl::StatusOr<Expression> Parse(absl::string_view text);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_PARSER_H_
