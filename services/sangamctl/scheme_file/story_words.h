// How sums are reckoned, in words.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_WORDS_H_

#include <map>
#include <string>
#include <vector>

#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "sangam/type/v1/attribute_options.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

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
                          const AttributeWords& labels, const Words& words);

// The expressions of all computed sums in it.
std::vector<std::string> ComputedIn(const scheme_catalog::v1::Amount& amount);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_WORDS_H_
