// The commands that write, check and publish schemes.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_SCHEME_COMMANDS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_SCHEME_COMMANDS_H_

#include <vector>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// "scheme new", "scheme lint", ...
std::vector<CommandSpec> SchemeCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_SCHEME_COMMANDS_H_
