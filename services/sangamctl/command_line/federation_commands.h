// The commands about federations and demands.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_FEDERATION_COMMANDS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_FEDERATION_COMMANDS_H_

#include <vector>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

std::vector<CommandSpec> FederationCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_FEDERATION_COMMANDS_H_
