// sangamctl plan --propose and --proposal
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_PROPOSAL_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_PROPOSAL_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Whether the command asks for one of the two.
bool AsksForProposal(const ParsedCommand& command);

// Records the linkages that a stored plan calls for, or prints the plan as a
// document for a funder.
ExitCode RunPlanProposal(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_PROPOSAL_COMMAND_H_
