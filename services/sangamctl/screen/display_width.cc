#include "services/sangamctl/screen/display_width.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace sangam::sangamctl {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";
constexpr absl::string_view kEllipsis = "\xE2\x80\xA6";
constexpr absl::string_view kRupee = "\xE2\x82\xB9";

// One step through a text: a character or a whole colour code.
struct Piece {
  absl::string_view bytes;
  int width = 0;
};

// wcwidth asks the thread's locale; this one knows Unicode wherever we run.
int CharacterWidth(wchar_t character) {
  static const locale_t kUnicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (kUnicode == nullptr) return 1;
  const locale_t before = uselocale(kUnicode);
  const int width = wcwidth(character);
  uselocale(before);
  return std::max(width, 0);
}

// The length of the UTF-8 character that starts with `lead`; 1 for stray bytes.
size_t LengthFromLead(unsigned char lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  if (lead >= 0xC0) return 2;
  return 1;
}

Piece NextPiece(absl::string_view text) {
  if (text[0] == '\x1b' && text.size() > 1 && text[1] == '[') {
    const size_t end = text.find('m');
    return {
        text.substr(0, end == absl::string_view::npos ? text.size() : end + 1),
        0};
  }
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t length = std::min(LengthFromLead(lead), text.size());
  if (length == 1) return {text.substr(0, 1), lead >= 0x20 ? 1 : 0};
  wchar_t character = lead & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    character = (character << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  return {text.substr(0, length), CharacterWidth(character)};
}

// Takes from the end of `cut` a sum of money that goes on in `rest`: cut short
// it would be read as another.
void DropBrokenSum(absl::string_view rest, std::string* cut) {
  constexpr absl::string_view kInSum = "0123456789,.";
  const size_t digit = rest.find_first_not_of(",.");
  if (digit == absl::string_view::npos || !absl::ascii_isdigit(rest[digit])) {
    return;
  }
  const size_t sign = absl::string_view(*cut).rfind(kRupee);
  if (sign == absl::string_view::npos) return;
  const auto digits = absl::string_view(*cut).substr(sign + kRupee.size());
  if (digits.find_first_not_of(kInSum) == absl::string_view::npos) {
    cut->erase(sign);
  }
}

// Appends `word`, which is longer than a line, broken to `lines`.
void BreakWord(absl::string_view word, int width,
               std::vector<std::string>& lines) {
  int used = DisplayWidth(lines.back());
  while (!word.empty()) {
    const Piece piece = NextPiece(word);
    if (used + piece.width > width && used > 0) {
      lines.emplace_back();
      used = 0;
    }
    absl::StrAppend(&lines.back(), piece.bytes);
    used += piece.width;
    word.remove_prefix(piece.bytes.size());
  }
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Piece piece = NextPiece(text);
    width += piece.width;
    text.remove_prefix(piece.bytes.size());
  }
  return width;
}

std::string CutToWidth(absl::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width <= 0) return "";
  std::string cut;
  int used = 0;
  bool full = false;
  while (!text.empty()) {
    const Piece piece = NextPiece(text);
    if (!full && used + piece.width > width - 1) {
      full = true;
      DropBrokenSum(text, &cut);
    }
    // Behind the cut only colour codes go on, so that colours end.
    if (!full || piece.bytes[0] == '\x1b') absl::StrAppend(&cut, piece.bytes);
    if (!full) used += piece.width;
    text.remove_prefix(piece.bytes.size());
  }
  const size_t codes = cut.find_last_not_of(' ');
  cut.erase(codes == std::string::npos ? 0 : codes + 1);
  return absl::StrCat(cut, kEllipsis);
}

std::string PadRight(absl::string_view text, int width) {
  const int missing = std::max(0, width - DisplayWidth(text));
  return absl::StrCat(text, std::string(static_cast<size_t>(missing), ' '));
}

std::string PadLeft(absl::string_view text, int width) {
  const int missing = std::max(0, width - DisplayWidth(text));
  return absl::StrCat(std::string(static_cast<size_t>(missing), ' '), text);
}

std::vector<std::string> WrapText(absl::string_view text, int width) {
  width = std::max(width, 1);
  std::vector<std::string> lines(1);
  int used = 0;
  for (const absl::string_view word :
       absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    const int word_width = DisplayWidth(word);
    if (used > 0 && used + 1 + word_width > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) lines.back() += ' ';
    if (word_width > width) {
      BreakWord(word, width, lines);
    } else {
      absl::StrAppend(&lines.back(), word);
    }
    used = DisplayWidth(lines.back());
  }
  return lines;
}

std::string PlainText(absl::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text[0]);
    size_t length = LengthFromLead(lead);
    bool whole = lead < 0x80 || (length > 1 && length <= text.size());
    for (size_t i = 1; whole && i < length; ++i) {
      whole = (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    }
    // U+0080 to U+009F are controls too: some terminals obey them.
    const bool control =
        whole && (absl::ascii_iscntrl(lead) ||
                  (lead == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0));
    if (!whole) length = 1;
    absl::StrAppend(&plain, !whole    ? kReplacement
                            : control ? absl::string_view(" ")
                                      : text.substr(0, length));
    text.remove_prefix(length);
  }
  return plain;
}

}  // namespace sangam::sangamctl
