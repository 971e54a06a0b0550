#include "services/sangamctl/backup/store_facts.h"

#include "common/changelog/changelog.h"
#include "common/changelog/migrations.h"
#include "common/changelog/new_life.h"
#include "common/changelog/store_errors.h"
#include "common/status/macros.h"
#include "services/sangamctl/backup/backup_errors.h"
#include "services/sangamctl/backup/backup_file.h"

namespace sangam::sangamctl {
namespace {

// From which version of the changelog's schema on a store notes where it lives.
constexpr int64_t kLifeVersion = 4;

absl::StatusOr<bool> HoldsStore(sql::Database& database) {
  SANGAM_ASSIGN_OR_RETURN(const bool schema,
                          HasTable(database, "schema_version"));
  SANGAM_ASSIGN_OR_RETURN(const bool meta, HasTable(database, "meta"));
  return schema && meta;
}

// A restore of a SQLite file was cut off after the copying.
absl::StatusOr<bool> HoldsUnfinishedRestore(sql::Database& database) {
  if (database.engine() == sql::Engine::kPostgres) return false;
  sql::Statement row = database.Prepare("PRAGMA application_id");
  const bool marked = row.Next() && row.Int(0) == kSqliteBackupMark;
  SANGAM_RETURN_IF_ERROR(row.status());
  return marked;
}

}  // namespace

absl::StatusOr<BackupManifest> ReadStoreFacts(sql::Database& database,
                                              const std::string& name) {
  SANGAM_ASSIGN_OR_RETURN(const bool store, HoldsStore(database));
  if (!store) return NoStoreThereError(name);
  BackupManifest facts;
  facts.engine = database.engine();
  SANGAM_ASSIGN_OR_RETURN(facts.position, ReadPosition(database));
  if (facts.position.store.empty()) return NoStoreThereError(name);
  SANGAM_ASSIGN_OR_RETURN(facts.schema, ReadSchemaVersions(database));
  return facts;
}

absl::Status CheckTarget(sql::Database& database, const std::string& name,
                         const BackupManifest& backup, bool replace) {
  SANGAM_ASSIGN_OR_RETURN(const int64_t tables, CountTables(database));
  if (tables == 0) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const bool unfinished,
                          HoldsUnfinishedRestore(database));
  if (unfinished) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const bool store, HoldsStore(database));
  if (!store) return NoStoreError();
  SANGAM_ASSIGN_OR_RETURN(const StorePosition there, ReadPosition(database));
  if (there.store != backup.position.store) {
    return OtherStoreError(backup.position.store, there.store);
  }
  if (there.revision > 0 && !replace) return StoreHasDataError(name, there);
  return absl::OkStatus();
}

absl::StatusOr<std::string> RestoredLifeScript(absl::string_view tables_in,
                                               const BackupManifest& backup) {
  SANGAM_ASSIGN_OR_RETURN(const std::string epoch, DrawEpoch());
  const auto changelog = backup.schema.find("changelog");
  return NewLifeScript(
      tables_in, epoch,
      changelog != backup.schema.end() && changelog->second >= kLifeVersion);
}

}  // namespace sangam::sangamctl
