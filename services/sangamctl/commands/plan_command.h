// sangamctl plan
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Makes a plan from a file, or from the terms of a stored one with more pins
// and exclusions; or shows a stored plan as it is. Stores the outcome where
// asked.
ExitCode RunPlan(const ParsedCommand& command, const Settings& settings,
                 const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_COMMAND_H_
