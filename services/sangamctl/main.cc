// sangamctl: the command line of mission admins and officers.
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_help.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/command_set.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/commands/apply_command.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/get_command.h"
#include "services/sangamctl/commands/health_command.h"
#include "services/sangamctl/commands/match_command.h"

namespace sangam::sangamctl {
namespace {

// SANGAM_VERSION comes from CMake's project().
constexpr char kVersion[] = "sangamctl " SANGAM_VERSION "\n";

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

ExitCode RunHelp(const ParsedCommand& parsed) {
  const CommandSet& set = SangamctlCommands();
  if (parsed.arguments.empty()) return Print(GeneralHelp(set));
  const CommandSpec* command = set.Find(parsed.arguments[0]);
  if (command == nullptr) {
    return ComplainOfUsage(
        absl::StrCat("there is no command \"", parsed.arguments[0], "\""));
  }
  return Print(CommandHelp(*command, set));
}

ExitCode Run(const std::vector<std::string>& words) {
  const CommandSet& set = SangamctlCommands();
  const auto [parsed, fault] = ParseCommandLine(words, set);
  if (!fault.empty()) return ComplainOfUsage(fault);
  if (parsed.command == nullptr) {
    if (parsed.help) return Print(GeneralHelp(set));
    return ComplainOfUsage(
        "which command? apply, get, match, health, version or help");
  }
  if (parsed.help) return Print(CommandHelp(*parsed.command, set));
  if (parsed.command->name == "help") return RunHelp(parsed);
  if (parsed.command->name == "version") return Print(kVersion);
  Settings settings;
  const std::string wrong = ReadSettings(parsed, &Environment, settings);
  if (!wrong.empty()) return ComplainOfUsage(wrong);
  const SystemClock clock;
  if (parsed.command->name == "apply") return RunApply(parsed, settings, clock);
  if (parsed.command->name == "health") {
    return RunHealth(parsed, settings, clock);
  }
  if (parsed.command->name == "get") return RunGet(parsed, settings, clock);
  return RunMatch(parsed, settings, clock);
}

}  // namespace
}  // namespace sangam::sangamctl

int main(int argc, char** argv) {
  return sangam::sangamctl::Run(
      std::vector<std::string>(argv + 1, argv + argc));
}
