#include "common/rules/checker.h"

#include "common/rules/expression_error.h"
#include "common/rules/type_checker.h"

namespace sangam::rules {

absl::StatusOr<TypedNode> CheckCondition(
    const Expression& expression, const AttributeDictionary& dictionary) {
  TypeChecker checker(dictionary);
  TypedNode root = checker.Condition(expression);
  if (!checker.faults().empty()) return ExpressionError(checker.faults());
  return root;
}

absl::StatusOr<TypedNode> CheckValue(const Expression& expression,
                                     const AttributeDictionary& dictionary) {
  TypeChecker checker(dictionary);
  TypedNode root = checker.Result(expression);
  if (!checker.faults().empty()) return ExpressionError(checker.faults());
  return root;
}

}  // namespace sangam::rules
