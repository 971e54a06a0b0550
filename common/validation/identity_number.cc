#include "common/validation/identity_number.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/validation/code_format.h"
#include "common/validation/code_point.h"
#include "common/validation/digit_runs.h"
#include "common/validation/expression_text.h"
#include "common/validation/message_texts.h"
#include "common/validation/nul_character.h"
#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"
#include "sangam/type/v1/outside_id.pb.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;

constexpr size_t kNumberLength = 12;
constexpr size_t kMostSeparators = 3;
constexpr size_t kUuidLength = 36;

// Where a number counts.
enum class Scope {
  // In texts that people write: beside a letter too ("UID" and then digits).
  kText,
  // In identifiers that systems give, which come in groups of all kinds.
  kIdentifier,
  // In what programs make (base64, hexadecimal): long runs of digits between
  // letters come up there by chance.
  kMadeByPrograms,
  // In expressions, where numerals are amounts and counts.
  kExpression,
};

bool IsAsciiAlnum(uint32_t c) {
  return c < 0x80 && absl::ascii_isalnum(static_cast<unsigned char>(c));
}

// The code points of `text`, with letters for its UUIDs: a UUID's last group is
// twelve digits often enough to refuse some that programs make in good faith.
std::vector<uint32_t> CodePointsWithoutUuids(absl::string_view text) {
  std::vector<uint32_t> points;
  points.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const absl::string_view here = text.substr(at, kUuidLength);
    const bool apart = (at == 0 || !absl::ascii_isalnum(text[at - 1])) &&
                       (at + kUuidLength >= text.size() ||
                        !absl::ascii_isalnum(text[at + kUuidLength]));
    if (apart && IsUuid(here)) {
      points.insert(points.end(), kUuidLength, 'x');
      at += kUuidLength;
    } else {
      points.push_back(NextCodePoint(text, at));
    }
  }
  return points;
}

bool IsSpace(uint32_t c) { return c == ' ' || c == 0xA0; }

bool IsSlash(uint32_t c) { return c == '/'; }

// Whether the digits of runs `first` to before `end` end with their check digit
// (Verhoeff's), as an Aadhaar number does and one in ten of other numbers.
bool EndsWithCheckDigit(const std::vector<uint32_t>& points,
                        const std::vector<DigitRun>& runs, size_t first,
                        size_t end) {
  // A turn of the digits for each place, and the product of the dihedral group
  // of ten.
  static constexpr int kTurn[] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  const auto product = [](int a, int b) {
    if (a < 5) return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
    return b < 5 ? 5 + (a - b + 5) % 5 : (a - b + 5) % 5;
  };
  int sum = 0;
  int place = 0;
  for (size_t run = end; run-- > first;) {
    for (size_t i = runs[run].begin + runs[run].length; i-- > runs[run].begin;
         ++place) {
      int digit = DigitOf(points[i]);
      for (int turn = 0; turn < place % 8; ++turn) digit = kTurn[digit];
      sum = product(sum, digit);
    }
  }
  return sum == 0;
}

// How many runs from run `i` on are an Aadhaar number in groups that other
// numbers come in too, so that the check digit has to tell; 0: they are none.
size_t RunsOfUnusualGroups(const std::vector<uint32_t>& points,
                           const std::vector<DigitRun>& runs, size_t i) {
  size_t count = 0;
  if (AreGroups(points, runs, i, {4, 4, 4}, 1, &IsSlash)) count = 3;
  if (AreGroups(points, runs, i, {8, 4}, 1, &IsSpace)) count = 2;
  if (AreGroups(points, runs, i, {4, 8}, 1, &IsSpace)) count = 2;
  if (AreGroups(points, runs, i, {2, 2, 2, 2, 2, 2}, 1, &IsSpace)) count = 6;
  return count > 0 && EndsWithCheckDigit(points, runs, i, i + count) ? count
                                                                     : 0;
}

bool MayHold(absl::string_view text) {
  return MayHoldDigits(text, kNumberLength);
}

// Where the first number begins in `points`; as many as they are if there is
// none.
size_t FindNumber(const std::vector<uint32_t>& points, Scope scope) {
  const std::vector<DigitRun> runs = DigitRunsOf(points);
  for (size_t i = 0; i < runs.size(); ++i) {
    const DigitRun* last = nullptr;
    if (runs[i].length == kNumberLength) last = &runs[i];
    if (AreGroups(points, runs, i, {4, 4, 4}, kMostSeparators,
                  &IsGroupSeparator)) {
      last = &runs[i + 2];
    }
    if (last == nullptr && scope == Scope::kText) {
      const size_t count = RunsOfUnusualGroups(points, runs, i);
      if (count > 0) last = &runs[i + count - 1];
    }
    if (last == nullptr) continue;
    if (scope != Scope::kMadeByPrograms ||
        (!IsAsciiAlnum(runs[i].before) && !IsAsciiAlnum(last->after))) {
      return runs[i].begin;
    }
  }
  return points.size();
}

// "line 2, column 14: ", as the faults of expressions begin.
std::string PlaceOf(const std::vector<uint32_t>& points, size_t at) {
  const auto begin = points.begin();
  const auto line_begin = std::find(std::make_reverse_iterator(begin + at),
                                    points.rend(), uint32_t{'\n'})
                              .base();
  return absl::StrCat("line ",
                      1 + std::count(begin, line_begin, uint32_t{'\n'}),
                      ", column ", 1 + (begin + at - line_begin), ": ");
}

Scope ScopeOf(const FieldDescriptor& field) {
  if (field.containing_type() == type::v1::OutsideId::descriptor()) {
    return Scope::kIdentifier;
  }
  for (const absl::string_view name :
       {"etag", "token", "page_token", "next_page_token", "resume_token",
        "at_least_token", "exact_token", "request_id"}) {
    if (field.name() == name) return Scope::kMadeByPrograms;
  }
  for (const absl::string_view name :
       {"expression", "condition", "derivation", "applies_where", "filter"}) {
    if (field.name() == name) return Scope::kExpression;
  }
  return Scope::kText;
}

// Adds a fault if `text` holds a number; whether it does.
bool CheckNoNumber(Violations& violations, const FieldPath& path,
                   absl::string_view text, const FieldDescriptor* field) {
  if (!MayHold(text)) return false;
  const Scope scope = field == nullptr ? Scope::kText : ScopeOf(*field);
  const bool is_expression = scope == Scope::kExpression;
  const std::string rest = is_expression ? WithoutNumerals(text) : "";
  const std::vector<uint32_t> points =
      CodePointsWithoutUuids(is_expression ? rest : text);
  const size_t at = FindNumber(points, scope);
  if (at == points.size()) return false;
  violations.Add(
      path.ToString(),
      absl::StrCat(is_expression ? PlaceOf(points, at) : "",
                   "holds what looks like an Aadhaar number (12 digits);"
                   " leave it out, people are never identified here"),
      type::v1::ERROR_REASON_IDENTITY_NUMBER);
  return true;
}

}  // namespace

bool HoldsIdentityNumber(absl::string_view text) {
  if (!MayHold(text)) return false;
  const std::vector<uint32_t> points = CodePointsWithoutUuids(text);
  return FindNumber(points, Scope::kText) < points.size();
}

absl::Status RefuseIdentityNumbers(const google::protobuf::Message& message) {
  Violations violations;
  ForEachText(message, [&violations](absl::string_view text,
                                     const FieldDescriptor* field,
                                     const FieldPath& path) {
    return CheckNoNul(violations, path, text) ||
           CheckNoNumber(violations, path, text, field);
  });
  return violations.ToStatus();
}

}  // namespace sangam
