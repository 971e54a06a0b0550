#include "services/sangamctl/command_line/command_parser.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/sangamctl/document/nearest_name.h"

namespace sangam::sangamctl {
namespace {

// A flag as found: its spec and, if it was joined to it, its value.
struct FoundFlag {
  const FlagSpec* spec = nullptr;
  absl::optional<std::string> value;
};

bool IsFlag(absl::string_view word) {
  return word.size() > 1 && word[0] == '-';
}

// Reads the words; lives as long as that takes. Before the command's name only
// the flags of all commands are known.
class Parser {
 public:
  Parser(const std::vector<std::string>& words, const CommandSet& set)
      : words_(words), set_(set) {}

  ParseOutcome Parse() {
    ParseOutcome outcome;
    outcome.fault = Read(outcome.parsed);
    return outcome;
  }

 private:
  std::string Read(ParsedCommand& parsed) {
    bool flags_ended = false;
    for (size_t i = 0; i < words_.size(); ++i) {
      const std::string& word = words_[i];
      if (flags_ended || !IsFlag(word) || IsExpression(word, parsed)) {
        std::string fault = TakeArgument(word, parsed);
        if (!fault.empty()) return fault;
      } else if (word == "--") {
        flags_ended = true;
      } else if (word == "--help" || word == "-h") {
        parsed.help = true;
      } else {
        std::string fault = TakeFlag(i, parsed);
        if (!fault.empty()) return fault;
      }
    }
    return parsed.help ? "" : CheckArguments(parsed);
  }

  // Whether a word that begins with a minus is the expression that the command
  // takes: no flag of one letter, or with something in it that no flag has.
  bool IsExpression(const std::string& word,
                    const ParsedCommand& parsed) const {
    if (parsed.command == nullptr || !parsed.command->takes_expression ||
        absl::StartsWith(word, "--") || word == "-h") {
      return false;
    }
    return !absl::ascii_isalpha(static_cast<unsigned char>(word[1])) ||
           word.find_first_of(" \t\n()<>!*+%?&|") != std::string::npos ||
           FindFlag(word, parsed.command).spec == nullptr;
  }

  std::string TakeArgument(const std::string& word, ParsedCommand& parsed) {
    if (parsed.command != nullptr) {
      parsed.arguments.push_back(word);
      return "";
    }
    if (parsed.group.empty() && !set_.FindGroup(word).empty()) {
      parsed.group = word;
      return "";
    }
    const std::string name =
        parsed.group.empty() ? word : absl::StrCat(parsed.group, " ", word);
    parsed.command = set_.Find(name);
    if (parsed.command == nullptr) return UnknownCommand(name, set_);
    parsed.group.clear();
    return "";
  }

  // Reads the flag at `i`, and moves `i` on if the next word is its value.
  std::string TakeFlag(size_t& i, ParsedCommand& parsed) {
    const std::string& word = words_[i];
    FoundFlag found = FindFlag(word, parsed.command);
    if (found.spec == nullptr) return UnknownFlag(word, parsed.command);
    const FlagSpec& flag = *found.spec;
    if (flag.value_name.empty()) {
      if (found.value) return absl::StrCat("--", flag.name, " takes no value");
      found.value = "true";
    } else if (!found.value) {
      if (i + 1 >= words_.size()) {
        return absl::StrCat(word, " needs a value: ", flag.value_name);
      }
      found.value = words_[++i];
    }
    std::vector<std::string>& values = parsed.flags[flag.name];
    if (!values.empty() && !flag.repeated) {
      return absl::StrCat("--", flag.name, " is given twice");
    }
    values.push_back(*std::move(found.value));
    return "";
  }

  std::vector<const FlagSpec*> FlagsOf(const CommandSpec* command) const {
    std::vector<const FlagSpec*> flags;
    for (const FlagSpec& flag : set_.global_flags) flags.push_back(&flag);
    if (command == nullptr) return flags;
    for (const FlagSpec& flag : command->flags) flags.push_back(&flag);
    return flags;
  }

  FoundFlag FindFlag(absl::string_view word, const CommandSpec* command) const {
    for (const FlagSpec* flag : FlagsOf(command)) {
      const std::string name = absl::StrCat("--", flag->name);
      if (word == name) return {flag, absl::nullopt};
      if (absl::StartsWith(word, absl::StrCat(name, "="))) {
        return {flag, std::string(word.substr(name.size() + 1))};
      }
      if (flag->letter.empty() || absl::StartsWith(word, "--") ||
          word.substr(1, 1) != flag->letter) {
        continue;
      }
      if (word.size() == 2) return {flag, absl::nullopt};
      return {flag, std::string(word.substr(word[2] == '=' ? 3 : 2))};
    }
    return {};
  }

  std::string UnknownFlag(const std::string& word,
                          const CommandSpec* command) const {
    const std::string name = word.substr(0, word.find('='));
    std::vector<std::string> names;
    for (const FlagSpec* flag : FlagsOf(command)) {
      names.push_back(absl::StrCat("--", flag->name));
    }
    const std::string suggestion = DidYouMean(name, names);
    if (command == nullptr && suggestion.empty()) {
      return absl::StrCat(
          "there is no flag ", name,
          " for all commands; flags of a command follow its name");
    }
    return absl::StrCat(command == nullptr ? "sangamctl" : command->name,
                        " has no flag ", name, suggestion);
  }

  static std::string CheckArguments(const ParsedCommand& parsed) {
    if (parsed.command == nullptr) return "";
    const CommandSpec& command = *parsed.command;
    if (parsed.arguments.size() < command.least_arguments) {
      return absl::StrCat(command.name, " needs ", command.arguments);
    }
    if (parsed.arguments.size() > command.most_arguments) {
      return absl::StrCat("\"", parsed.arguments[command.most_arguments],
                          "\" is one argument too many for ", command.name);
    }
    return "";
  }

  const std::vector<std::string>& words_;
  const CommandSet& set_;
};

}  // namespace

const CommandSpec* CommandSet::Find(absl::string_view name) const {
  for (const CommandSpec& command : commands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

std::vector<const CommandSpec*> CommandSet::FindGroup(
    absl::string_view group) const {
  std::vector<const CommandSpec*> found;
  for (const CommandSpec& command : commands) {
    if (absl::StartsWith(command.name, absl::StrCat(group, " "))) {
      found.push_back(&command);
    }
  }
  return found;
}

std::string ParsedCommand::Value(const std::string& flag,
                                 absl::string_view otherwise) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? std::string(otherwise) : found->second.front();
}

std::vector<std::string> ParsedCommand::Values(const std::string& flag) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? std::vector<std::string>() : found->second;
}

ParseOutcome ParseCommandLine(const std::vector<std::string>& words,
                              const CommandSet& set) {
  return Parser(words, set).Parse();
}

std::string UnknownCommand(const std::string& name, const CommandSet& set) {
  // A command of a group is also found by its own word: "lint".
  std::vector<std::string> names;
  for (const CommandSpec& command : set.commands) {
    const size_t space = command.name.find(' ');
    if (space != std::string::npos && command.name.substr(space + 1) == name) {
      return absl::StrCat("there is no command \"", name, "\"; did you mean \"",
                          command.name, "\"?");
    }
    names.push_back(command.name);
    if (space != std::string::npos) {
      names.push_back(command.name.substr(0, space));
    }
  }
  return absl::StrCat("there is no command \"", name, "\"",
                      DidYouMean(name, names));
}

}  // namespace sangam::sangamctl
