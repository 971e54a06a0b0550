#include "common/server/outside_text.h"

#include <vector>

#include "absl/strings/ascii.h"

namespace sangam {
namespace {

constexpr size_t kIdentityDigits = 12;

// A run of digits: [begin, end). `joined`: one character that is no letter
// stands between it and the run before, as in a number written in groups. A dot
// or a colon does so only between groups of four, or it would join addresses.
struct DigitGroup {
  size_t begin;
  size_t end;
  bool joined;
};

bool IsJoined(absl::string_view text, const DigitGroup& before,
              const DigitGroup& group) {
  if (group.begin != before.end + 1) return false;
  const char between = text[before.end];
  if (between != '.' && between != ':') return !absl::ascii_isalpha(between);
  return before.end - before.begin == 4 && group.end - group.begin == 4;
}

std::vector<DigitGroup> FindDigitGroups(absl::string_view text) {
  std::vector<DigitGroup> groups;
  size_t at = 0;
  while (at < text.size()) {
    if (!absl::ascii_isdigit(text[at])) {
      ++at;
      continue;
    }
    const size_t begin = at;
    while (at < text.size() && absl::ascii_isdigit(text[at])) ++at;
    groups.push_back({begin, at, false});
    if (groups.size() > 1) {
      groups.back().joined =
          IsJoined(text, groups[groups.size() - 2], groups.back());
    }
  }
  return groups;
}

}  // namespace

std::string MaskIdentityNumbers(absl::string_view text) {
  std::string masked(text);
  const std::vector<DigitGroup> groups = FindDigitGroups(text);
  for (size_t first = 0; first < groups.size(); ++first) {
    size_t digits = 0;
    for (size_t last = first; last < groups.size(); ++last) {
      if (last > first && !groups[last].joined) break;
      digits += groups[last].end - groups[last].begin;
      if (digits > kIdentityDigits) break;
      if (digits < kIdentityDigits) continue;
      for (size_t at = groups[first].begin; at < groups[last].end; ++at) {
        if (absl::ascii_isdigit(text[at])) masked[at] = '*';
      }
    }
  }
  return masked;
}

std::string CleanOutsideText(absl::string_view text) {
  // Masked before it is clipped: half a number would not be known for one.
  std::string clean = MaskIdentityNumbers(text);
  if (clean.size() > kMaxOutsideText) clean.resize(kMaxOutsideText);
  for (char& character : clean) {
    if (!absl::ascii_isprint(character)) character = '?';
  }
  return clean;
}

}  // namespace sangam
