#include "common/rules/rupee_amount.h"

#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace sangam::rules {
namespace {

struct Unit {
  absl::string_view name;
  int64_t rupees;
};
// Longer names before those that begin them.
constexpr Unit kUnits[] = {{"crores", 10'000'000}, {"crore", 10'000'000},
                           {"lakhs", 100'000},     {"lakh", 100'000},
                           {"lacs", 100'000},      {"lac", 100'000},
                           {"thousand", 1'000}};

constexpr size_t kMostDigits = 20;

// Reads digits in groups: 2,50,000 or 250000. Consumes what it reads.
absl::optional<std::string> ReadWhole(absl::string_view* text) {
  std::string digits;
  size_t since_comma = 0;
  bool commas = false;
  size_t at = 0;
  for (; at < text->size(); ++at) {
    const char c = (*text)[at];
    if (absl::ascii_isdigit(c)) {
      digits.push_back(c);
      ++since_comma;
    } else if (c == ',') {
      // The first group may have one or two digits, the others have two.
      if (since_comma == 0 || since_comma > 2 || (commas && since_comma != 2)) {
        return absl::nullopt;
      }
      commas = true;
      since_comma = 0;
    } else {
      break;
    }
  }
  if (digits.empty() || digits.size() > kMostDigits ||
      (commas && since_comma != 3)) {
    return absl::nullopt;
  }
  text->remove_prefix(at);
  return digits;
}

}  // namespace

absl::optional<int64_t> ParseRupees(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  for (absl::string_view sign : {"₹", "Rs.", "Rs", "INR"}) {
    if (absl::ConsumePrefix(&text, sign)) break;
  }
  text = absl::StripLeadingAsciiWhitespace(text);
  const absl::optional<std::string> whole = ReadWhole(&text);
  if (!whole) return absl::nullopt;
  std::string fraction;
  if (absl::ConsumePrefix(&text, ".")) {
    while (!text.empty() && absl::ascii_isdigit(text[0])) {
      fraction.push_back(text[0]);
      text.remove_prefix(1);
    }
    if (fraction.empty() || fraction.size() > kMostDigits) return absl::nullopt;
  }
  text = absl::StripLeadingAsciiWhitespace(text);
  __int128 unit = 100;
  for (const Unit& known : kUnits) {
    if (!absl::EqualsIgnoreCase(text, known.name)) continue;
    unit *= known.rupees;
    text = "";
    break;
  }
  if (!text.empty()) return absl::nullopt;
  constexpr __int128 kMost = std::numeric_limits<int64_t>::max();
  __int128 paise = 0;
  for (const char digit : *whole) {
    paise = paise * 10 + (digit - '0') * unit;
    if (paise > kMost) return absl::nullopt;
  }
  for (const char digit : fraction) {
    // Zeros at the end make no part of a paisa.
    if (unit < 10 && digit != '0') return absl::nullopt;
    unit /= 10;
    paise += (digit - '0') * unit;
  }
  if (paise > kMost) return absl::nullopt;
  return static_cast<int64_t>(paise);
}

}  // namespace sangam::rules
