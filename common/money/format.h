// Amounts, counts and shares as people in India write them.
#ifndef SANGAM_COMMON_MONEY_FORMAT_H_
#define SANGAM_COMMON_MONEY_FORMAT_H_

#include <cstdint>
#include <string>

namespace sangam {

// 14,76,000: the last three digits, then groups of two.
std::string FormatCount(int64_t count);

// Paise as rupees: 147600000 gives "₹14,76,000", 50 gives "₹0.50", a negative
// amount "-₹5". Paise are left out where they are zero.
std::string FormatPaise(int64_t paise);

// Basis points as percent: 8000 gives "80 %", 7550 gives "75.5 %".
std::string FormatBasisPoints(int64_t bps);

}  // namespace sangam

#endif  // SANGAM_COMMON_MONEY_FORMAT_H_
