#include "common/rules/number_range.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace sangam::rules {
namespace {

constexpr char kOverflow[] = "the number goes beyond 64 bits";

Truth Less(const NumberRange& a, const NumberRange& b) {
  if (a.most && *a.most < b.least) return Truth::kTrue;
  if (b.most && a.least >= *b.most) return Truth::kFalse;
  return Truth::kUnknown;
}

Truth Equal(const NumberRange& a, const NumberRange& b) {
  const bool apart =
      (a.most && *a.most < b.least) || (b.most && *b.most < a.least);
  if (apart) return Truth::kFalse;
  const bool points = a.most && b.most && *a.most == a.least &&
                      *b.most == b.least && a.least == b.least;
  return points ? Truth::kTrue : Truth::kUnknown;
}

UnknownCauses CausesOf(const NumberRange& a, const NumberRange& b) {
  UnknownCauses causes = a.causes;
  AddCauses(b.causes, &causes);
  return causes;
}

}  // namespace

NumberRange ToRange(const Datum& number) {
  if (const auto* range = absl::get_if<NumberRange>(&number)) return *range;
  const int64_t exact = absl::get<int64_t>(number);
  return {exact, exact, {}};
}

Datum FromRange(NumberRange range) {
  if (range.most && *range.most == range.least) return range.least;
  return range;
}

const char* Calculate(Arithmetic arithmetic, int64_t a, int64_t b,
                      int64_t* result) {
  switch (arithmetic) {
    case Arithmetic::kAdd:
      return __builtin_add_overflow(a, b, result) ? kOverflow : nullptr;
    case Arithmetic::kSubtract:
      return __builtin_sub_overflow(a, b, result) ? kOverflow : nullptr;
    case Arithmetic::kMultiply:
      return __builtin_mul_overflow(a, b, result) ? kOverflow : nullptr;
    case Arithmetic::kDivide:
    case Arithmetic::kModulo:
      break;
  }
  const bool divides = arithmetic == Arithmetic::kDivide;
  if (b == 0) return divides ? "division by zero" : "modulus by zero";
  if (b == -1 && a == std::numeric_limits<int64_t>::min()) return kOverflow;
  *result = divides ? a / b : a % b;
  return nullptr;
}

absl::optional<NumberRange> Calculate(Arithmetic arithmetic,
                                      const NumberRange& a,
                                      const NumberRange& b) {
  NumberRange result;
  result.causes = CausesOf(a, b);
  int64_t value = 0;
  if (arithmetic == Arithmetic::kAdd) {
    if (Calculate(arithmetic, a.least, b.least, &result.least) != nullptr) {
      return absl::nullopt;
    }
    if (!a.most || !b.most) return result;
    if (Calculate(arithmetic, *a.most, *b.most, &value) != nullptr) {
      return absl::nullopt;
    }
    result.most = value;
    return result;
  }
  if (!a.most || !b.most) {
    // Times or over a positive number, what has no upper bound keeps none.
    const bool scales = arithmetic == Arithmetic::kMultiply ||
                        arithmetic == Arithmetic::kDivide;
    if (scales && !a.most && b.most && b.least > 0 && a.least >= 0) {
      if (Calculate(arithmetic, a.least,
                    arithmetic == Arithmetic::kDivide ? *b.most : b.least,
                    &result.least) != nullptr) {
        return absl::nullopt;
      }
      return result;
    }
    if (arithmetic == Arithmetic::kSubtract && b.most) {
      if (Calculate(arithmetic, a.least, *b.most, &result.least) != nullptr) {
        return absl::nullopt;
      }
      return result;
    }
    return absl::nullopt;
  }
  if (arithmetic == Arithmetic::kModulo ||
      (arithmetic == Arithmetic::kDivide && b.least <= 0 && *b.most >= 0)) {
    return absl::nullopt;
  }
  // The corners bound what lies between them: each operation only grows or only
  // shrinks in each of its sides.
  bool first = true;
  for (const int64_t left : {a.least, *a.most}) {
    for (const int64_t right : {b.least, *b.most}) {
      if (Calculate(arithmetic, left, right, &value) != nullptr) {
        return absl::nullopt;
      }
      result.least = first ? value : std::min(result.least, value);
      result.most = first ? value : std::max(*result.most, value);
      first = false;
    }
  }
  return result;
}

Truth CompareRanges(const NumberRange& a, Comparison comparison,
                    const NumberRange& b) {
  switch (comparison) {
    case Comparison::kEqual:
      return Equal(a, b);
    case Comparison::kNotEqual:
      return Not(Equal(a, b));
    case Comparison::kLess:
      return Less(a, b);
    case Comparison::kLessOrEqual:
      return Not(Less(b, a));
    case Comparison::kGreater:
      return Less(b, a);
    case Comparison::kGreaterOrEqual:
      return Not(Less(a, b));
  }
  return Truth::kUnknown;
}

}  // namespace sangam::rules
