// The digits that people write in a text.
#ifndef SANGAM_COMMON_VALIDATION_DIGIT_RUNS_H_
#define SANGAM_COMMON_VALIDATION_DIGIT_RUNS_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam {

// A run of digits between two other code points (0 at an end of the text).
struct DigitRun {
  size_t begin;
  size_t length;
  uint32_t before;
  uint32_t after;
};

// 0 to 9 of a decimal digit in any of the scripts of India; -1 of anything
// else.
int DigitOf(uint32_t code_point);

// The code points of a text.
std::vector<uint32_t> CodePointsOf(absl::string_view text);

std::vector<DigitRun> DigitRunsOf(const std::vector<uint32_t>& points);

// Whether `text` has at least this many bytes that may be of a digit, which
// most texts have not: a quick answer before the points are looked at.
bool MayHoldDigits(absl::string_view text, size_t least);

// What may stand between groups of digits: spaces of any kind, also the end of
// a line, dashes and the like.
bool IsGroupSeparator(uint32_t code_point);

// Whether the runs from `first` on are groups of these lengths, with one to
// `most` of what `between` takes between each two.
bool AreGroups(const std::vector<uint32_t>& points,
               const std::vector<DigitRun>& runs, size_t first,
               std::initializer_list<size_t> lengths, size_t most,
               bool (*between)(uint32_t));

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_DIGIT_RUNS_H_
