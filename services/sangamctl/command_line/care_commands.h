// The commands that keep the register of subjects in order.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_CARE_COMMANDS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_CARE_COMMANDS_H_

#include <vector>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

std::vector<CommandSpec> CareCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_CARE_COMMANDS_H_
