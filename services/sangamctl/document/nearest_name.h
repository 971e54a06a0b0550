// "Did you mean ...?"
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_NEAREST_NAME_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_NEAREST_NAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::sangamctl {

// The candidate that `word` was most likely meant to be, case and the sort of
// dash aside; empty if none is near.
std::string NearestName(absl::string_view word,
                        const std::vector<std::string>& candidates);

// "; did you mean \"members\"?", or empty.
std::string DidYouMean(absl::string_view word,
                       const std::vector<std::string>& candidates);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_NEAREST_NAME_H_
