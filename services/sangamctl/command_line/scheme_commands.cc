#include "services/sangamctl/command_line/scheme_commands.h"

#include <limits>
#include <utility>

namespace sangam::sangamctl {
namespace {

constexpr char kVersionName[] = "schemes/.../versions/...";

CommandSpec NewCommand() {
  return {
      .name = "scheme new",
      .arguments = "NAME",
      .summary = "write a commented file for a new scheme to start from",
      .description =
          "  sangamctl scheme new silk-sheds --department"
          " departments/dc-handlooms\n\n"
          "Writes silk-sheds.yaml: the scheme, a draft version and a test, each"
          " field\nexplained. The file passes \"scheme lint\" as it stands."
          " A file that is there\nalready is left alone.\n",
      .flags = {{"department", "", "NAME", "who offers it, departments/..."},
                {"file", "f", "FILE",
                 "where to write it; - is standard output"}},
      .least_arguments = 1,
      .most_arguments = 1,
  };
}

CommandSpec OfFiles(const char* name, const char* summary,
                    const char* description) {
  CommandSpec command;
  command.name = name;
  command.arguments = "FILE|FOLDER...";
  command.summary = summary;
  command.description = description;
  command.least_arguments = 1;
  command.most_arguments = std::numeric_limits<size_t>::max();
  return command;
}

CommandSpec LintCommand() {
  return OfFiles(
      "scheme lint", "check files as a write would, and store nothing",
      "Every fault of every document is printed with its place, those of"
      " expressions with\nthe line and a caret. What one document refers to may"
      " stand in another one of the\nsame files. Versions that would be in"
      " force on the same\nday are told, too.\n");
}

CommandSpec TestCommand() {
  return OfFiles(
      "scheme test", "run the tests that files of schemes carry",
      "A test names a subject and what must come out:\n\n"
      "  name: schemes/silk-sheds/versions/1/tests/twelve-weavers\n"
      "  subject: {profile: {kind: SHG, members: 12}}\n"
      "  verdict: ELIGIBLE\n\n"
      "It is run against the version in the same files, or else the stored one."
      " Nothing is\nstored.\n");
}

CommandSpec DiffCommand() {
  CommandSpec command;
  command.name = "scheme diff";
  command.arguments = "BASE OTHER";
  command.summary = "show what differs between two versions";
  command.description =
      "  sangamctl scheme diff schemes/sfurti/versions/1"
      " schemes/sfurti/versions/2\n"
      "  sangamctl scheme diff schemes/sfurti/versions/1 sfurti.yaml\n\n"
      "Of a file, the version in it is compared, which must be stored as it"
      " stands there:\n\"sangamctl apply\" stores a draft.\n";
  command.flags = {{"token", "", "TOKEN", "at least as fresh as this"},
                   {"exact-token", "", "TOKEN", "as recorded then"},
                   {"known-at", "", "TIME", "as recorded at this time"}};
  command.least_arguments = 2;
  command.most_arguments = 2;
  return command;
}

// A step from one state of a version to the next.
CommandSpec Step(const char* name, const char* summary,
                 std::vector<FlagSpec> flags) {
  CommandSpec command;
  command.name = name;
  command.arguments = kVersionName;
  command.summary = summary;
  command.description =
      "Needs --principal: the service keeps who did it. A step that is done"
      " already does\nno harm. \"scheme explain\" shows the etag of what was"
      " read.\n";
  command.flags = std::move(flags);
  command.flags.push_back(
      {"etag", "", "ETAG", "only if it is still the version with this etag"});
  command.least_arguments = 1;
  command.most_arguments = 1;
  return command;
}

CommandSpec ExplainCommand() {
  CommandSpec command;
  command.name = "scheme explain";
  command.arguments = "NAME | FILE";
  command.summary = "tell a whole scheme in plain words";
  command.description =
      "  sangamctl scheme explain schemes/sfurti\n"
      "  sangamctl scheme explain schemes/sfurti/versions/2 --language hi\n"
      "  sangamctl scheme explain sfurti.yaml\n\n"
      "Of a scheme, the version in force today is told, else the one that"
      " starts last.\n";
  command.flags = {{"language", "", "CODE", "the language of words (en, hi)"}};
  command.least_arguments = 1;
  command.most_arguments = 1;
  return command;
}

}  // namespace

std::vector<CommandSpec> SchemeCommands() {
  const FlagSpec note = {"note", "", "TEXT", "why; never a person's name"};
  const std::vector<FlagSpec> order = {
      {"order-title", "", "TEXT", "the order that says so: name and number"},
      {"order-section", "", "TEXT", "where in the order"},
      {"order-url", "", "URL", "where the order can be read"},
      {"order-says", "", "TEXT", "the order in one or two sentences"},
      {"order-confidence", "", "CONFIDENCE",
       "how far it can be trusted (default: verified)"}};
  const auto with_order = [&order](std::vector<FlagSpec> flags) {
    flags.insert(flags.end(), order.begin(), order.end());
    return flags;
  };
  return {
      NewCommand(),
      LintCommand(),
      TestCommand(),
      DiffCommand(),
      Step("scheme submit", "hand a draft to a second person", {}),
      Step("scheme approve",
           "publish a submitted version; not for who wrote or submitted it",
           {}),
      Step("scheme return", "give a submitted version back as a draft", {note}),
      Step("scheme suspend", "stop applications from a day on",
           with_order({{"from", "", "DATE", "the first day, as 2026-04-01"},
                       {"cause", "", "CAUSE", "order or budget-exhausted"}})),
      Step("scheme resume", "take applications again",
           with_order({{"until", "", "DATE",
                        "the last day of the"
                        " suspension"}})),
      Step("scheme close", "end a published version",
           with_order(
               {{"on", "", "DATE", "the last day on which it is in force"},
                note})),
      ExplainCommand(),
  };
}

}  // namespace sangam::sangamctl
