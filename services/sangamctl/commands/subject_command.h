// "sangamctl subject merge" and "sangamctl subject erase".
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_SUBJECT_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_SUBJECT_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Makes one subject of two, and says what went over and what did not agree.
ExitCode RunSubjectMerge(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock);

// Erases a subject, and says what was erased. Without --yes it says what would
// be, and gives kExitUsage.
ExitCode RunSubjectErase(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_SUBJECT_COMMAND_H_
