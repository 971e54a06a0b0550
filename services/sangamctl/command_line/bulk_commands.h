// The commands that write and read many records at once, or a whole store.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_BULK_COMMANDS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_BULK_COMMANDS_H_

#include <vector>

#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// import, export, backup and restore.
std::vector<CommandSpec> BulkCommands();

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_BULK_COMMANDS_H_
