// The commands that try expressions of the eligibility language.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_RULE_COMMANDS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_RULE_COMMANDS_H_

#include <vector>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// "rule check", "rule eval" and "rule explain".
std::vector<CommandSpec> RuleCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_RULE_COMMANDS_H_
