// The words that a scheme is told in, in English and Hindi.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_WORDS_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "sangam/type/v1/attribute_options.pb.h"
#include "sangam/type/v1/localized_text.pb.h"

namespace sangam::sangamctl {

// Fixed words and texts in one language. Copies are cheap.
class StoryWords {
 public:
  // "hi" (or "hi-IN") is Hindi; every other language reads the fixed words in
  // English.
  explicit StoryWords(absl::string_view language);

  // One of two phrasings.
  std::string Say(absl::string_view english, absl::string_view hindi) const;

  // The text in the language asked for, else in English, else in any.
  std::string Pick(const type::v1::LocalizedText& text) const;

 private:
  std::string language_;
  bool hindi_ = false;
};

// What attributes are called and counted in, by name.
struct AttributeWord {
  std::string label;
  type::v1::AttributeUnit unit = type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
};
using AttributeWords = std::map<std::string, AttributeWord>;

// How a sum is reckoned: "33 % of the cost of the project, at most ₹5,00,000".
// `labels` names attributes; one that it lacks is named as it is written.
// Computed sums are told by their expression, for the service reads those back.
std::string AmountInWords(const scheme_catalog::v1::Amount& amount,
                          const AttributeWords& labels,
                          const StoryWords& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_WORDS_H_
