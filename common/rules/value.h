// The values of attributes and literals.
#ifndef SANGAM_COMMON_RULES_VALUE_H_
#define SANGAM_COMMON_RULES_VALUE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/variant.h"

namespace sangam::rules {

// Nothing (not known), a number, yes or no, a text, a list of texts, a date. A
// list can be known to be empty, which is not the same as nothing.
using Value = absl::variant<absl::monostate, int64_t, bool, std::string,
                            std::vector<std::string>, absl::CivilDay>;

inline bool IsKnown(const Value& value) { return value.index() != 0; }

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_VALUE_H_
