#include "services/sangamctl/document/value_place.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace sangam::sangamctl {
namespace {

// The text after the key: past its colon, and past a block's header ("|", ">-")
// or an opening quote. A list's element starts with its value.
size_t StartOfValue(absl::string_view text, size_t at,
                    absl::string_view value) {
  const size_t line_end = std::min(text.find('\n', at), text.size());
  const absl::string_view line = text.substr(at, line_end - at);
  size_t start = at;
  // A key holds no blank; an element's value may hold a colon of its own.
  const size_t colon = line.find(':');
  if (colon != absl::string_view::npos &&
      (colon + 1 == line.size() || absl::ascii_isspace(line[colon + 1])) &&
      line.substr(0, colon).find_first_of(" \t") == absl::string_view::npos &&
      !absl::StartsWith(value, line.substr(0, colon + 1))) {
    start += colon + 1;
  }
  while (start < text.size() && absl::ascii_isspace(text[start])) ++start;
  if (start == text.size()) return start;
  if (text[start] == '|' || text[start] == '>') {
    return std::min(text.find('\n', start), text.size());
  }
  return text[start] == '"' || text[start] == '\'' ? start + 1 : start;
}

// How many bytes of `value` stand before the place, both counted from 1.
size_t OffsetOf(absl::string_view value, TextPosition part) {
  size_t offset = 0;
  for (int line = 1; line < part.line; ++line) {
    const size_t end = value.find('\n', offset);
    if (end == absl::string_view::npos) break;
    offset = end + 1;
  }
  for (int column = 1; column < part.column && offset < value.size();
       ++column) {
    if (value[offset] == '\n') break;
    do {
      ++offset;
    } while (offset < value.size() &&
             (static_cast<unsigned char>(value[offset]) & 0xC0) == 0x80);
  }
  return offset;
}

}  // namespace

absl::optional<TextPosition> PlaceInValue(const SourceText& source,
                                          TextPosition field,
                                          absl::string_view value,
                                          TextPosition part) {
  const absl::string_view text = source.text();
  const absl::optional<size_t> key = source.OffsetOf(field);
  if (!key) return absl::nullopt;
  const size_t wanted = OffsetOf(value, part);
  size_t at = StartOfValue(text, *key, value);
  absl::optional<size_t> found;
  // Behind the last character that is not blank, for a fault at the end.
  size_t behind = at;
  for (size_t i = 0; i < value.size(); ++i) {
    if (absl::ascii_isspace(value[i])) continue;
    while (at < text.size() && absl::ascii_isspace(text[at])) ++at;
    if (at == text.size() || text[at] != value[i]) return absl::nullopt;
    if (!found && i >= wanted) found = at;
    behind = ++at;
  }
  return source.PositionAt(found.value_or(behind));
}

}  // namespace sangam::sangamctl
