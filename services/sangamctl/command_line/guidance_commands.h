// The commands that tell what is known to work.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_GUIDANCE_COMMANDS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_GUIDANCE_COMMANDS_H_

#include <vector>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

std::vector<CommandSpec> GuidanceCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_GUIDANCE_COMMANDS_H_
