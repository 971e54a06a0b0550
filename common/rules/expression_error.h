// Errors in expressions, at their line and column.
#ifndef SANGAM_COMMON_RULES_EXPRESSION_ERROR_H_
#define SANGAM_COMMON_RULES_EXPRESSION_ERROR_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rules/expression.h"

namespace sangam::rules {

// What is wrong, and where.
struct ExpressionFault {
  SourcePosition position;
  std::string message;
};

// INVALID_ARGUMENT, INVALID_EXPRESSION: one violation of the field "expression"
// for each fault, "line 2, column 14: ...". `faults` must not be empty.
absl::Status ExpressionError(const std::vector<ExpressionFault>& faults);
absl::Status ExpressionError(SourcePosition position,
                             absl::string_view message);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_EXPRESSION_ERROR_H_
