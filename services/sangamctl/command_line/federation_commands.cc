#include "services/sangamctl/command_line/federation_commands.h"

namespace sangam::sangamctl {

std::vector<CommandSpec> FederationCommands() {
  CommandSpec assess;
  assess.name = "federation assess";
  assess.arguments = "NAME | SYSTEM:VALUE | --kind VO --member NAME ...";
  assess.summary = "say whether a federation is ready, and what is short";
  assess.description =
      "  sangamctl federation assess groups/illustrative-jeevika-vo\n"
      "  sangamctl federation assess --kind VO --member groups/a"
      " --member groups/b\n\n"
      "With --kind and --member it is told of groups that may federate. A norm"
      " that people\njudge stays open until somebody decides; --holds and"
      " --fails try a decision, as\n"
      "readinessRules/RULE/NORM.\n";
  assess.flags = {
      {"kind", "", "KIND", "what the members would become: VO, CLF or BLF"},
      {"member", "", "NAME", "a group that may federate", true},
      {"place", "", "NAME", "where the members would be, places/..."},
      {"rule", "", "NAME", "only this rule, readinessRules/...", true},
      {"holds", "", "NORM", "as if a person had decided that it holds", true},
      {"fails", "", "NORM", "as if a person had decided that it fails", true},
      {"as-of", "", "DATE",
       "the date of the law, as 2026-04-01 (default: today)"},
      {"language", "", "CODE", "the language of words (en, hi)"},
      {"token", "", "TOKEN", "at least as fresh as this"},
      {"exact-token", "", "TOKEN", "by what was recorded then"},
      {"known-at", "", "TIME", "by what was recorded at this time"}};
  assess.most_arguments = 1;

  CommandSpec list;
  list.name = "federation list";
  list.summary = "say it of every federation of a place";
  list.description =
      "  sangamctl federation list --place places/lgd-block-1234\n"
      "  sangamctl federation list --place places/lgd-district-187"
      " --found VO:VILLAGE\n\n"
      "--found VO:VILLAGE also takes the SHGs of each village that are in no"
      " federation\ntogether, as though they founded one.\n";
  list.flags = {
      {"place", "", "NAME", "only at or below this place (default: all)"},
      {"kind", "", "KIND", "only this kind (default: VO, CLF and BLF)", true},
      {"found", "", "KIND:PLACE",
       "also those that may be founded in each place of a kind", true},
      {"rule", "", "NAME", "only this rule, readinessRules/...", true},
      {"as-of", "", "DATE",
       "the date of the law, as 2026-04-01 (default: today)"},
      {"language", "", "CODE", "the language of words (en, hi)"},
      {"token", "", "TOKEN", "at least as fresh as this"}};

  CommandSpec sums;
  sums.name = "federation sums";
  sums.arguments = "NAME";
  sums.summary = "sum up the SHGs below a federation or a producer body";
  sums.description =
      "  sangamctl federation sums groups/illustrative-jeevika-vo\n\n"
      "Members, poor members, savings, turnover and non-performing loans, of"
      " how many SHGs\neach is known, and the same of those directly under it."
      " An SHG counts once; those of\na federation that keeps its own mandate"
      " are told apart.\n";
  sums.flags = {{"language", "", "CODE", "the language of words (en, hi)"},
                {"token", "", "TOKEN", "at least as fresh as this"},
                {"exact-token", "", "TOKEN", "by what was recorded then"},
                {"known-at", "", "TIME", "by what was recorded at this time"}};
  sums.least_arguments = 1;
  sums.most_arguments = 1;

  CommandSpec demands;
  demands.name = "demands report";
  demands.summary = "count what villages ask for, and list what is not met";
  demands.description =
      "  sangamctl demands report --place places/lgd-block-1234 --cycle"
      " 2026-27\n"
      "  sangamctl demands report --by-place VILLAGE --by-department\n";
  demands.flags = {
      {"place", "", "NAME", "only at or below this place (default: all)"},
      {"cycle", "", "YEAR", "only of this year of plans, as 2026-27"},
      {"by-place", "", "KIND", "one line for each place of this kind"},
      {"by-department", "", "", "one line for each department"},
      {"unmet", "", "NUMBER", "list so many that are not met (default: 20)"},
      {"language", "", "CODE", "the language of words (en, hi)"},
      {"token", "", "TOKEN", "at least as fresh as this"},
      {"exact-token", "", "TOKEN", "by what was recorded then"},
      {"known-at", "", "TIME", "by what was recorded at this time"}};
  return {assess, list, sums, demands};
}

}  // namespace sangam::sangamctl
