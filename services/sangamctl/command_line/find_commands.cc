#include "services/sangamctl/command_line/find_commands.h"

namespace sangam::sangamctl {
namespace {

// What all of them take.
void AddCommonFlags(CommandSpec& command) {
  command.flags.push_back(
      {"as-of", "", "DATE",
       "the date of the law, as 2026-04-01 (default: today)"});
  command.flags.push_back(
      {"language", "", "CODE", "the language of words (en, hi)"});
  command.flags.push_back({"token", "", "TOKEN", "at least as fresh as this"});
}

}  // namespace

std::vector<CommandSpec> FindCommands() {
  CommandSpec takers;
  takers.name = "find takers";
  takers.arguments = "-f FILE";
  takers.summary =
      "share a fund or a work order out among those who can take it";
  takers.description =
      "  sangamctl find takers -f deploy/local/offers/houses.yaml\n\n"
      "The file is one request of FindTakers as YAML: what there is, who can "
      "take"
      " it, how\nmuch each, and by what it is shared out:\n\n"
      "  offer:\n"
      "    title: Thirty-three houses\n"
      "    units: 33\n"
      "    uses:\n"
      "      - id: houses\n"
      "        head: HOUSE_CONSTRUCTION\n"
      "        who: {scheme: schemes/women-construction-workorder}\n"
      "        most: 33\n"
      "  sharing: {criterion: BY_MEMBERS}\n\n"
      "Nothing is assigned by it.\n";
  takers.flags = {
      {"file", "f", "FILE", "what is offered; - is standard input"},
      {"place", "", "NAME", "only takers at or below this place, places/..."},
      {"not-served", "", "NUMBER",
       "list so many who could not be served (default: the file's, else 5)"}};
  AddCommonFlags(takers);

  CommandSpec providers;
  providers.name = "find providers";
  providers.arguments = "NAME";
  providers.summary = "say who near a subject or a place offers a service";
  providers.description =
      "  sangamctl find providers clusters/umden-eri --service AUDIT\n"
      "  sangamctl find providers places/lgd-district-562 --service TRAINING"
      " --within STATE\n\n"
      "Services are codes: AUDIT, BOOK_KEEPING, CONSULTANCY, TRAINING,"
      " COMMUNITY_PROFESSIONAL,\nKIOSK, GREEN_SHOP, COMMON_FACILITY_CENTRE,"
      " ...\n";
  providers.flags = {
      {"service", "", "CODE", "what is needed", true},
      {"condition", "", "EXPRESSION", "only those of whom this holds"},
      {"within", "", "KIND",
       "no farther than the same place of this kind: BLOCK, DISTRICT, ..."},
      {"limit", "", "NUMBER", "at most so many (default: 20)"}};
  AddCommonFlags(providers);
  providers.least_arguments = 1;
  providers.most_arguments = 1;

  CommandSpec precedents;
  precedents.name = "find precedents";
  precedents.arguments = "NAME";
  precedents.summary = "say what others like a subject have received";
  precedents.description =
      "  sangamctl find precedents clusters/umden-eri\n"
      "  sangamctl find precedents groups/a --scheme schemes/sfurti --alike"
      " 60\n\n"
      "Groups and clusters are named; enterprises, which may be one person's,"
      " are counted.\n";
  precedents.flags = {
      {"scheme", "", "NAME", "only this scheme, schemes/...", true},
      {"place", "", "NAME", "only at or below this place, places/..."},
      {"alike", "", "POINTS", "only those so alike, of 100 (default: 40)"},
      {"examples", "", "NUMBER", "name so many for each (default: 3)"}};
  AddCommonFlags(precedents);
  precedents.least_arguments = 1;
  precedents.most_arguments = 1;

  CommandSpec unserved;
  unserved.name = "find unserved";
  unserved.arguments = "SCHEME --like NAME";
  unserved.summary = "say where else a scheme would work";
  unserved.description =
      "  sangamctl find unserved schemes/hks --like"
      " enterprises/haritha-karma-sena-vaikom\n\n"
      "Lists those like a subject whom the scheme fits and who have not "
      "received"
      " it.\n";
  unserved.flags = {
      {"like", "", "NAME", "one that it worked for"},
      {"place", "", "NAME", "only at or below this place, places/..."},
      {"alike", "", "POINTS", "only those so alike, of 100 (default: 40)"},
      {"unknown", "", "", "also those of whom it is not known whether it fits"},
      {"limit", "", "NUMBER", "at most so many (default: 20)"}};
  AddCommonFlags(unserved);
  unserved.least_arguments = 1;
  unserved.most_arguments = 1;
  return {takers, providers, precedents, unserved};
}

}  // namespace sangam::sangamctl
