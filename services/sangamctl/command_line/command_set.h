// The commands of sangamctl, their flags and their help.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_SET_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_SET_H_

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Lives as long as the program.
const CommandSet& SangamctlCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_SET_H_
