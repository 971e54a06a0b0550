#include "services/sangamctl/backup/sqlite_backup.h"

#include <unistd.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "common/changelog/new_life.h"
#include "common/sql/database.h"
#include "common/sql/sqlite_copy.h"
#include "common/sql/transaction.h"
#include "common/status/macros.h"
#include "services/sangamctl/backup/backup_errors.h"
#include "services/sangamctl/backup/store_facts.h"

namespace sangam::sangamctl {
namespace {

using sql::Database;

bool IsThere(const sql::StoreAddress& store) {
  return access(store.text().c_str(), F_OK) == 0;
}

// Copies and tells how far that has come.
absl::Status Copy(Database& from, Database& to, const char* unit,
                  const BackupProgress& progress) {
  return sql::CopySqlite(from, to, [&](int64_t done, int64_t total) {
    if (progress) progress({unit, done >> 20, total >> 20});
  });
}

// Marks the copy as a backup, with an epoch of its own: whoever opens a copy of
// it as a store does not go on in the life of the original.
absl::Status MarkAsBackup(const sql::StoreAddress& copy) {
  SANGAM_ASSIGN_OR_RETURN(const std::string epoch, DrawEpoch());
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database,
                          Database::Open(copy, Database::Access::kReadWrite));
  // One file, not one with a log beside it.
  return database->Execute(
      absl::StrCat("BEGIN; PRAGMA application_id = ", kSqliteBackupMark, "; ",
                   NewLifeScript("main", epoch, /*notes_life=*/false),
                   "COMMIT; PRAGMA journal_mode = DELETE;"));
}

// Sees to it that no other process has the file open, nor opens it before
// `database` ends.
absl::Status TakeAlone(Database& database, const std::string& name) {
  // Leaving the write-ahead mode is possible only where nobody else is in it.
  const absl::Status alone = database.Execute(
      "PRAGMA journal_mode = DELETE;"
      " PRAGMA locking_mode = EXCLUSIVE;"
      " BEGIN EXCLUSIVE; COMMIT;");
  return absl::IsResourceExhausted(alone) ? StoreInUseError(name) : alone;
}

}  // namespace

absl::StatusOr<BackupManifest> CopyOutSqlite(const sql::StoreAddress& store,
                                             BackupFileWriter& file,
                                             const BackupProgress& progress) {
  if (!IsThere(store)) return NoStoreThereError(store.Description());
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Database> from,
                          Database::Open(store, Database::Access::kReadOnly));
  sql::Transaction snapshot(*from);
  SANGAM_RETURN_IF_ERROR(snapshot.BeginRead());
  SANGAM_ASSIGN_OR_RETURN(BackupManifest facts,
                          ReadStoreFacts(*from, store.Description()));
  const sql::StoreAddress part(file.part());
  {
    SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Database> to,
                            Database::Open(part, Database::Access::kReadWrite));
    // Until it is sealed, nobody needs what is on disk of it.
    SANGAM_RETURN_IF_ERROR(
        to->Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"));
    SANGAM_RETURN_IF_ERROR(Copy(*from, *to, "MiB copied", progress));
  }
  SANGAM_RETURN_IF_ERROR(MarkAsBackup(part));
  return facts;
}

absl::Status CheckSqliteTarget(const sql::StoreAddress& store,
                               const BackupManifest& backup, bool replace) {
  if (!IsThere(store)) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database,
                          Database::Open(store, Database::Access::kReadOnly));
  return CheckTarget(*database, store.Description(), backup, replace);
}

absl::Status CopyInSqlite(const std::string& path, const BackupManifest& backup,
                          const sql::StoreAddress& store, bool replace,
                          const BackupProgress& progress) {
  SANGAM_ASSIGN_OR_RETURN(
      const std::unique_ptr<Database> from,
      Database::Open(sql::StoreAddress(path), Database::Access::kReadOnly));
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Database> to,
                          Database::Open(store, Database::Access::kReadWrite));
  SANGAM_RETURN_IF_ERROR(TakeAlone(*to, store.Description()));
  // Again, because a service may have written until now.
  SANGAM_RETURN_IF_ERROR(
      CheckTarget(*to, store.Description(), backup, replace));
  SANGAM_ASSIGN_OR_RETURN(const std::string life,
                          RestoredLifeScript("main", backup));
  // From here on the file is another one to whoever opens it, also where this
  // process is cut off.
  SANGAM_RETURN_IF_ERROR(ForgetLife(store));
  SANGAM_RETURN_IF_ERROR(Copy(*from, *to, "MiB restored", progress));
  return to->Execute(
      absl::StrCat("BEGIN; ", life, "PRAGMA application_id = 0; COMMIT;"));
}

}  // namespace sangam::sangamctl
