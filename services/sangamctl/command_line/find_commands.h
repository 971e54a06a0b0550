// The commands that look for takers, providers and precedents.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_FIND_COMMANDS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_FIND_COMMANDS_H_

#include <vector>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

std::vector<CommandSpec> FindCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_FIND_COMMANDS_H_
