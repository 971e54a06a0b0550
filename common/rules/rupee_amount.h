// Amounts of money as people in India write them.
#ifndef SANGAM_COMMON_RULES_RUPEE_AMOUNT_H_
#define SANGAM_COMMON_RULES_RUPEE_AMOUNT_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam::rules {

// Reads "₹2,50,000", "2.5 crore", "Rs 50 thousand" or "99.50" in paise. Commas
// stand before the last three digits and then every two. Nothing for any other
// text, for parts of a paisa, and for what an int64 can't hold.
absl::optional<int64_t> ParseRupees(absl::string_view text);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_RUPEE_AMOUNT_H_
