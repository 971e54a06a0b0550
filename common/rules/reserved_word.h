// Words that no name can be.
#ifndef SANGAM_COMMON_RULES_RESERVED_WORD_H_
#define SANGAM_COMMON_RULES_RESERVED_WORD_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam::rules {

// Whether CEL keeps this word for its own use, though it has no meaning yet:
// "package", "var". After a point it may stand. The words that have a meaning
// (in, true, false, null) are not among them.
bool IsReservedWord(absl::string_view word);

// Why no attribute's name may begin with `word`, to follow the word: "is a
// function of the language". Empty if it may. Beside CEL's words these are
// signs, values and functions, what people write for && and ||, and `subject`,
// under which the language keeps what it says of the subject itself.
std::string WhyNoAttribute(absl::string_view word);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_RESERVED_WORD_H_
