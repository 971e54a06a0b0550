#include "services/sangamctl/commands/import_command.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "common/money/format.h"
#include "nlohmann/json.hpp"
#include "services/sangamctl/bulk/import_run.h"
#include "services/sangamctl/bulk/rejects_file.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/import_files.h"
#include "services/sangamctl/remote/export_reader.h"
#include "services/sangamctl/remote/import_caller.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/progress_bar.h"
#include "services/sangamctl/screen/table.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

constexpr size_t kFaultsShown = 20;

// What the registry has and the files do not.
struct Absent {
  int64_t count = 0;
  std::vector<std::string> first;
};

// Letters, so that it never resembles an identity number.
std::string DrawRunId() {
  std::random_device random;
  std::string id = "import-";
  for (int i = 0; i < 24; ++i) {
    id.push_back(static_cast<char>('a' + random() % 26));
  }
  return id;
}

const char* WordsOf(registry::v1::QualityFlag flag) {
  switch (flag) {
    case registry::v1::QUALITY_FLAG_FEW_MEMBERS:
      return "fewer than 10 members a group";
    case registry::v1::QUALITY_FLAG_MANY_MEMBERS:
      return "more than 20 members a group";
    case registry::v1::QUALITY_FLAG_ODD_FORMATION_DATE:
      return "odd day of formation";
    case registry::v1::QUALITY_FLAG_NO_PLACE:
      return "no place";
    case registry::v1::QUALITY_FLAG_NOT_FEDERATED:
      return "no federation";
    default:
      return "odd";
  }
}

std::string DrawAsJson(const ImportTotals& totals,
                       const absl::optional<Absent>& absent) {
  nlohmann::ordered_json json = {
      {"created", totals.created},
      {"updated", totals.updated},
      {"unchanged", totals.unchanged},
      {"rejected", totals.rejected},
      {"provisional_places", totals.provisional_places},
      {"token", totals.token}};
  if (absent) json["absent"] = absent->count;
  for (const auto& [flag, count] : totals.flags) {
    json["flags"][std::string(absl::StripPrefix(
        registry::v1::QualityFlag_Name(flag), "QUALITY_FLAG_"))] = count;
  }
  return absl::StrCat(json.dump(1), "\n");
}

std::string DrawAsTable(const ImportTotals& totals,
                        const absl::optional<Absent>& absent, bool dry_run) {
  Table table({{"records"}, {"", true}});
  const auto add = [&](const std::string& what, int64_t count) {
    table.AddRow({what, FormatCount(count)});
  };
  add("created", totals.created);
  add("updated", totals.updated);
  add("unchanged", totals.unchanged);
  add("rejected", totals.rejected);
  if (absent) add("absent from the files", absent->count);
  if (totals.provisional_places > 0) {
    add("places held as provisional", totals.provisional_places);
  }
  for (const auto& [flag, count] : totals.flags) {
    add(absl::StrCat("to look at: ", WordsOf(flag)), count);
  }
  return absl::StrCat(table.Draw(LayoutOfStandardOutput()),
                      dry_run ? "Nothing was stored.\n" : "");
}

// Counts what the registry holds of the collections and systems that the files
// are of.
absl::Status FindAbsent(const ImportRun& run, const ParsedCommand& command,
                        ExportReader& reader, Absent* absent) {
  registry::v1::ExportEntitiesRequest request;
  request.set_names_only(true);
  request.set_place(command.Value("within"));
  for (const std::string& collection : run.collections()) {
    request.add_collections(collection);
  }
  if (run.systems().size() == 1) {
    request.set_outside_id_system(*run.systems().begin());
  }
  return reader.Read(
      request, [&](const registry::v1::ExportEntitiesResponse& page) {
        for (const registry::v1::Entity& entity : page.entities()) {
          if (run.Holds(entity)) continue;
          ++absent->count;
          if (absent->first.size() < kFaultsShown) {
            absent->first.push_back(NameIn(entity));
          }
        }
        return true;
      });
}

