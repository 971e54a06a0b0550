// sangamctl backup.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_BACKUP_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_BACKUP_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Copies a store into a file while services use it, and tells which state that
// is.
ExitCode RunBackup(const ParsedCommand& command, const Settings& settings,
                   const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_BACKUP_COMMAND_H_
