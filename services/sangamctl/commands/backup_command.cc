#include "services/sangamctl/commands/backup_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/changelog/token.h"
#include "common/money/format.h"
#include "nlohmann/json.hpp"
#include "services/sangamctl/backup/store_backup.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/store_work.h"

namespace sangam::sangamctl {
namespace {

std::string DrawAsJson(const BackupManifest& manifest,
                       const std::string& path) {
  auto json = nlohmann::ordered_json::parse(WriteManifest(manifest));
  json["token"] = Token(manifest.position).Encode();
  json["file"] = path;
  return absl::StrCat(json.dump(1), "\n");
}

std::string DrawAsText(const BackupManifest& manifest,
                       const std::string& path) {
  return absl::StrCat(
      path, ": a ", Describe(manifest.position), ", ",
      FormatCount(manifest.bytes),
      " bytes\ntoken of its state: ", Token(manifest.position).Encode(), "\n");
}

}  // namespace

ExitCode RunBackup(const ParsedCommand& command, const Settings& settings,
                   const Clock& clock) {
  sql::StoreAddress store;
  const std::string fault = ReadStoreFlag(command, &store);
  if (!fault.empty()) return ComplainOfUsage(fault);
  const std::string path = command.Value("to");
  if (path.empty() || path.back() == '/') {
    return ComplainOfUsage("--to must name the file to write the backup to");
  }
  StoreProgress progress(clock);
  const auto manifest = BackUpStore(store, path, clock, progress.Teller());
  progress.End();
  if (!manifest.ok()) return ComplainOfStore(manifest.status());
  return Print(settings.output == OutputFormat::kJson
                   ? DrawAsJson(*manifest, path)
                   : DrawAsText(*manifest, path));
}

}  // namespace sangam::sangamctl