void TellRejected(const ImportRun& run, const ParsedCommand& command,
                  bool all_read, Problems& problems) {
  const int64_t rejected = run.totals().rejected;
  if (rejected == 0) {
    const std::string old = command.Value("rejects");
    if (all_read && !old.empty() && RemoveOldRejects(old)) {
      Complain(absl::StrCat("no record is rejected: ", old,
                            ", of an earlier import, is removed"));
    }
    return;
  }
  for (const std::string& line : run.FirstFaults(kFaultsShown, problems)) {
    Complain(line);
  }
  if (rejected > static_cast<int64_t>(kFaultsShown)) {
    Complain(
        absl::StrCat("and ", FormatCount(rejected - kFaultsShown), " more"));
  }
  if (!command.Has("rejects")) {
    Complain(
        "with --rejects FILE they are kept apart, to be corrected and"
        " imported again");
    return;
  }
  const std::string path = command.Value("rejects");
  Complain(run.WriteRejects(path, problems)
               ? absl::StrCat("correct ", path, " and import it")
               : absl::StrCat(path, " can't be written"));
}

}  // namespace

ExitCode RunImport(const ParsedCommand& command, const Settings& settings,
                   const Clock& clock) {
  if (command.Has("rejects") && command.arguments.size() > 1) {
    return ComplainOfUsage("--rejects is for one file at a time");
  }
  if (command.Has("within") && !command.Has("complete")) {
    return ComplainOfUsage("--within goes with --complete");
  }
  Problems problems;
  SpooledInput input;
  std::string fault;
  std::vector<SourceFile> files = ImportFiles(command, input, problems, fault);
  if (!fault.empty()) return ComplainOfUsage(fault);
  if (!problems.empty()) return ComplainOf(problems);
  if (command.Has("rejects") && IsReadFrom(command.Value("rejects"), files)) {
    return ComplainOfUsage(
        absl::StrCat("--rejects: ", command.Value("rejects"),
                     " is the file to import, which would be lost; name"
                     " another one"));
  }
  if (command.Has("rejects") && !MayHoldRejects(command.Value("rejects"))) {
    return ComplainOfUsage(
        absl::StrCat("--rejects: ", command.Value("rejects"),
                     " is there, and is no file of rejects; name another one,"
                     " or move it away"));
  }

  ServiceCaller services(settings, clock);
  absl::optional<Absent> absent;
  absl::Status status;
  const bool dry_run = command.Has("dry-run");
  ProgressBar progress(CountLines(files), StandardErrorIsTerminal(), clock);
  ImportRun run(std::move(files), DrawRunId(), dry_run,
                [&](size_t settled) { progress.Advance(settled); });
  ImportCaller caller(settings, clock,
                      [&](const auto& response) { run.Receive(response); });
  status =
      run.Run({.send = [&](const auto& chunk) { return caller.Send(chunk); },
               .finish = [&] { return caller.WaitForAll(); }},
              problems);
  if (status.ok()) status = caller.Finish();
  if (status.ok() && problems.empty() && command.Has("complete")) {
    ExportReader reader(settings, clock);
    status = FindAbsent(run, command, reader, &absent.emplace());
  }
  progress.Wipe();
  TellRejected(run, command, status.ok() && problems.empty(), problems);
  if (!problems.empty()) ComplainOf(problems);
  if (!status.ok()) {
    const ExitCode code = ComplainOf(status, Service::kRegistry, services);
    Complain("stopped early; importing the same files again goes on from here");
    return code;
  }
  for (const std::string& file : run.empty_files()) {
    Complain(absl::StrCat(file, " holds no records"));
  }
  for (const std::string& name :
       absent ? absent->first : std::vector<std::string>()) {
    Complain(absl::StrCat("absent: ", name));
  }
  if (absent && absent->count > 0 && run.unidentified() > 0) {
    Complain(absl::StrCat(
        "of ", FormatCount(run.unidentified()),
        " rejected records nothing tells which they are; some of the absent"
        " ones may be these"));
  }
  const ExitCode printed =
      Print(settings.output == OutputFormat::kJson
                ? DrawAsJson(run.totals(), absent)
                : DrawAsTable(run.totals(), absent, dry_run));
  if (!problems.empty()) return kExitBadInput;
  return run.totals().rejected > 0 ? kExitRefused : printed;
}

}  // namespace sangam::sangamctl
