#include "services/sangamctl/scheme_file/expression_fault.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

constexpr int kIndent = 4;
constexpr char kCut[] = "…";

// The characters of a text that is valid UTF-8.
std::vector<std::string> CharactersOf(absl::string_view text) {
  std::vector<std::string> characters;
  for (const char byte : text) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
    if (!continues || characters.empty()) characters.emplace_back();
    characters.back().push_back(byte);
  }
  return characters;
}

// Reads digits off the front; false if there are none, or too many.
bool ConsumeNumber(absl::string_view* text, int* number) {
  const size_t end =
      std::min(text->find_first_not_of("0123456789"), text->size());
  if (!absl::SimpleAtoi(text->substr(0, end), number)) return false;
  text->remove_prefix(end);
  return true;
}

// Two lines: as much of `line` as there is room for, and a caret at `column`.
std::string DrawWithCaret(absl::string_view line, int column,
                          const Layout& layout) {
  const std::vector<std::string> characters = CharactersOf(PlainText(line));
  const size_t at =
      std::min(static_cast<size_t>(std::max(column, 1)) - 1, characters.size());
  // By character, so that a long line is measured once.
  std::vector<int> widths;
  for (const std::string& character : characters) {
    widths.push_back(DisplayWidth(character));
  }
  const auto width = [&](size_t begin, size_t end) {
    return std::accumulate(widths.begin() + begin, widths.begin() + end, 0);
  };
  const int room = layout.width - kIndent;
  size_t begin = 0;
  size_t end = characters.size();
  if (width(0, end) > room) {
    // Half of the room before the fault, the rest after it.
    int before = width(0, at);
    while (before > room / 2) before -= widths[begin++];
    int whole = width(begin, end);
    while (end > at && whole > room - 2) whole -= widths[--end];
  }
  std::string text(kIndent, ' ');
  if (begin > 0) text.append(kCut);
  text.append(
      absl::StrJoin(characters.begin() + begin, characters.begin() + end, ""));
  if (end < characters.size()) text.append(kCut);
  const int offset = kIndent + (begin > 0 ? 1 : 0) + width(begin, at);
  return absl::StrCat(text, "\n", std::string(static_cast<size_t>(offset), ' '),
                      Red("^", layout));
}

}  // namespace

absl::optional<ExpressionFault> ReadExpressionFault(
    absl::string_view description) {
  ExpressionFault fault;
  if (!absl::ConsumePrefix(&description, "line ") ||
      !ConsumeNumber(&description, &fault.line) ||
      !absl::ConsumePrefix(&description, ", column ") ||
      !ConsumeNumber(&description, &fault.column) ||
      !absl::ConsumePrefix(&description, ": ") || fault.line < 1 ||
      fault.column < 1) {
    return absl::nullopt;
  }
  fault.message = std::string(description);
  return fault;
}

std::string DrawExpressionFault(absl::string_view expression,
                                const ExpressionFault& fault,
                                const Layout& layout) {
  const std::vector<absl::string_view> lines = absl::StrSplit(expression, '\n');
  const size_t index = std::min(static_cast<size_t>(fault.line), lines.size());
  return absl::StrCat(DrawWithCaret(lines[index - 1], fault.column, layout),
                      " ", PlainText(fault.message), "\n");
}

std::string DrawLineAtFault(absl::string_view line, int column,
                            const Layout& layout) {
  return absl::StripAsciiWhitespace(line).empty()
             ? ""
             : absl::StrCat(DrawWithCaret(line, column, layout), "\n");
}

}  // namespace sangam::sangamctl
