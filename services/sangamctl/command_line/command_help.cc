#include "services/sangamctl/command_line/command_help.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace sangam::sangamctl {
namespace {

constexpr char kExitCodes[] =
    "Exit codes:\n"
    "  0  done\n"
    "  1  a fault in sangamctl or in a service\n"
    "  2  the command line is wrong\n"
    "  3  an input file is wrong, a test in it fails, or no plan keeps its"
    " terms\n"
    "  4  a service refused (not found, invalid, changed meanwhile, ...)\n"
    "  5  a service can't be reached or did not answer in time\n"
    "130  stopped with Ctrl-C\n";

std::string Spelling(const FlagSpec& flag) {
  return absl::StrCat(
      flag.letter.empty() ? "    " : absl::StrCat("-", flag.letter, ", "), "--",
      flag.name, flag.value_name.empty() ? "" : " ", flag.value_name);
}

void AppendFlags(const std::vector<FlagSpec>& flags, std::string& text) {
  size_t width = 0;
  for (const FlagSpec& flag : flags)
    width = std::max(width, Spelling(flag).size());
  for (const FlagSpec& flag : flags) {
    absl::StrAppend(&text,
                    absl::StrFormat("  %-*s  %s\n", static_cast<int>(width),
                                    Spelling(flag), flag.help));
  }
}

// Names and what they do, in two columns.
template <typename Commands>
void AppendSummaries(const Commands& commands, std::string& text) {
  size_t width = 0;
  for (const CommandSpec* command : commands) {
    width = std::max(width, command->name.size());
  }
  for (const CommandSpec* command : commands) {
    absl::StrAppend(&text,
                    absl::StrFormat("  %-*s  %s\n", static_cast<int>(width),
                                    command->name, command->summary));
  }
}

}  // namespace

std::string GeneralHelp(const CommandSet& set) {
  std::string text =
      "sangamctl: which schemes fit a group, an enterprise or a cluster, and "
      "the"
      " data that says so\n\nUsage: sangamctl COMMAND [arguments] [flags]\n\n"
      "Commands:\n";
  std::vector<const CommandSpec*> commands;
  for (const CommandSpec& command : set.commands) commands.push_back(&command);
  AppendSummaries(commands, text);
  absl::StrAppend(&text, "\nFlags of all commands:\n");
  AppendFlags(set.global_flags, text);
  absl::StrAppend(&text, "\n", kExitCodes,
                  "\n\"sangamctl help COMMAND\" explains one command.\n");
  return text;
}

std::string GroupHelp(const std::string& group, const CommandSet& set) {
  std::string text = absl::StrCat("Usage: sangamctl ", group,
                                  " COMMAND [arguments] [flags]\n\n"
                                  "Commands:\n");
  AppendSummaries(set.FindGroup(group), text);
  absl::StrAppend(&text, "\n\"sangamctl help ", group,
                  " COMMAND\" explains one command.\n");
  return text;
}

std::string CommandHelp(const CommandSpec& command, const CommandSet& set) {
  std::string text =
      absl::StrCat("sangamctl ", command.name, ": ", command.summary,
                   "\n\nUsage: sangamctl ", command.name,
                   command.arguments.empty() ? "" : " ", command.arguments,
                   command.flags.empty() ? "" : " [flags]", "\n");
  if (!command.description.empty()) {
    absl::StrAppend(&text, "\n", command.description);
  }
  if (!command.flags.empty()) {
    absl::StrAppend(&text, "\nFlags:\n");
    AppendFlags(command.flags, text);
  }
  absl::StrAppend(&text, "\nFlags of all commands:\n");
  AppendFlags(set.global_flags, text);
  absl::StrAppend(&text, "\n", kExitCodes);
  return text;
}

}  // namespace sangam::sangamctl
