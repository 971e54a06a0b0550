// Where a part of a value stands in the file that it was read from.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_VALUE_PLACE_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_VALUE_PLACE_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/document/source_text.h"

namespace sangam::sangamctl {

// `field` is the place of the key (of an element of a list: of the value),
// `value` the text that was read for it and `part` a place in that text. YAML
// folds lines and drops indentation, but never changes what stands between
// blanks, so the place is found by counting what is not blank. Nothing where
// the file does not hold the value as it is: an alias, escapes in quotes.
absl::optional<TextPosition> PlaceInValue(const SourceText& source,
                                          TextPosition field,
                                          absl::string_view value,
                                          TextPosition part);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_VALUE_PLACE_H_
