// UTF-8, as far as the language needs it.
#ifndef SANGAM_COMMON_RULES_UTF8_H_
#define SANGAM_COMMON_RULES_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace sangam::rules {

// The number of bytes of the character at `at`, or 0 where the bytes are not
// well-formed UTF-8 (overlong forms and surrogates are not). `at` must be less
// than the size of `text`.
size_t CharacterLength(absl::string_view text, size_t at);

// The code point there, where CharacterLength is not 0.
uint32_t DecodeCharacter(absl::string_view text, size_t at);

// Whether it shows nothing, or turns what stands around it: controls, blanks
// other than the plain one, marks of direction. Joiners, which the scripts of
// India need, are not meant.
bool IsInvisible(uint32_t code_point);

// The first byte at which `text` is not well-formed; its size if there is none.
size_t FirstMalformedByte(absl::string_view text);

// Appends a code point; false, appending nothing, if it is none (a surrogate,
// or beyond U+10FFFF).
bool AppendCodePoint(uint32_t code_point, std::string* text);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_UTF8_H_
