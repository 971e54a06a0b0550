// How much room text takes on a terminal.
//
// Text may hold colour codes (ESC [ ... m); they take no room. Devanagari vowel
// signs and other combining marks are counted as the C library's wcwidth does.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCREEN_DISPLAY_WIDTH_H_
#define SANGAM_SERVICES_SANGAMCTL_SCREEN_DISPLAY_WIDTH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::sangamctl {

// Columns that `text` takes.
int DisplayWidth(absl::string_view text);

// `text`, or as much of its front as fits with "…" into `width` columns, but no
// part of a sum of money ("₹1,000"). Colour codes are kept.
std::string CutToWidth(absl::string_view text, int width);

// `text` with spaces behind (or before) it up to `width` columns.
std::string PadRight(absl::string_view text, int width);
std::string PadLeft(absl::string_view text, int width);

// Lines of at most `width` columns, broken at spaces; a word longer than a line
// is broken anywhere. Never empty.
std::vector<std::string> WrapText(absl::string_view text, int width);

// What came from a server, made safe to print: control characters (and with
// them every escape sequence) become spaces, and bytes that are not UTF-8 "�".
std::string PlainText(absl::string_view text);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCREEN_DISPLAY_WIDTH_H_
