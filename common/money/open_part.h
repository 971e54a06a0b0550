// What of a cost is still open.
#ifndef SANGAM_COMMON_MONEY_OPEN_PART_H_
#define SANGAM_COMMON_MONEY_OPEN_PART_H_

#include <cstdint>

namespace sangam {

// What of a cost is open where `done` of `quantity` equal units are done,
// raised to the paisa: of ₹10 with 1 of 3 done, ₹6.67. All of it where the
// quantity is not above 0; `done` counts from 0 up to the quantity.
int64_t OpenPart(int64_t paise, int64_t quantity, int64_t done);

}  // namespace sangam

#endif  // SANGAM_COMMON_MONEY_OPEN_PART_H_
