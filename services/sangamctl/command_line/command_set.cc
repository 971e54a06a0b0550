#include "services/sangamctl/command_line/command_set.h"

#include "services/sangamctl/command_line/bulk_commands.h"
#include "services/sangamctl/command_line/care_commands.h"
#include "services/sangamctl/command_line/federation_commands.h"
#include "services/sangamctl/command_line/find_commands.h"
#include "services/sangamctl/command_line/guidance_commands.h"
#include "services/sangamctl/command_line/rule_commands.h"
#include "services/sangamctl/command_line/scheme_commands.h"

namespace sangam::sangamctl {
namespace {

CommandSpec ApplyCommand() {
  return {
      .name = "apply",
      .arguments = "-f FILE|FOLDER",
      .summary =
          "write what YAML files describe to the registry and the catalogue",
      .description =
          "Reads every *.yaml and *.yml file, several documents a file "
          "separated"
          " by ---.\n"
          "A document is one resource in protobuf's JSON mapping, written as "
          "YAML;"
          " its\nname says what it is:\n\n"
          "  name: groups/umden-eri-society\n"
          "  title: Umden Eri Society\n"
          "  kind: SPV\n"
          "  profile: {members: 36, formed_on: 2013-04-01}\n\n"
          "Field names may be in snake_case or camelCase, enum values full or"
          " without\ntheir prefix, dates as 2013-04-01 or {year, month, day}."
          " null means absent.\n\n"
          "If any file is wrong, or the catalogue finds a fault in what is"
          " meant for it, all\nmistakes are printed and nothing is stored."
          " Otherwise resources are written in\nthe order of their references."
          " Applying twice changes nothing. A version with\nstate: PUBLISHED is"
          " written as a draft, then published.\n",
      .flags = {{"file", "f", "FILE|FOLDER",
                 "what to apply; - is standard input", true},
                {"dry-run", "", "",
                 "check and order the files, but send nothing"},
                {"approver", "", "ACCOUNT",
                 "SANGAM_APPROVER; the account that publishes"}},
  };
}

CommandSpec GetCommand() {
  return {
      .name = "get",
      .arguments = "NAME | COLLECTION | profile NAME",
      .summary = "show resources",
      .description =
          "  sangamctl get groups/umden-eri-society      one resource\n"
          "  sangamctl get schemes                       all of a collection\n"
          "  sangamctl get schemes/sgsy/versions         the versions of a "
          "scheme\n"
          "  sangamctl get linkages --subject groups/a   what one subject "
          "received\n"
          "  sangamctl get profile groups/a              all that rules can "
          "read of"
          " it\n"
          "  sangamctl get attributes                    the words that rules "
          "may"
          " use\n"
          "  sangamctl get schemes --search \"silk sheds\" by words, best "
          "first\n"
          "  sangamctl get groups --filter \"members >= 10\" --order-by "
          "\"title desc\"\n\n"
          "Collections: places, groups, enterprises, clusters, linkages, plans,"
          " demands,\ndepartments, attributes, parameters, placeSets, schemes,"
          " scheme-versions,\nreadinessRules, replicableModels, surveyProblems,"
          " upgradeProgrammes.\nA collection as YAML can be applied again.\n",
      .flags = {{"subject", "", "NAME",
                 "only linkages or demands of this subject"},
                {"search", "", "WORDS", "only schemes that hold these words"},
                {"filter", "", "CONDITION",
                 "only groups, enterprises or clusters for which it holds"},
                {"order-by", "", "FIELD",
                 "name, title, members or update_time, and desc"},
                {"token", "", "TOKEN", "at least as fresh as this"},
                {"exact-token", "", "TOKEN", "exactly as recorded then"},
                {"known-at", "", "TIME",
                 "as recorded at 2026-04-01T10:30:00Z, or at the end of"
                 " 2026-04-01 in India"}},
      .least_arguments = 1,
      .most_arguments = 2,
  };
}

CommandSpec MatchCommand() {
  return {
      .name = "match",
      .arguments = "NAME | SYSTEM:VALUE | -f PROFILE",
      .summary = "show which schemes fit a subject, why, and what is missing",
      .description =
          "  sangamctl match groups/umden-eri-society\n"
          "  sangamctl match UDYAM:UDYAM-ML-05-0000123 --language hi\n"
          "  sangamctl match -f profile.yaml --details\n\n"
          "Each scheme that fits is told with the reasons, who pays and where "
          "to"
          " apply, then\nwhat to ask next, so that a subject fits on one"
          " screen.\n",
      .flags =
          {{"file", "f", "PROFILE",
            "match the profile in this YAML file; - is"
            " standard input"},
           {"as-of", "", "DATE",
            "the date of the law, as 2026-04-01 (default: today)"},
           {"language", "", "CODE",
            "the language of labels and questions (en, hi)"},
           {"verdict", "", "LIST",
            "only eligible, needs-information, near-miss, ineligible", true},
           {"all", "", "", "also schemes that do not fit"},
           {"scheme", "", "NAME", "only this scheme", true},
           {"token", "", "TOKEN", "at least as fresh as this"},
           {"exact-token", "", "TOKEN", "the answer by what was recorded then"},
           {"known-at", "", "TIME",
            "the answer by what was recorded at 2026-04-01T10:30:00Z, or"
            " at the end of 2026-04-01 in India"},
           {"stale-after", "", "MONTHS",
            "facts observed so many months ago, or longer, count as not"
            " known"},
           {"details", "", "", "every condition, document, benefit and source"},
           {"brief", "", "", "one line a scheme"}},
      .least_arguments = 0,
      .most_arguments = 1,
  };
}

CommandSpec PlanCommand() {
  return {
      .name = "plan",
      .arguments = "-f FILE | plans/NAME",
      .summary =
          "make a funded plan: who pays what, in which order, what is"
          " open",
      .description =
          "  sangamctl plan -f needs.yaml                     make a plan\n"
          "  sangamctl plan -f needs.yaml --save plans/umden  and keep it\n"
          "  sangamctl plan plans/umden                       show it as kept\n"
          "  sangamctl plan plans/umden --pin cfc=schemes/brgf\n"
          "      --exclude schemes/a@soft --save plans/umden  change it\n"
          "  sangamctl plan plans/umden --save plans/umden-2  keep a copy of"
          " it\n"
          "  sangamctl plan plans/umden --proposal > nec.md   print it for a"
          " funder\n"
          "  sangamctl plan plans/umden --propose --by DISTRICT_MISSION\n"
          "                                        record what is to be applied"
          " for\n\n"
          "The file is one request of PlanConvergence as YAML:\n\n"
          "  subject: {name: clusters/umden-eri}\n"
          "  as_of: 2012-06-01\n"
          "  terms:\n"
          "    needs:\n"
          "      - {id: sheds, head: WORKSHED, lots: [{units: 64, paise_each:"
          " 900000}]}\n"
          "    contributions:\n"
          "      - {id: cash, kind: CASH, value_paise: 5000000}\n\n"
          "What rests on an assumption has the sign *. Terms that no plan keeps"
          " are told, and\nit ends with 3.\n",
      .flags =
          {{"file", "f", "FILE", "what is needed; - is standard input"},
           {"pin", "", "NEED=SCHEME",
            "this scheme gives the need's grant; none: none does", true},
           {"exclude", "", "SCHEME[@NEED]", "not this scheme", true},
           {"details", "", "",
            "every line, sum, date, source and assumption, not one screen"},
           {"objective", "", "WHAT",
            "most-need-met, least-own-money, fewest-departments, soonest"},
           {"again", "", "", "make a stored plan anew by its terms"},
           {"save", "", "plans/NAME", "keep the plan in the registry"},
           {"title", "", "TEXT", "with --save: what the kept plan is called"},
           {"proposal", "", "", "print a kept plan as a document (Markdown)"},
           {"propose", "", "", "record its linkages as proposed, all or none"},
           {"by", "", "ROLE", "with --propose: the role that proposes"},
           {"allow-blockers", "", "",
            "with --propose: although steps have blockers"},
           {"dry-run", "", "", "with --propose: check, and record nothing"},
           {"as-of", "", "DATE",
            "the date of the law, as 2026-04-01 (default: the file's, else"
            " today)"},
           {"language", "", "CODE", "the language of the screen (en, hi)"},
           {"token", "", "TOKEN", "at least as fresh as this"},
           {"exact-token", "", "TOKEN", "by what was recorded then"},
           {"known-at", "", "TIME",
            "by what was recorded at 2026-04-01T10:30:00Z, or at the end of"
            " 2026-04-01 in India"}},
      .least_arguments = 0,
      .most_arguments = 1,
  };
}

CommandSpec HealthCommand() {
  CommandSpec command;
  command.name = "health";
  command.summary = "say which services are there and ready";
  command.description =
      "Ends with 0 if all three services are ready, else with 5.\n";
  command.flags = {
      {"wait", "", "DURATION", "wait up to so long for them, as 30s"}};
  return command;
}

CommandSpec VersionCommand() {
  CommandSpec command;
  command.name = "version";
  command.summary = "print the version";
  return command;
}

CommandSpec HelpCommand() {
  CommandSpec command;
  command.name = "help";
  command.arguments = "[COMMAND]";
  command.summary = "explain a command";
  command.most_arguments = 2;
  return command;
}

std::vector<CommandSpec> AllCommands() {
  std::vector<CommandSpec> commands = {ApplyCommand(), GetCommand(),
                                       MatchCommand(), PlanCommand()};
  for (CommandSpec& command : BulkCommands()) {
    commands.push_back(std::move(command));
  }
  for (CommandSpec& command : SchemeCommands()) {
    commands.push_back(std::move(command));
  }
  for (CommandSpec& command : RuleCommands()) {
    commands.push_back(std::move(command));
  }
  for (CommandSpec& command : FederationCommands()) {
    commands.push_back(std::move(command));
  }
  for (CommandSpec& command : FindCommands()) {
    commands.push_back(std::move(command));
  }
  for (CommandSpec& command : CareCommands()) {
    commands.push_back(std::move(command));
  }
  for (CommandSpec& command : GuidanceCommands()) {
    commands.push_back(std::move(command));
  }
  commands.push_back(HealthCommand());
  commands.push_back(VersionCommand());
  commands.push_back(HelpCommand());
  return commands;
}

}  // namespace

const CommandSet& SangamctlCommands() {
  static const auto& set = *new CommandSet{
      .commands = AllCommands(),
      .global_flags = {{"output", "o", "table|json|yaml",
                        "how to print (default: table)"},
                       {"registry", "", "ADDRESS",
                        "SANGAM_REGISTRY (default: 127.0.0.1:7401)"},
                       {"scheme-catalog", "", "ADDRESS",
                        "SANGAM_SCHEME_CATALOG (default: 127.0.0.1:7402)"},
                       {"matching", "", "ADDRESS",
                        "SANGAM_MATCHING (default: 127.0.0.1:7403)"},
                       {"timeout", "", "DURATION",
                        "for each call (default: 10s)"},
                       {"purpose", "", "TEXT",
                        "why the data is asked for; services log it"},
                       {"principal", "", "ACCOUNT",
                        "SANGAM_PRINCIPAL; the account that asks"}},
  };
  return set;
}

}  // namespace sangam::sangamctl
