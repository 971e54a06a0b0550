// What somebody probably meant who wrote what is no part of the language: how
// errors come to say what to write instead.
#ifndef SANGAM_COMMON_RULES_LIKELY_MEANT_H_
#define SANGAM_COMMON_RULES_LIKELY_MEANT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam::rules {

// The error for a character that begins nothing, where `rest` is the expression
// from there on, not empty: "`≥` has no meaning here; write >=". What can't be
// seen is named by its code point.
std::string MeaninglessCharacter(absl::string_view rest);

// Whether people write the word for rupees: "Rs", "INR".
bool StandsForRupees(absl::string_view word);

// Advice to append to an error: "; write && for \"and\"". All are empty where
// nothing comes to mind.

// On a word that stands where a sign was expected. Upper case counts as lower.
std::string AdviceOnWord(absl::string_view word);
// On an amount at the start of `text`, which begins with a digit: "5 lakh".
std::string AdviceOnAmount(absl::string_view text);
// On an amount at the start of `text`, behind a word that stands for rupees.
std::string AdviceOnRupees(absl::string_view text);
// On digits with commas at the start of `text`, in Indian or other groups:
// "5,00,000".
std::string AdviceOnCommas(absl::string_view text);
// On a percentage at the start of `text`: "12.5%".
std::string AdviceOnPercent(absl::string_view text);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_LIKELY_MEANT_H_
