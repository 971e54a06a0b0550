// The signs that stand between two sides.
#ifndef SANGAM_COMMON_RULES_OPERATION_H_
#define SANGAM_COMMON_RULES_OPERATION_H_

#include "common/rules/expression.h"
#include "common/rules/lexer.h"

namespace sangam::rules {

// What a sign between two sides makes of them.
struct Operation {
  // The larger the tighter it binds; 0: the sign stands between no two sides.
  int tightness = 0;
  Expression::Kind kind = Expression::Kind::kTruth;
  Comparison comparison = Comparison::kEqual;
  Arithmetic arithmetic = Arithmetic::kAdd;

  // Chains of && and || become one node, so that only nesting makes the tree
  // deep.
  bool IsChain() const {
    return kind == Expression::Kind::kAnd || kind == Expression::Kind::kOr;
  }
};

// How tightly || binds.
inline constexpr int kLoosest = 1;

// With tightness 0 for a sign that stands between no two sides.
Operation OperationOf(Symbol symbol);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_OPERATION_H_
