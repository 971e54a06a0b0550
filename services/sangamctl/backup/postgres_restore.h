// Putting backups of PostgreSQL databases back, by pg_restore and psql.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_POSTGRES_RESTORE_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_POSTGRES_RESTORE_H_

#include <string>

#include "absl/status/status.h"
#include "common/sql/store_address.h"
#include "services/sangamctl/backup/backup_file.h"

namespace sangam::sangamctl {

// As CheckTarget. FAILED_PRECONDITION also if a service is connected to the
// database, or if its tables would stand in another schema than the backup's.
absl::Status CheckPostgresTarget(const sql::StoreAddress& store,
                                 const BackupManifest& backup, bool replace);

// Puts the backup at `path` into the store, in one transaction with what is
// removed for it and with the new epoch: all of that comes about, or nothing.
absl::Status RestorePostgres(const std::string& path,
                             const BackupManifest& backup,
                             const sql::StoreAddress& store, bool replace,
                             const BackupProgress& progress);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_POSTGRES_RESTORE_H_
