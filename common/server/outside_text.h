// Text from outside, made fit for logs.
#ifndef SANGAM_COMMON_SERVER_OUTSIDE_TEXT_H_
#define SANGAM_COMMON_SERVER_OUTSIDE_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace sangam {

// What is kept of a request id or purpose, in characters.
inline constexpr size_t kMaxOutsideText = 128;

// The first kMaxOutsideText characters, with identity numbers masked and '?'
// for all that is not printable ASCII.
std::string CleanOutsideText(absl::string_view text);

// The text with '*' for the digits of whatever looks like a 12-digit identity
// number: twelve digits in a row, or in groups with one other character that is
// not a letter between them ("0000 1111-2222"). Addresses stay
// ("127.0.0.1:54321").
std::string MaskIdentityNumbers(absl::string_view text);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_OUTSIDE_TEXT_H_
