#include "common/validation/text.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/code_format.h"
#include "common/validation/code_point.h"

namespace sangam {
namespace {

constexpr int kMaxLanguages = 30;

struct Tally {
  size_t characters = 0;
  bool blank = true;
  bool controls = false;
  bool line_ends = false;
};

// Marks that turn the direction of writing can make a text read as another one.
// Joiners (U+200C, U+200D) stay allowed: Indian scripts need them.
bool IsControl(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 ||
         c == 0xFEFF;
}

Tally TallyOf(absl::string_view text) {
  Tally tally;
  for (size_t at = 0; at < text.size();) {
    const uint32_t c = NextCodePoint(text, at);
    ++tally.characters;
    if (c == '\n' || c == '\t' || c == '\r') {
      tally.line_ends = true;
    } else if (IsControl(c)) {
      tally.controls = true;
    } else if (c != ' ' && c != 0xA0) {
      tally.blank = false;
    }
  }
  return tally;
}

void CheckTally(Violations& violations, absl::string_view field,
                const Tally& tally, size_t max_characters) {
  if (tally.characters > max_characters) {
    violations.Add(
        field, absl::StrCat("must have at most ", FormatCount(max_characters),
                            " characters"));
  }
  if (tally.controls) {
    violations.Add(field, "must not hold control characters");
  } else if (tally.line_ends && max_characters <= kTitleLength) {
    violations.Add(field, "must be one line, without tabs");
  }
}

}  // namespace

void CheckRequiredText(Violations& violations, absl::string_view field,
                       absl::string_view text, size_t max_characters) {
  const Tally tally = TallyOf(text);
  if (tally.blank && !tally.controls) {
    violations.Add(field, "is required");
    return;
  }
  CheckTally(violations, field, tally, max_characters);
}

void CheckOptionalText(Violations& violations, absl::string_view field,
                       absl::string_view text, size_t max_characters) {
  CheckTally(violations, field, TallyOf(text), max_characters);
}

void CheckOptionalLocalizedText(Violations& violations, absl::string_view field,
                                const type::v1::LocalizedText& text,
                                size_t max_characters) {
  const std::string texts = absl::StrCat(field, ".text");
  if (text.text_size() > kMaxLanguages) {
    violations.Add(
        texts, absl::StrCat("must have at most ", kMaxLanguages, " languages"));
    return;
  }
  for (const auto& [language, words] : text.text()) {
    if (!IsLanguageTag(language)) {
      violations.Add(texts,
                     "has a key that is not a BCP 47 language tag such as en,"
                     " hi or kha");
      continue;
    }
    CheckRequiredText(violations, absl::StrCat(texts, "[\"", language, "\"]"),
                      words, max_characters);
  }
}

void CheckRequiredLocalizedText(Violations& violations, absl::string_view field,
                                const type::v1::LocalizedText& text,
                                size_t max_characters) {
  if (text.text().count("en") == 0) {
    violations.Add(absl::StrCat(field, ".text[\"en\"]"),
                   "is required: give the text in English at least");
  }
  CheckOptionalLocalizedText(violations, field, text, max_characters);
}

}  // namespace sangam
