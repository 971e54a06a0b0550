#include "common/validation/code_format.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace sangam {
namespace {

constexpr size_t kMaxCapitalCodeLength = 64;
constexpr size_t kMaxLanguageTagLength = 35;
constexpr size_t kMaxWebAddressLength = 2000;

// Whether `text` has the shape of `pattern`: 9 stands for a digit, A for a
// capital, X for either, h for a hexadecimal digit; the rest for itself.
bool HasShape(absl::string_view text, absl::string_view pattern) {
  const auto fits = [](char c, char shape) {
    switch (shape) {
      case '9':
        return absl::ascii_isdigit(c);
      case 'A':
        return absl::ascii_isupper(c);
      case 'X':
        return absl::ascii_isupper(c) || absl::ascii_isdigit(c);
      case 'h':
        return absl::ascii_isxdigit(c);
      default:
        return c == shape;
    }
  };
  return text.size() == pattern.size() &&
         std::equal(text.begin(), text.end(), pattern.begin(), fits);
}

bool IsSubtag(absl::string_view subtag) {
  return !subtag.empty() && subtag.size() <= 8 &&
         std::all_of(subtag.begin(), subtag.end(),
                     [](char c) { return absl::ascii_isalnum(c); });
}

}  // namespace

bool IsUdyamNumber(absl::string_view text) {
  // The literal part comes first because its letters would read as shapes.
  return absl::ConsumePrefix(&text, "UDYAM-") &&
         HasShape(text, "AA-99-9999999");
}

bool IsIfsc(absl::string_view text) { return HasShape(text, "AAAA0XXXXXX"); }

bool IsNicCode(absl::string_view text) {
  if (text.size() == 1) return text[0] >= 'A' && text[0] <= 'U';
  return text.size() >= 2 && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isdigit(c); });
}

bool IsCapitalCode(absl::string_view text) {
  return !text.empty() && text.size() <= kMaxCapitalCodeLength &&
         absl::ascii_isupper(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '_';
         });
}

bool IsLanguageTag(absl::string_view text) {
  if (text.size() > kMaxLanguageTagLength) return false;
  const absl::string_view language = text.substr(0, text.find('-'));
  if (language.size() < 2 || language.size() > 3 ||
      !std::all_of(language.begin(), language.end(),
                   [](char c) { return absl::ascii_islower(c); })) {
    return false;
  }
  for (absl::string_view subtag : absl::StrSplit(text, '-')) {
    if (!IsSubtag(subtag)) return false;
  }
  return true;
}

bool IsUuid(absl::string_view text) {
  return HasShape(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh");
}

bool IsWebAddress(absl::string_view text) {
  if (text.size() > kMaxWebAddressLength) return false;
  if (!absl::ConsumePrefix(&text, "https://") &&
      !absl::ConsumePrefix(&text, "http://")) {
    return false;
  }
  return !text.empty() && text.front() != '/' &&
         std::none_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isspace(c) || absl::ascii_iscntrl(c) ||
                  c == '"' || c == '<' || c == '>' || c == '\\';
         });
}

void CheckIfsc(Violations& violations, absl::string_view field,
               absl::string_view text) {
  if (text.empty() || IsIfsc(text)) return;
  violations.Add(field,
                 "must be an IFSC: four capitals, a zero, six capitals or"
                 " digits");
}

void CheckCapitalCode(Violations& violations, absl::string_view field,
                      absl::string_view text) {
  if (text.empty() || IsCapitalCode(text)) return;
  violations.Add(field,
                 "must be a code in capitals such as FOOD_PROCESSING: A-Z, 0-9"
                 " and underscores, a letter first, at most 64");
}

void CheckLanguageTag(Violations& violations, absl::string_view field,
                      absl::string_view text) {
  if (text.empty() || IsLanguageTag(text)) return;
  violations.Add(field, "must be a BCP 47 language tag such as en, hi or kha");
}

void CheckWebAddress(Violations& violations, absl::string_view field,
                     absl::string_view text) {
  if (text.empty() || IsWebAddress(text)) return;
  violations.Add(field,
                 "must be an address that begins with https:// or http://, at"
                 " most 2,000 characters");
}

}  // namespace sangam
