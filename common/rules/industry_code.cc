#include "common/rules/industry_code.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace sangam::rules {
namespace {

// The divisions of each section.
struct Section {
  char letter;
  int first;
  int last;
};
constexpr Section kSections[] = {
    {'A', 1, 3},   {'B', 5, 9},   {'C', 10, 33}, {'D', 35, 35}, {'E', 36, 39},
    {'F', 41, 43}, {'G', 45, 47}, {'H', 49, 53}, {'I', 55, 56}, {'J', 58, 63},
    {'K', 64, 66}, {'L', 68, 68}, {'M', 69, 75}, {'N', 77, 82}, {'O', 84, 84},
    {'P', 85, 85}, {'Q', 86, 88}, {'R', 90, 93}, {'S', 94, 96}, {'T', 97, 98},
    {'U', 99, 99}};

constexpr int kNoDivision = -1;

bool IsSection(absl::string_view code) {
  return code.size() == 1 && code[0] >= 'A' && code[0] <= 'U';
}

int DivisionOf(absl::string_view code) {
  if (code.size() < 2 || code.size() > 5 ||
      !std::all_of(code.begin(), code.end(), absl::ascii_isdigit)) {
    return kNoDivision;
  }
  return (code[0] - '0') * 10 + (code[1] - '0');
}

// The letter of the section; 0 if there is no such division.
char SectionOf(absl::string_view code) {
  if (IsSection(code)) return code[0];
  const int division = DivisionOf(code);
  for (const Section& section : kSections) {
    if (division >= section.first && division <= section.last) {
      return section.letter;
    }
  }
  return 0;
}

}  // namespace

bool IsIndustryCode(absl::string_view code) { return SectionOf(code) != 0; }

absl::optional<bool> IndustryWithin(absl::string_view code,
                                    absl::string_view target) {
  const char section = SectionOf(code);
  if (section == 0) return absl::nullopt;
  if (section != SectionOf(target)) return false;
  if (IsSection(target)) return true;
  if (IsSection(code)) return absl::nullopt;
  if (absl::StartsWith(code, target)) return true;
  if (absl::StartsWith(target, code)) return absl::nullopt;
  return false;
}

}  // namespace sangam::rules
