// A command line with subcommands: "sangamctl match groups/a -o json" or, with
// a group of commands, "sangamctl scheme lint silk.yaml".
//
// Flags are written --name value, --name=value, -f value or -fvalue. Those of a
// command follow its name, those of all commands stand anywhere; "--" ends
// them.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_PARSER_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_PARSER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam::sangamctl {

// A flag that a command takes.
struct FlagSpec {
  // Without dashes.
  std::string name;
  // One letter, or empty.
  std::string letter;
  // What the value is called in the help; empty for a flag without a value.
  std::string value_name;
  std::string help;
  // May be given more than once.
  bool repeated = false;
};

// A command.
struct CommandSpec {
  // One word, or the group's and its own: "scheme lint".
  std::string name;
  // Its arguments as the help shows them: "NAME | COLLECTION".
  std::string arguments;
  // One line.
  std::string summary;
  // What else a reader must know.
  std::string description;
  std::vector<FlagSpec> flags;
  // How many arguments it takes.
  size_t least_arguments = 0;
  size_t most_arguments = 0;
  // An argument may begin with a minus that is none of a flag: "-members < 0".
  bool takes_expression = false;
};

// All commands and the flags that every one of them takes.
struct CommandSet {
  std::vector<CommandSpec> commands;
  std::vector<FlagSpec> global_flags;

  const CommandSpec* Find(absl::string_view name) const;
  // The commands of a group ("scheme"); empty if there is no such group.
  std::vector<const CommandSpec*> FindGroup(absl::string_view group) const;
};

// What was asked for.
struct ParsedCommand {
  // Null if no command was named.
  const CommandSpec* command = nullptr;
  // The group, if one was named without a command of it.
  std::string group;
  std::vector<std::string> arguments;
  bool help = false;
  // Values by flag name; a flag without a value has "true".
  absl::flat_hash_map<std::string, std::vector<std::string>> flags;

  bool Has(const std::string& flag) const { return flags.contains(flag); }
  // The flag's value, or `otherwise`.
  std::string Value(const std::string& flag,
                    absl::string_view otherwise = "") const;
  std::vector<std::string> Values(const std::string& flag) const;
};

// A parsed command line, or what is wrong with it.
struct ParseOutcome {
  ParsedCommand parsed;
  // Empty if all is well.
  std::string fault;
};

// `words` are the arguments without the program's name. The result refers to
// `set`.
ParseOutcome ParseCommandLine(const std::vector<std::string>& words,
                              const CommandSet& set);

// "there is no command "aply"; did you mean "apply"?".
std::string UnknownCommand(const std::string& name, const CommandSet& set);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_COMMAND_PARSER_H_
