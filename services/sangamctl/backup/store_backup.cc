#include "services/sangamctl/backup/store_backup.h"

#include "common/changelog/changelog.h"
#include "common/status/macros.h"
#include "services/sangamctl/backup/backup_errors.h"
#include "services/sangamctl/backup/postgres_backup.h"
#include "services/sangamctl/backup/postgres_restore.h"
#include "services/sangamctl/backup/sqlite_backup.h"

namespace sangam::sangamctl {

absl::StatusOr<BackupManifest> BackUpStore(const sql::StoreAddress& store,
                                           const std::string& path,
                                           const Clock& clock,
                                           const BackupProgress& progress) {
  const absl::Time begun = clock.Now();
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<BackupFileWriter> file,
                          BackupFileWriter::Begin(path));
  const bool postgres = store.engine() == sql::Engine::kPostgres;
  SANGAM_ASSIGN_OR_RETURN(BackupManifest manifest,
                          postgres ? DumpPostgres(store, *file, progress)
                                   : CopyOutSqlite(store, *file, progress));
  manifest.taken_at = begun;
  SANGAM_RETURN_IF_ERROR(file->Seal(manifest, progress));
  return manifest;
}

absl::StatusOr<RestoredStore> RestoreStore(const std::string& path,
                                           const sql::StoreAddress& store,
                                           bool replace,
                                           const BackupProgress& progress) {
  RestoredStore restored;
  SANGAM_ASSIGN_OR_RETURN(restored.backup, ReadBackup(path));
  const BackupManifest& backup = restored.backup;
  if (backup.engine != store.engine()) return OtherEngineError(path, backup);
  const bool postgres = store.engine() == sql::Engine::kPostgres;
  SANGAM_RETURN_IF_ERROR(postgres ? CheckPostgresTarget(store, backup, replace)
                                  : CheckSqliteTarget(store, backup, replace));
  SANGAM_RETURN_IF_ERROR(CheckUndamaged(path, backup, progress));
  SANGAM_RETURN_IF_ERROR(
      postgres ? RestorePostgres(path, backup, store, replace, progress)
               : CopyInSqlite(path, backup, store, replace, progress));
  SANGAM_ASSIGN_OR_RETURN(
      const std::unique_ptr<sql::Database> database,
      sql::Database::Open(store, sql::Database::Access::kReadOnly));
  SANGAM_ASSIGN_OR_RETURN(restored.position, ReadPosition(*database));
  return restored;
}

}  // namespace sangam::sangamctl
