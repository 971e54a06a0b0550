#include "services/sangamctl/command_line/care_commands.h"

namespace sangam::sangamctl {

std::vector<CommandSpec> CareCommands() {
  CommandSpec duplicates;
  duplicates.name = "duplicates list";
  duplicates.summary = "list subjects that are probably recorded twice";
  duplicates.description =
      "  sangamctl duplicates list --kind SHG\n\n"
      "Nothing is merged by itself: look at both, then \"sangamctl subject"
      " merge\".\n";
  duplicates.flags = {
      {"kind", "", "KIND", "only this kind, as SHG (default: all)"},
      {"limit", "", "NUMBER", "list so many at most (default: 100)"}};

  CommandSpec merge;
  merge.name = "subject merge";
  merge.arguments = "SURVIVOR DUPLICATE";
  merge.summary = "make one subject of two";
  merge.description =
      "  sangamctl subject merge groups/maa-durga groups/ma-durga-shg"
      " --dry-run\n\n"
      "All that refers to the duplicate refers to the survivor from then on,"
      " and the\nduplicate's name is a second name of it. What the survivor's"
      " record says stays,\nbut for the fields that --take names.\n";
  merge.flags = {
      {"take", "", "FIELD",
       "take this from the duplicate, as title or profile.members", true},
      {"dry-run", "", "", "say what it would do, and do nothing"},
      {"request-id", "", "ID", "makes a repeated call harmless"}};
  merge.least_arguments = 2;
  merge.most_arguments = 2;

  CommandSpec erase;
  erase.name = "subject erase";
  erase.arguments = "NAME";
  erase.summary = "erase a subject, its history included";
  erase.description =
      "  sangamctl subject erase groups/maa-durga --ground 'the group withdrew"
      " its consent'\n\n"
      "Without --yes it says what it would erase, and erases nothing. It can't"
      " be undone.\nThe name, the day, the account (--principal) and the ground"
      " are kept.\n";
  erase.flags = {
      {"ground", "", "TEXT", "on which ground, in a sentence"},
      {"overriding-order", "", "TEXT",
       "the order that asks for it although a benefit is to be kept"},
      {"records", "", "", "its linkages, plans and demands, too"},
      {"release-members", "", "", "let those go who belong to it"},
      {"yes", "", "", "do it"},
      {"request-id", "", "ID", "makes a repeated call harmless"}};
  erase.least_arguments = 1;
  erase.most_arguments = 1;
  return {duplicates, merge, erase};
}

}  // namespace sangam::sangamctl
