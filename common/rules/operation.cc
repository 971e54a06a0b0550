#include "common/rules/operation.h"

namespace sangam::rules {

using Kind = Expression::Kind;

Operation OperationOf(Symbol symbol) {
  const auto comparison = [](Comparison comparison) {
    return Operation{3, Kind::kCompare, comparison};
  };
  const auto arithmetic = [](int tightness, Arithmetic arithmetic) {
    return Operation{tightness, Kind::kArithmetic, Comparison::kEqual,
                     arithmetic};
  };
  switch (symbol) {
    case Symbol::kOr:
      return {kLoosest, Kind::kOr};
    case Symbol::kAnd:
      return {2, Kind::kAnd};
    case Symbol::kIn:
      return {3, Kind::kIn};
    case Symbol::kEqual:
      return comparison(Comparison::kEqual);
    case Symbol::kNotEqual:
      return comparison(Comparison::kNotEqual);
    case Symbol::kLess:
      return comparison(Comparison::kLess);
    case Symbol::kLessOrEqual:
      return comparison(Comparison::kLessOrEqual);
    case Symbol::kGreater:
      return comparison(Comparison::kGreater);
    case Symbol::kGreaterOrEqual:
      return comparison(Comparison::kGreaterOrEqual);
    case Symbol::kPlus:
      return arithmetic(4, Arithmetic::kAdd);
    case Symbol::kMinus:
      return arithmetic(4, Arithmetic::kSubtract);
    case Symbol::kTimes:
      return arithmetic(5, Arithmetic::kMultiply);
    case Symbol::kDivide:
      return arithmetic(5, Arithmetic::kDivide);
    case Symbol::kModulo:
      return arithmetic(5, Arithmetic::kModulo);
    default:
      return {};
  }
}

}  // namespace sangam::rules
