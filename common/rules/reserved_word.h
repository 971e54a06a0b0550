// Words that no name can be.
#ifndef SANGAM_COMMON_RULES_RESERVED_WORD_H_
#define SANGAM_COMMON_RULES_RESERVED_WORD_H_

#include "absl/strings/string_view.h"

namespace sangam::rules {

// Whether CEL keeps this word for its own use, though it has no meaning yet:
// "package", "var". After a point it may stand. The words that have a meaning
// (in, true, false, null) are not among them.
bool IsReservedWord(absl::string_view word);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_RESERVED_WORD_H_
