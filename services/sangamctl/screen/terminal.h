// What the output goes to, and the colours that it can show.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCREEN_TERMINAL_H_
#define SANGAM_SERVICES_SANGAMCTL_SCREEN_TERMINAL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam::sangamctl {

// How to lay out text. The default is what a file or a pipe gets.
struct Layout {
  int width = 100;
  bool colour = false;
  // A person looks on: tables are cut to the width. A file or a pipe gets them
  // whole.
  bool terminal = false;
};

// The layout for standard output: the terminal's width (COLUMNS, if set, goes
// first) and colours unless NO_COLOR is set or TERM is "dumb". Never narrower
// than 40 columns or wider than 160.
Layout LayoutOfStandardOutput();

bool StandardErrorIsTerminal();

// Text in a colour or weight, where the layout has them.
std::string Bold(absl::string_view text, const Layout& layout);
std::string Dim(absl::string_view text, const Layout& layout);
std::string Green(absl::string_view text, const Layout& layout);
std::string Yellow(absl::string_view text, const Layout& layout);
std::string Red(absl::string_view text, const Layout& layout);

// Writes all of `text` to standard output. False if that failed, as on a full
// disk; a reader that went away (| head) ends the process as SIGPIPE does.
bool WriteToStandardOutput(absl::string_view text);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCREEN_TERMINAL_H_
