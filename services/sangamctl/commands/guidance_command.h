// sangamctl find models, remedies, upgrades
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_GUIDANCE_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_GUIDANCE_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Tells which models suit a subject; writes the plan of one.
ExitCode RunFindModels(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock);
// Tells what helps against the problems of a subject.
ExitCode RunFindRemedies(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock);
// Tells how far a programme's clusters have come.
ExitCode RunFindUpgrades(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_GUIDANCE_COMMAND_H_
