#include "services/sangamctl/screen/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace sangam::sangamctl {
namespace {

constexpr int kNarrowest = 40;
constexpr int kWidest = 160;

absl::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string Paint(absl::string_view code, absl::string_view text,
                  const Layout& layout) {
  if (!layout.colour || text.empty()) return std::string(text);
  return absl::StrCat("\x1b[", code, "m", text, "\x1b[0m");
}

}  // namespace

Layout LayoutOfStandardOutput() {
  Layout layout;
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  int columns = 0;
  winsize size{};
  if (absl::SimpleAtoi(Environment("COLUMNS"), &columns) && columns > 0) {
    layout.width = columns;
  } else if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
             size.ws_col > 0) {
    layout.width = size.ws_col;
  }
  layout.width = std::clamp(layout.width, kNarrowest, kWidest);
  layout.terminal = terminal;
  layout.colour = terminal && Environment("NO_COLOR").empty() &&
                  Environment("TERM") != "dumb";
  return layout;
}

bool StandardErrorIsTerminal() { return isatty(STDERR_FILENO) == 1; }

std::string Bold(absl::string_view text, const Layout& layout) {
  return Paint("1", text, layout);
}
std::string Dim(absl::string_view text, const Layout& layout) {
  return Paint("2", text, layout);
}
std::string Green(absl::string_view text, const Layout& layout) {
  return Paint("32", text, layout);
}
std::string Yellow(absl::string_view text, const Layout& layout) {
  return Paint("33", text, layout);
}
std::string Red(absl::string_view text, const Layout& layout) {
  return Paint("31", text, layout);
}

bool WriteToStandardOutput(absl::string_view text) {
  std::signal(SIGPIPE, SIG_DFL);
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
         std::fflush(stdout) == 0;
}

}  // namespace sangam::sangamctl
