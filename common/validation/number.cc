#include "common/validation/number.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"

namespace sangam {
namespace {

struct Bound {
  int64_t most;
  std::string in_words;
};

Bound BoundOf(type::v1::AttributeUnit unit) {
  switch (unit) {
    case type::v1::ATTRIBUTE_UNIT_COUNT:
      return {kMaxCount, FormatCount(kMaxCount)};
    case type::v1::ATTRIBUTE_UNIT_PAISE:
      return {kMaxPaise, FormatPaise(kMaxPaise)};
    case type::v1::ATTRIBUTE_UNIT_BASIS_POINTS:
      return {kWholeBasisPoints, "10,000 basis points (100 %)"};
    case type::v1::ATTRIBUTE_UNIT_MONTHS:
      return {kMaxMonths, FormatCount(kMaxMonths)};
    default:
      return {0, ""};
  }
}

}  // namespace

void CheckNumber(Violations& violations, absl::string_view field, int64_t value,
                 type::v1::AttributeUnit unit) {
  const Bound bound = BoundOf(unit);
  if (bound.in_words.empty()) return;
  if (value < 0) {
    violations.Add(field, "must not be negative");
  } else if (value > bound.most) {
    violations.Add(field, absl::StrCat("must be at most ", bound.in_words));
  }
}

void CheckCount(Violations& violations, absl::string_view field,
                int64_t value) {
  CheckNumber(violations, field, value, type::v1::ATTRIBUTE_UNIT_COUNT);
}

void CheckPaise(Violations& violations, absl::string_view field,
                int64_t value) {
  CheckNumber(violations, field, value, type::v1::ATTRIBUTE_UNIT_PAISE);
}

}  // namespace sangam
