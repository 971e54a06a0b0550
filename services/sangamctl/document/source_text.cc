#include "services/sangamctl/document/source_text.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace sangam::sangamctl {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// The length of the well-formed UTF-8 character at the front of `text`, or 0.
// The table is that of the Unicode standard: no overlong forms, no surrogates,
// nothing above U+10FFFF.
size_t CharacterLength(absl::string_view text) {
  const auto byte = [text](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto within = [&byte](size_t i, int low, int high) {
    return byte(i) >= low && byte(i) <= high;
  };
  const int lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return within(1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const int low = lead == 0xE0 ? 0xA0 : 0x80;
    const int high = lead == 0xED ? 0x9F : 0xBF;
    return within(1, low, high) && within(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const int low = lead == 0xF0 ? 0x90 : 0x80;
    const int high = lead == 0xF4 ? 0x8F : 0xBF;
    return within(1, low, high) && within(2, 0x80, 0xBF) &&
                   within(3, 0x80, 0xBF)
               ? 4
               : 0;
  }
  return 0;
}

bool IsForbiddenControl(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') ||
         value == 0x7F;
}

}  // namespace

SourceText::SourceText(std::string file, std::string text)
    : file_(std::move(file)), text_(std::move(text)) {
  if (absl::string_view(text_).substr(0, 3) == kByteOrderMark) {
    text_.erase(0, kByteOrderMark.size());
  }
  line_starts_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

absl::optional<Problem> SourceText::FirstFault() const {
  if (text_.size() > kMaxFileBytes) {
    return Problem{file_, {}, "the file is larger than 16 MiB; split it"};
  }
  const absl::string_view text = text_;
  for (size_t i = 0; i < text.size();) {
    if (IsForbiddenControl(text[i])) {
      return At(i, absl::StrCat("control character 0x",
                                absl::Hex(static_cast<unsigned char>(text[i]),
                                          absl::kZeroPad2),
                                "; this is not a text file"));
    }
    const size_t length = CharacterLength(text.substr(i));
    if (length == 0) {
      return At(i, "not valid UTF-8; save the file with UTF-8 encoding");
    }
    i += length;
  }
  return absl::nullopt;
}

TextPosition SourceText::PositionOf(int line, int byte_in_line) const {
  const size_t index =
      std::min(static_cast<size_t>(std::max(line, 0)), line_starts_.size() - 1);
  const size_t start = line_starts_[index];
  const size_t end = std::min(
      start + static_cast<size_t>(std::max(byte_in_line, 0)), text_.size());
  int column = 1;
  for (size_t i = start; i < end; ++i) column += !IsContinuation(text_[i]);
  return {static_cast<int>(index) + 1, column};
}

TextPosition SourceText::PositionAt(size_t offset) const {
  const auto after =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<int>(after - line_starts_.begin()) - 1;
  const size_t start = line_starts_[static_cast<size_t>(line)];
  return PositionOf(line, static_cast<int>(offset - start));
}

std::string SourceText::LineAt(int line) const {
  if (line < 1 || static_cast<size_t>(line) > line_starts_.size()) return "";
  const size_t start = line_starts_[static_cast<size_t>(line) - 1];
  std::string text = text_.substr(start, text_.find('\n', start) - start);
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

absl::optional<size_t> SourceText::OffsetOf(TextPosition position) const {
  if (position.line < 1 ||
      static_cast<size_t>(position.line) > line_starts_.size()) {
    return absl::nullopt;
  }
  size_t offset = line_starts_[static_cast<size_t>(position.line) - 1];
  for (int column = 1; column < position.column && offset < text_.size();
       ++column) {
    do {
      ++offset;
    } while (offset < text_.size() && IsContinuation(text_[offset]));
  }
  return offset;
}

Problem SourceText::At(size_t offset, std::string message) const {
  return {file_, PositionAt(offset), std::move(message)};
}

void QuoteLines(const SourceText& source, size_t first, Problems& problems) {
  for (size_t i = first; i < problems.size(); ++i) {
    if (problems[i].file != source.file()) continue;
    problems[i].line = source.LineAt(problems[i].position.line);
  }
}

}  // namespace sangam::sangamctl
