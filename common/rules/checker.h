// Syntax tree to checked tree.
#ifndef SANGAM_COMMON_RULES_CHECKER_H_
#define SANGAM_COMMON_RULES_CHECKER_H_

#include "absl/status/statusor.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/expression.h"
#include "common/rules/typed_node.h"

namespace sangam::rules {

// Resolves the names of a condition and checks every type and value. The result
// points into `dictionary`. Errors: ExpressionError with a violation for each
// fault, at most ten.
absl::StatusOr<TypedNode> CheckCondition(const Expression& expression,
                                         const AttributeDictionary& dictionary);

// The same for an expression of any type but the list of those under the
// subject, which no value holds.
absl::StatusOr<TypedNode> CheckValue(const Expression& expression,
                                     const AttributeDictionary& dictionary);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_CHECKER_H_
