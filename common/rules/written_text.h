// Where something is written in an expression.
#ifndef SANGAM_COMMON_RULES_WRITTEN_TEXT_H_
#define SANGAM_COMMON_RULES_WRITTEN_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam::rules {

// "line 1, column 11: " of the first text in quotes that is `written`, as the
// faults of expressions begin; empty if there is none.
std::string PlaceOfText(absl::string_view expression,
                        absl::string_view written);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_WRITTEN_TEXT_H_
