// Bounds of numbers. They are far above what is real, and low enough that sums
// over many subjects stay within an int64.
#ifndef SANGAM_COMMON_VALIDATION_NUMBER_H_
#define SANGAM_COMMON_VALIDATION_NUMBER_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "sangam/type/v1/attribute_options.pb.h"

namespace sangam {

// Twice the people of India, in round figures.
inline constexpr int64_t kMaxCount = 3'000'000'000;
// One crore crore rupees, in paise.
inline constexpr int64_t kMaxPaise = 10'000'000'000'000'000;
// Ten centuries.
inline constexpr int64_t kMaxMonths = 12'000;
inline constexpr int64_t kWholeBasisPoints = 10'000;

// Adds a fault unless `value` is from 0 to the most of its unit. A number
// without a unit may be anything.
void CheckNumber(Violations& violations, absl::string_view field, int64_t value,
                 type::v1::AttributeUnit unit);

// CheckNumber for a count and for a sum of money.
void CheckCount(Violations& violations, absl::string_view field, int64_t value);
void CheckPaise(Violations& violations, absl::string_view field, int64_t value);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_NUMBER_H_
