// Codes of the National Industrial Classification, NIC-2008.
#ifndef SANGAM_COMMON_RULES_INDUSTRY_CODE_H_
#define SANGAM_COMMON_RULES_INDUSTRY_CODE_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam::rules {

// Whether `code` is a section ("C"), or two to five digits (division, group,
// class, sub-class) that begin with a division that exists.
bool IsIndustryCode(absl::string_view code);

// Whether an industry lies in another; nothing if it is too coarse, or no code,
// and so can't be told. `target` must be a code.
absl::optional<bool> IndustryWithin(absl::string_view code,
                                    absl::string_view target);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_INDUSTRY_CODE_H_
