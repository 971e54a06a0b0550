// Backups of SQLite files.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_SQLITE_BACKUP_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_SQLITE_BACKUP_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/store_address.h"
#include "services/sangamctl/backup/backup_file.h"

namespace sangam::sangamctl {

// Writes one state of the store into `file`, marked as a backup; gives what it
// is of.
absl::StatusOr<BackupManifest> CopyOutSqlite(const sql::StoreAddress& store,
                                             BackupFileWriter& file,
                                             const BackupProgress& progress);

// As CheckTarget; a file that is not there is empty.
absl::Status CheckSqliteTarget(const sql::StoreAddress& store,
                               const BackupManifest& backup, bool replace);

// Puts the backup at `path` into the store, as RestoreStore says.
// FAILED_PRECONDITION if a process has the file open.
absl::Status CopyInSqlite(const std::string& path, const BackupManifest& backup,
                          const sql::StoreAddress& store, bool replace,
                          const BackupProgress& progress);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_SQLITE_BACKUP_H_
