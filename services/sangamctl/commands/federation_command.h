// sangamctl federation.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_FEDERATION_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_FEDERATION_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Asks whether a federation, or groups that may federate, are ready.
ExitCode RunFederationAssess(const ParsedCommand& command,
                             const Settings& settings, const Clock& clock);

// The same of every federation of a place.
ExitCode RunFederationList(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_FEDERATION_COMMAND_H_
