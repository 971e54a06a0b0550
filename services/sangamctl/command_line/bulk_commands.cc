#include "services/sangamctl/command_line/bulk_commands.h"

#include <limits>

namespace sangam::sangamctl {
namespace {

constexpr char kStoreHelp[] =
    "sqlite:PATH or postgres://USER@HOST/DATABASE, as the service has it";

CommandSpec BackupCommand() {
  CommandSpec backup;
  backup.name = "backup";
  backup.arguments = "--store STORE --to FILE";
  backup.summary = "copy a whole store into a file, while its service runs";
  backup.description =
      "  sangamctl backup --store sqlite:registry.db --to registry.backup\n"
      "  PGPASSFILE=... sangamctl backup \\\n"
      "      --store postgres://sangam@db.example/registry --to"
      " registry.backup\n\n"
      "The file holds one state of the store, whatever is written meanwhile, "
      "and"
      " no writer\nwaits for it. It is there under its name only once it is "
      "whole"
      " and on disk; an older\nbackup of that name is replaced. sqlite3 or"
      " pg_restore read it too. Of PostgreSQL,\npg_dump takes it: Debian's"
      " package postgresql-client.\n\n"
      "Registry and catalogue are two stores: back up both.\n";
  backup.flags = {{"store", "", "STORE", kStoreHelp},
                  {"to", "", "FILE", "where to"}};
  return backup;
}

CommandSpec RestoreCommand() {
  CommandSpec restore;
  restore.name = "restore";
  restore.arguments = "--from FILE --store STORE";
  restore.summary = "put a backup into a store whose service is stopped";
  restore.description =
      "  sangamctl restore --from registry.backup --store"
      " sqlite:/data/registry.db\n\n"
      "The backup is checked first: one that was cut short or damaged, or is "
      "of a"
      " newer\nrelease, is refused. So is a store that has data, unless "
      "--replace"
      " says that the\nbackup takes its place (in PostgreSQL, of all tables and"
      " views of its schema), and\none that a service has open. What is cut off"
      " can be repeated.\n\n"
      "A restored store begins a new epoch: tokens from before are refused, and"
      " watchers\nsuch as matching list anew.\n";
  restore.flags = {{"from", "", "FILE", "the backup"},
                   {"store", "", "STORE", kStoreHelp},
                   {"replace", "", "", "what is in the store may go"}};
  return restore;
}

}  // namespace

std::vector<CommandSpec> BulkCommands() {
  CommandSpec import;
  import.name = "import";
  import.arguments = "FILE...";
  import.summary = "bring a register into the registry";
  import.description =
      "  sangamctl import groups.csv --mapping groups.mapping.yaml\n"
      "  sangamctl import registry.jsonl --rejects rejects.jsonl\n"
      "  sangamctl import --lgd states.csv districts.csv blocks.csv\n\n"
      "A record that is there already, by its name or an outside id, is "
      "changed;"
      " one that\nis the same is left alone, so the same file can be imported"
      " again at any time.\nRecords stand in any order. One that is refused"
      " keeps no other out: corrected in\nthe file of rejects, it is imported"
      " by itself.\n\n"
      "JSON lines are what export writes, YAML what apply reads. Of CSV a"
      " mapping says\nwhich column is which field, and all other columns are"
      " dropped:\n\n"
      "  collection: groups\n"
      "  set: {kind: SHG, provenance.asserted_by: BLOCK_OFFICE}\n"
      "  columns:\n"
      "    SHG Code: {outside_id: LOKOS}\n"
      "    VO Code: {belongs_to: LOKOS}\n"
      "    SHG Name: title\n"
      "    Members: profile.members\n"
      "    Formed: {field: profile.formed_on, date: DD/MM/YYYY}\n"
      "    Loan (lakh): {field: profile.loan_outstanding_paise, unit: lakh}\n"
      "    Savings: {field: profile.extra.savings_paise, unit: rupees}\n"
      "    Looms: {field: profile.extra.looms, as: number}\n"
      "    Books: {field: profile.books_up_to_date, values: {Y: true, N: "
      "false}}\n"
      "    Village Code: {field: place, prefix: places/lgd-village-}\n"
      "    Village: place_title\n"
      "    Block Code: {field: place_parent, prefix: places/lgd-block-}\n\n"
      "What the registry knows beyond these columns stays; an empty cell says"
      " that the\nregister does not know (but an attribute of profile.extra "
      "then stays)."
      " A village that the registry lacks is"
      " held as a provisional\nplace. Names of persons, telephone and Aadhaar"
      " numbers are refused.\n";
  import.flags = {
      {"mapping", "m", "FILE", "which column of a CSV file is which field"},
      {"lgd", "", "", "the files are of the Local Government Directory"},
      {"lgd-level", "", "LEVEL",
       "... of state, district, sub-district, block, urban-local-body,"
       " gram-panchayat or village, where their headings do not tell it"},
      {"format", "", "csv|jsonl|yaml", "where the name does not tell it"},
      {"dry-run", "", "", "say what would become of the records"},
      {"rejects", "", "FILE", "write the refused records here, and why"},
      {"complete", "", "",
       "the files are the whole register: say what the registry has beyond it"},
      { "within",
        "",
        "PLACE",
        "... of this place" }};
  import.least_arguments = 1;
  import.most_arguments = std::numeric_limits<size_t>::max();

  CommandSpec export_all;
  export_all.name = "export";
  export_all.arguments = "[COLLECTION...]";
  export_all.summary = "write records as JSON lines, all of one state";
  export_all.description =
      "  sangamctl export -f registry.jsonl\n"
      "  sangamctl export groups enterprises --within places/lgd-block-6019\n\n"
      "Collections: places, clusters, groups, enterprises, linkages, plans,"
      " demands; all\nof them if none is named.\n";
  export_all.flags = {
      {"file", "f", "FILE", "where to; standard output if left out"},
      {"within", "", "PLACE", "only what lies in this place"},
      {"system", "", "SYSTEM", "only subjects with an id of this system"},
      {"token", "", "TOKEN", "at least as fresh as this"},
      {"exact-token", "", "TOKEN", "exactly as recorded then"},
      {"known-at", "", "TIME",
       "as recorded at 2026-04-01T10:30:00Z, or at the end of 2026-04-01 in"
       " India"}};
  export_all.most_arguments = 7;
  return {import, export_all, BackupCommand(), RestoreCommand()};
}

}  // namespace sangam::sangamctl
