// sangamctl rule check, eval and explain.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_RULE_COMMAND_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_RULE_COMMAND_H_

#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"

namespace sangam::sangamctl {

// Says whether an expression is sound, and what it reads.
ExitCode RunRuleCheck(const ParsedCommand& command, const Settings& settings,
                      const Clock& clock);

// Says what it comes to for a subject.
ExitCode RunRuleEval(const ParsedCommand& command, const Settings& settings,
                     const Clock& clock);

// Reads it back in plain words.
ExitCode RunRuleExplain(const ParsedCommand& command, const Settings& settings,
                        const Clock& clock);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_RULE_COMMAND_H_
