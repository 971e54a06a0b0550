// sangamctl: the command line of mission admins and officers.
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/clock.h"
#include "services/sangamctl/command_line/command_help.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/command_line/command_set.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/commands/apply_command.h"
#include "services/sangamctl/commands/backup_command.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/demands_command.h"
#include "services/sangamctl/commands/duplicates_command.h"
#include "services/sangamctl/commands/export_command.h"
#include "services/sangamctl/commands/federation_command.h"
#include "services/sangamctl/commands/find_command.h"
#include "services/sangamctl/commands/get_command.h"
#include "services/sangamctl/commands/guidance_command.h"
#include "services/sangamctl/commands/health_command.h"
#include "services/sangamctl/commands/import_command.h"
#include "services/sangamctl/commands/match_command.h"
#include "services/sangamctl/commands/plan_command.h"
#include "services/sangamctl/commands/restore_command.h"
#include "services/sangamctl/commands/roll_up_command.h"
#include "services/sangamctl/commands/rule_command.h"
#include "services/sangamctl/commands/scheme_diff_command.h"
#include "services/sangamctl/commands/scheme_explain_command.h"
#include "services/sangamctl/commands/scheme_lint_command.h"
#include "services/sangamctl/commands/scheme_new_command.h"
#include "services/sangamctl/commands/scheme_step_command.h"
#include "services/sangamctl/commands/scheme_test_command.h"
#include "services/sangamctl/commands/subject_command.h"

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
  const std::string name = absl::StrJoin(parsed.arguments, " ");
  if (!set.FindGroup(name).empty()) return Print(GroupHelp(name, set));
  const CommandSpec* command = set.Find(name);
  if (command == nullptr) return ComplainOfUsage(UnknownCommand(name, set));
  return Print(CommandHelp(*command, set));
}

// What "sangamctl" or "sangamctl scheme" alone asks for.
ExitCode RunWithoutCommand(const ParsedCommand& parsed, const CommandSet& set) {
  if (parsed.help) {
    return Print(parsed.group.empty() ? GeneralHelp(set)
                                      : GroupHelp(parsed.group, set));
  }
  if (parsed.group.empty()) {
    return ComplainOfUsage(
        "which command? apply, get, match, plan, import, export, backup,"
        " restore, scheme, rule, federation, demands, find, duplicates,"
        " subject, health, version or help");
  }
  std::vector<std::string> names;
  for (const CommandSpec* command : set.FindGroup(parsed.group)) {
    names.push_back(command->name.substr(parsed.group.size() + 1));
  }
  return ComplainOfUsage(absl::StrCat("which ", parsed.group, " command? ",
                                      absl::StrJoin(names, ", ")));
}

// Commands that need no more than the settings and the time.
using Runner = ExitCode (*)(const ParsedCommand&, const Settings&,
                            const Clock&);

const absl::flat_hash_map<std::string, Runner>& Runners() {
  static const auto& runners = *new absl::flat_hash_map<std::string, Runner>{
      {"get", &RunGet},
      {"match", &RunMatch},
      {"import", &RunImport},
      {"export", &RunExport},
      {"backup", &RunBackup},
      {"restore", &RunRestore},
      {"plan", &RunPlan},
      {"health", &RunHealth},
      {"scheme new", &RunSchemeNew},
      {"scheme lint", &RunSchemeLint},
      {"scheme test", &RunSchemeTest},
      {"scheme diff", &RunSchemeDiff},
      {"scheme submit", &RunSchemeStep},
      {"scheme approve", &RunSchemeStep},
      {"scheme return", &RunSchemeStep},
      {"scheme suspend", &RunSchemeStep},
      {"scheme resume", &RunSchemeStep},
      {"scheme close", &RunSchemeStep},
      {"scheme explain", &RunSchemeExplain},
      {"rule check", &RunRuleCheck},
      {"rule eval", &RunRuleEval},
      {"rule explain", &RunRuleExplain},
      {"federation assess", &RunFederationAssess},
      {"federation list", &RunFederationList},
      {"federation sums", &RunFederationSums},
      {"demands report", &RunDemandsReport},
      {"find takers", &RunFindTakers},
      {"find providers", &RunFindProviders},
      {"find precedents", &RunFindPrecedents},
      {"find unserved", &RunFindUnserved},
      {"duplicates list", &RunDuplicatesList},
      {"subject merge", &RunSubjectMerge},
      {"subject erase", &RunSubjectErase},
      {"find models", &RunFindModels},
      {"find remedies", &RunFindRemedies},
      {"find upgrades", &RunFindUpgrades},
  };
  return runners;
}

ExitCode Run(const std::vector<std::string>& words) {
  const CommandSet& set = SangamctlCommands();
  const auto [parsed, fault] = ParseCommandLine(words, set);
  if (!fault.empty()) return ComplainOfUsage(fault);
  if (parsed.command == nullptr) return RunWithoutCommand(parsed, set);
  if (parsed.help) return Print(CommandHelp(*parsed.command, set));
  if (parsed.command->name == "help") return RunHelp(parsed);
  if (parsed.command->name == "version") return Print(kVersion);
  Settings settings;
  const std::string wrong = ReadSettings(parsed, &Environment, settings);
  if (!wrong.empty()) return ComplainOfUsage(wrong);
  const SystemClock clock;
  if (parsed.command->name == "apply") {
    return RunApply(parsed, settings, &Environment, clock);
  }
  return Runners().at(parsed.command->name)(parsed, settings, clock);
}

}  // namespace
}  // namespace sangam::sangamctl

int main(int argc, char** argv) {
  return sangam::sangamctl::Run(
      std::vector<std::string>(argv + 1, argv + argc));
}
