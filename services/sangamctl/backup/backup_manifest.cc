#include "services/sangamctl/backup/backup_manifest.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/money/format.h"
#include "nlohmann/json.hpp"

namespace sangam::sangamctl {
namespace {

constexpr char kSqlite[] = "sqlite";
constexpr char kPostgres[] = "postgres";

}  // namespace

std::string WriteManifest(const BackupManifest& manifest) {
  const bool postgres = manifest.engine == sql::Engine::kPostgres;
  nlohmann::ordered_json json = {
      {"store", manifest.position.store},
      {"epoch", manifest.position.epoch},
      {"revision", manifest.position.revision},
      {"engine", postgres ? kPostgres : kSqlite},
      {"schema", manifest.schema},
      {"taken_at", absl::FormatTime(absl::RFC3339_full, manifest.taken_at,
                                    absl::UTCTimeZone())}};
  if (postgres) {
    json["tables_in"] = manifest.tables_in;
    json["rows"] = manifest.rows;
  }
  json["bytes"] = manifest.bytes;
  json["sha256"] = manifest.sha256;
  return json.dump();
}

absl::optional<BackupManifest> ReadManifest(absl::string_view text) {
  const auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr,
                                          /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::nullopt;
  const auto word = [&json](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
  };
  const auto number = [&json](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer()
               ? found->get<int64_t>()
               : int64_t{0};
  };
  BackupManifest manifest;
  manifest.position = {word("store"), word("epoch"), number("revision")};
  manifest.tables_in = word("tables_in");
  manifest.rows = number("rows");
  manifest.bytes = number("bytes");
  manifest.sha256 = word("sha256");
  const std::string engine = word("engine");
  if (engine == kPostgres) manifest.engine = sql::Engine::kPostgres;
  const auto schema = json.find("schema");
  if (schema == json.end() || !schema->is_object()) return absl::nullopt;
  for (const auto& [part, version] : schema->items()) {
    if (!version.is_number_integer()) return absl::nullopt;
    manifest.schema[part] = version.get<int64_t>();
  }
  std::string problem;
  const bool whole = absl::ParseTime(absl::RFC3339_full, word("taken_at"),
                                     &manifest.taken_at, &problem) &&
                     (engine == kPostgres || engine == kSqlite) &&
                     !manifest.position.store.empty() &&
                     !manifest.position.epoch.empty() && manifest.bytes > 0 &&
                     !manifest.sha256.empty();
  if (!whole) return absl::nullopt;
  return manifest;
}

std::string Describe(const StorePosition& position) {
  return absl::StrCat(absl::StrReplaceAll(position.store, {{"_", " "}}), " of ",
                      FormatCount(position.revision), " changes");
}

}  // namespace sangam::sangamctl
