// How long a list may be.
#ifndef SANGAM_COMMON_VALIDATION_LIST_SIZE_H_
#define SANGAM_COMMON_VALIDATION_LIST_SIZE_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"

namespace sangam {

// Adds a fault, and is false, if a list of `size` elements has more than
// `most`.
bool CheckListSize(Violations& violations, absl::string_view field, int size,
                   int most);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_LIST_SIZE_H_
