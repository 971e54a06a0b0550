#include "common/validation/digit_runs.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "common/validation/code_point.h"

namespace sangam {

int DigitOf(uint32_t code_point) {
  // Zero of each set of decimal digits that is written in India.
  static constexpr uint32_t kZeros[] = {
      '0',    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6,  0x0B66, 0x0BE6,
      0x0C66, 0x0CE6, 0x0D66, 0x1C40, 0x1C50, 0xABF0, 0x111F0, 0xFF10};
  for (const uint32_t zero : kZeros) {
    if (code_point >= zero && code_point < zero + 10) {
      return static_cast<int>(code_point - zero);
    }
  }
  return -1;
}

std::vector<uint32_t> CodePointsOf(absl::string_view text) {
  std::vector<uint32_t> points;
  points.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    points.push_back(NextCodePoint(text, at));
  }
  return points;
}

std::vector<DigitRun> DigitRunsOf(const std::vector<uint32_t>& points) {
  std::vector<DigitRun> runs;
  for (size_t i = 0; i < points.size();) {
    size_t end = i;
    while (end < points.size() && DigitOf(points[end]) >= 0) ++end;
    if (end > i) {
      runs.push_back({i, end - i, i > 0 ? points[i - 1] : 0,
                      end < points.size() ? points[end] : 0});
    }
    i = end + 1;
  }
  return runs;
}

bool MayHoldDigits(absl::string_view text, size_t least) {
  if (text.size() < least) return false;
  size_t digits = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || absl::ascii_isdigit(byte)) ++digits;
  }
  return digits >= least;
}

bool IsGroupSeparator(uint32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' ||
         c == '.' || c == '_' || c == 0xA0 || (c >= 0x200B && c <= 0x200D) ||
         c == 0x202F || c == 0x2009 || (c >= 0x2010 && c <= 0x2015) ||
         c == 0x2212;
}

bool AreGroups(const std::vector<uint32_t>& points,
               const std::vector<DigitRun>& runs, size_t first,
               std::initializer_list<size_t> lengths, size_t most,
               bool (*between)(uint32_t)) {
  size_t at = first;
  for (const size_t length : lengths) {
    if (at >= runs.size() || runs[at].length != length) return false;
    if (at > first) {
      const auto begin =
          points.begin() + runs[at - 1].begin + runs[at - 1].length;
      const auto end = points.begin() + runs[at].begin;
      if (static_cast<size_t>(end - begin) > most ||
          !std::all_of(begin, end, between)) {
        return false;
      }
    }
    ++at;
  }
  return true;
}

}  // namespace sangam
