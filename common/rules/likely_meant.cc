#include "common/rules/likely_meant.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/rules/rupee_amount.h"
#include "common/rules/utf8.h"

namespace sangam::rules {
namespace {

struct Replacement {
  absl::string_view written;
  absl::string_view advice;
};

constexpr absl::string_view kQuotes = "write \" around a text";
constexpr absl::string_view kMinus = "write - for minus";

// Longer ones before those that begin them.
constexpr Replacement kSigns[] = {
    {"“", kQuotes},
    {"”", kQuotes},
    {"„", kQuotes},
    {"«", kQuotes},
    {"»", kQuotes},
    {"`", kQuotes},
    {"‘", "write ' or \" around a text"},
    {"’", "write ' or \" around a text"},
    {"‚", "write ' or \" around a text"},
    {"≥", "write >= for \"at least\""},
    {"≤", "write <= for \"at most\""},
    {"≠", "write != for \"is not\""},
    {"×", "write * to multiply"},
    {"÷", "write / to divide"},
    {"–", kMinus},
    {"—", kMinus},
    {"−", kMinus},
    {"&", "write && for \"and\""},
    {"|", "write || for \"or\""},
    {"{", "maps are not part of this language"},
    {"=>", "write >= for \"at least\""},
    {"=<", "write <= for \"at most\""},
    {"=", "write == to compare"},
    {"#", "write // before a comment"},
    {";", "a rule is one expression; join its parts by &&"},
};

constexpr Replacement kWords[] = {{"and", "write && for \"and\""},
                                  {"or", "write || for \"or\""},
                                  {"not", "write ! for \"not\""},
                                  {"is", "write == for \"is\""},
                                  {"equals", "write == to compare"}};

// The value of a digit of a script of India at the start of `text`, or -1.
// Each has its ten digits in a row, in the same place of its block.
int IndianDigit(absl::string_view text) {
  if (text.size() < 3 || CharacterLength(text, 0) != 3) return -1;
  const uint32_t value = DecodeCharacter(text, 0);
  constexpr uint32_t kFirstBlock = 0x0900;
  constexpr uint32_t kLastBlock = 0x0D00;
  const uint32_t block = value & ~uint32_t{0x7F};
  const uint32_t digit = (value & 0x7F) - 0x66;
  return block >= kFirstBlock && block <= kLastBlock && digit < 10
             ? static_cast<int>(digit)
             : -1;
}

std::string AdviceOnDigits(absl::string_view rest) {
  std::string digits;
  size_t at = 0;
  for (int digit = IndianDigit(rest); digit >= 0;
       digit = IndianDigit(rest.substr(at))) {
    digits.push_back(static_cast<char>('0' + digit));
    at += 3;
  }
  if (digits.empty()) return "";
  return absl::StrCat("; write ", digits, " for ", rest.substr(0, at));
}

// How many bytes of `text` from `at` on are digits.
size_t Digits(absl::string_view text, size_t at) {
  size_t count = 0;
  while (at + count < text.size() && absl::ascii_isdigit(text[at + count])) {
    ++count;
  }
  return count;
}

// The end of digits, in groups or not, and a fraction.
size_t EndOfNumber(absl::string_view text) {
  size_t end = Digits(text, 0);
  while (end > 0 && end < text.size() && text[end] == ',') {
    const size_t group = Digits(text, end + 1);
    if (group != 2 && group != 3) break;
    end += 1 + group;
  }
  if (end > 0 && end < text.size() && text[end] == '.') {
    const size_t fraction = Digits(text, end + 1);
    if (fraction > 0) end += 1 + fraction;
  }
  return end;
}

// `inr("5 lakh")` for what begins so; empty where it is no amount.
std::string AmountCall(absl::string_view text, bool needs_unit) {
  const absl::string_view number = text.substr(0, EndOfNumber(text));
  absl::string_view rest =
      absl::StripLeadingAsciiWhitespace(text.substr(number.size()));
  size_t letters = 0;
  while (letters < rest.size() && absl::ascii_isalpha(rest[letters])) ++letters;
  absl::string_view unit = rest.substr(0, letters);
  // Short for crore, which inr() does not read.
  if (absl::EqualsIgnoreCase(unit, "cr")) unit = "crore";
  const std::string with_unit = absl::StrCat(number, " ", unit);
  if (letters > 0 && ParseRupees(with_unit)) {
    return absl::StrCat("inr(\"", with_unit, "\")");
  }
  if (needs_unit || !ParseRupees(number)) return "";
  return absl::StrCat("inr(\"", number, "\")");
}

}  // namespace

std::string MeaninglessCharacter(absl::string_view rest) {
  const absl::string_view character = rest.substr(0, CharacterLength(rest, 0));
  const uint32_t value = DecodeCharacter(rest, 0);
  if (IsInvisible(value)) {
    return absl::StrFormat(
        "the character U+%04X, which can't be seen, has no meaning here; write"
        " a plain blank or nothing",
        value);
  }
  std::string advice = AdviceOnDigits(rest);
  if (absl::ConsumePrefix(&rest, "₹")) {
    const std::string call =
        AmountCall(absl::StripLeadingAsciiWhitespace(rest), false);
    advice = absl::StrCat("; write ", call.empty() ? "inr(\"5 lakh\")" : call);
  }
  for (const Replacement& sign : kSigns) {
    if (!absl::StartsWith(rest, sign.written)) continue;
    advice = absl::StrCat("; ", sign.advice);
    break;
  }
  return absl::StrCat("`", character, "` has no meaning here", advice);
}

std::string AdviceOnWord(absl::string_view word) {
  for (const Replacement& known : kWords) {
    if (absl::EqualsIgnoreCase(word, known.written)) {
      return absl::StrCat("; ", known.advice);
    }
  }
  return "";
}

std::string AdviceOnAmount(absl::string_view text) {
  const std::string call = AmountCall(text, /*needs_unit=*/true);
  return call.empty() ? "" : absl::StrCat("; write ", call);
}

bool StandsForRupees(absl::string_view word) {
  static constexpr absl::string_view kRupees[] = {"Rs", "INR", "Re", "rupee",
                                                  "rupees"};
  return std::any_of(std::begin(kRupees), std::end(kRupees),
                     [word](absl::string_view rupees) {
                       return absl::EqualsIgnoreCase(word, rupees);
                     });
}

std::string AdviceOnRupees(absl::string_view text) {
  absl::ConsumePrefix(&text, ".");
  const std::string call =
      AmountCall(absl::StripLeadingAsciiWhitespace(text), false);
  return call.empty() ? "" : absl::StrCat("; write ", call);
}

std::string AdviceOnCommas(absl::string_view text) {
  const absl::string_view number = text.substr(0, EndOfNumber(text));
  const size_t last = number.rfind(',');
  if (last == absl::string_view::npos || Digits(number, last + 1) != 3) {
    return "";
  }
  const std::string rupees = AmountCall(number, false);
  return absl::StrCat("; write numbers without commas: ",
                      absl::StrReplaceAll(number, {{",", ""}}),
                      rupees.empty() ? "" : ", or rupees as ", rupees);
}

std::string AdviceOnPercent(absl::string_view text) {
  const absl::string_view number = text.substr(0, EndOfNumber(text));
  if (!absl::StartsWith(text.substr(number.size()), "%")) return "";
  constexpr size_t kMostDigits = 12;
  const size_t whole = Digits(number, 0);
  const size_t fraction =
      whole == number.size() ? 0 : number.size() - whole - 1;
  if (whole > kMostDigits || fraction > 2 ||
      (fraction > 0 && number[whole] != '.')) {
    return "; write percent as basis points";
  }
  const std::string hundredths = absl::StrCat(
      number.substr(0, whole), number.substr(number.size() - fraction),
      std::string(2 - fraction, '0'));
  int64_t basis_points = 0;
  if (!absl::SimpleAtoi(hundredths, &basis_points)) return "";
  return absl::StrCat("; write percent as basis points: ", basis_points);
}

}  // namespace sangam::rules
