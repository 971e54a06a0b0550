// What a person types into a search box, as the full-text index reads it.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SEARCH_WORDS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SEARCH_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam::scheme_catalog {

// An FTS5 expression that asks for every word of `query`, the last as a
// beginning too; empty if there is no word in it. No character of the query has
// a meaning of its own.
std::string SearchExpression(absl::string_view query);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SEARCH_WORDS_H_
