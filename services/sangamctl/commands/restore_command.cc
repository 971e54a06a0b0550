#include "services/sangamctl/commands/restore_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/changelog/token.h"
#include "nlohmann/json.hpp"
#include "services/sangamctl/backup/store_backup.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/store_work.h"

namespace sangam::sangamctl {
namespace {

std::string DrawAsJson(const RestoredStore& restored) {
  const StorePosition& position = restored.position;
  const nlohmann::ordered_json json = {
      {"store", position.store},
      {"epoch", position.epoch},
      {"revision", position.revision},
      {"token", Token(position).Encode()},
      {"backup",
       nlohmann::ordered_json::parse(WriteManifest(restored.backup))}};
  return absl::StrCat(json.dump(1), "\n");
}

std::string DrawAsText(const RestoredStore& restored,
                       const sql::StoreAddress& store) {
  return absl::StrCat(
      store.Description(), ": a ", Describe(restored.position),
      ", as it was at ",
      absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", restored.backup.taken_at,
                       absl::UTCTimeZone()),
      "\nA new epoch has begun: tokens from before are refused, and watchers"
      " list anew.\n");
}

}  // namespace

ExitCode RunRestore(const ParsedCommand& command, const Settings& settings,
                    const Clock& clock) {
  sql::StoreAddress store;
  const std::string fault = ReadStoreFlag(command, &store);
  if (!fault.empty()) return ComplainOfUsage(fault);
  const std::string path = command.Value("from");
  if (path.empty()) return ComplainOfUsage("--from must name a backup's file");
  StoreProgress progress(clock);
  const auto restored =
      RestoreStore(path, store, command.Has("replace"), progress.Teller());
  progress.End();
  if (!restored.ok()) return ComplainOfStore(restored.status());
  return Print(settings.output == OutputFormat::kJson
                   ? DrawAsJson(*restored)
                   : DrawAsText(*restored, store));
}

}  // namespace sangam::sangamctl
