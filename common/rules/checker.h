// Syntax tree to checked tree.
#ifndef SANGAM_COMMON_RULES_CHECKER_H_
#define SANGAM_COMMON_RULES_CHECKER_H_

#include "absl/status/statusor.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/checked_node.h"
#include "common/rules/expression.h"

namespace sangam::rules {

// Resolves the names of `expression` and checks every type and value. The
// result points into `dictionary`. Errors: ExpressionError with a violation for
// each fault, at most ten.
absl::StatusOr<CheckedNode> Check(const Expression& expression,
                                  const AttributeDictionary& dictionary);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_CHECKER_H_
