// Codes in words, as data: English and Hindi beside each other.
#ifndef SANGAM_COMMON_RULES_PHRASES_CODES_H_
#define SANGAM_COMMON_RULES_PHRASES_CODES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam::rules {

// What one thing is called.
struct TwoWords {
  absl::string_view english;
  absl::string_view hindi;
};

// A value of an enum of the catalogue by its full name: "FUNDING_PARTY_CENTRE",
// "BENEFIT_KIND_GRANT", "CONFIDENCE_VERIFIED". Null if there are no words.
const TwoWords* FindTerm(absl::string_view enum_value);

// What a code of capitals in a profile or a rule is called in Hindi:
// "PRODUCER_GROUP", "SC", "HANDLOOM". Empty for a code without a word: codes
// are open, for departments may add their own.
absl::string_view HindiOfCode(absl::string_view code);

// A code of capitals as English words: "PRODUCER_GROUP" is "producer group",
// "SHG" stays "SHG". Other texts stay as they are.
std::string CodeInWords(absl::string_view code);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_PHRASES_CODES_H_
