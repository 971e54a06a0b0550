#include "services/sangamctl/command_line/rule_commands.h"

namespace sangam::sangamctl {
namespace {

constexpr char kArguments[] = "EXPRESSION | -f FILE";

CommandSpec Rule(const char* name, const char* summary) {
  CommandSpec command;
  command.name = name;
  command.arguments = kArguments;
  command.summary = summary;
  command.flags = {{"file", "f", "FILE",
                    "the expression stands in this file; - is"
                    " standard input"},
                   {"language", "", "CODE", "the language of words (en, hi)"}};
  command.most_arguments = 1;
  command.takes_expression = true;
  return command;
}

}  // namespace

std::vector<CommandSpec> RuleCommands() {
  CommandSpec check = Rule("rule check", "say whether an expression is sound");
  check.description =
      "  sangamctl rule check 'members >= 10 && women_owned'\n\n"
      "Prints the plain form, the type of the value and the attributes that it"
      " reads; of\nan expression that is wrong the line, the column and what"
      " was expected.\n";
  CommandSpec eval =
      Rule("rule eval", "say what an expression comes to for a subject");
  eval.arguments = "EXPRESSION|-f FILE --subject NAME|--profile FILE";
  eval.description =
      "  sangamctl rule eval 'members >= 10' --subject groups/a\n"
      "  sangamctl rule eval 'members * 2' --profile profile.yaml\n";
  eval.flags.insert(
      eval.flags.end(),
      {{"subject", "", "NAME",
        "groups/..., enterprises/..., clusters/... or"
        " SYSTEM:VALUE"},
       {"profile", "", "FILE", "the profile in this YAML file"},
       {"as-of", "", "DATE",
        "the date of the law, as 2026-04-01 (default: today)"},
       {"token", "", "TOKEN", "at least as fresh as this"},
       {"exact-token", "", "TOKEN", "by what was recorded then"},
       {"known-at", "", "TIME", "by what was recorded at this time"}});
  CommandSpec explain =
      Rule("rule explain", "read an expression back in plain words");
  explain.description =
      "  sangamctl rule explain 'received(\"schemes/sgsy\", 60)'"
      " --language hi\n";
  return {check, eval, explain};
}

}  // namespace sangam::sangamctl
