// sangamctl find
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_FIND_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_FIND_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Shares out the offer of a file.
ExitCode RunFindTakers(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock);
// Lists who offers a service near a subject or a place.
ExitCode RunFindProviders(const ParsedCommand& command,
                          const Settings& settings, const Clock& clock);
// Lists what others like a subject have received.
ExitCode RunFindPrecedents(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock);
// Lists who else could use a scheme.
ExitCode RunFindUnserved(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_FIND_COMMAND_H_
