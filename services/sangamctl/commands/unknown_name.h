// Names that a person gave and that are not stored.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_UNKNOWN_NAME_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_UNKNOWN_NAME_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/sangamctl/exit_code.h"
#include "services/sangamctl/remote/service_caller.h"

namespace sangam::sangamctl {

// "; did you mean \"groups/a\"?" for a name of one collection and the names in
// it; empty if none is near. What all names share counts for nothing.
std::string DidYouMeanName(absl::string_view name,
                           const std::vector<std::string>& known);

// As ComplainOf; of "groups/..." that was not found it also says which name may
// have been meant. Of a large collection only the first names are looked at.
ExitCode ComplainOfNamed(const absl::Status& status, const std::string& name,
                         Service service, ServiceCaller& caller);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_UNKNOWN_NAME_H_
