// What a person types into a search box, and what it is compared with.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SEARCH_WORDS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SEARCH_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::scheme_catalog {

// The words of a text, in small letters as far as they are ASCII. A word is
// made of letters and digits, which all that is beyond ASCII counts as, except
// signs that stand between words.
std::vector<std::string> SearchWords(absl::string_view text);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SEARCH_WORDS_H_
