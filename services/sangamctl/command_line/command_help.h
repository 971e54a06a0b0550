// What --help prints.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_HELP_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_HELP_H_

#include <string>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// All commands, the flags of all of them, and the exit codes.
std::string GeneralHelp(const CommandSet& set);

// The commands of a group, which must be there.
std::string GroupHelp(const std::string& group, const CommandSet& set);

// One command.
std::string CommandHelp(const CommandSpec& command, const CommandSet& set);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_HELP_H_
