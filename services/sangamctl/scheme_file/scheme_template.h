// The file that a new scheme starts from.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_TEMPLATE_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_TEMPLATE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace sangam::sangamctl {

// YAML with a comment on every field: the scheme, a draft version with
// conditions, benefits, a funding matrix and more, and a test. `id` is the
// scheme's short name ("silk-sheds"); without a `department` the file holds one
// to fill in. Blocks that start with "#" and no blank are valid YAML once it is
// taken away.
std::string SchemeTemplate(absl::string_view id, absl::string_view department);

// Says what is wrong with the short name of a scheme, or nothing.
std::string SchemeIdFault(absl::string_view id);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_TEMPLATE_H_
