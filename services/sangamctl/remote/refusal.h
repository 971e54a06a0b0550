// What an error of a service means for the person at the terminal.
#ifndef SANGAM_SERVICES_SANGAMCTL_REMOTE_REFUSAL_H_
#define SANGAM_SERVICES_SANGAMCTL_REMOTE_REFUSAL_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/sangamctl/exit_code.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {

// The exit code for an error of a service.
ExitCode ExitCodeOf(const absl::Status& status);

// The error in one line for each thing that is wrong, without a newline at the
// end. Where the service can't be reached it says how to start it.
std::string Explain(const absl::Status& status, Service service,
                    const std::string& address, absl::Duration timeout);

// No answer came from the service itself.
bool IsUnreachable(const absl::Status& status);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_REMOTE_REFUSAL_H_
