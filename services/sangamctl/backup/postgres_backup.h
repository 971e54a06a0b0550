// Backups of PostgreSQL databases, by pg_dump.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_POSTGRES_BACKUP_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_POSTGRES_BACKUP_H_

#include "absl/status/statusor.h"
#include "common/sql/store_address.h"
#include "services/sangamctl/backup/backup_file.h"

namespace sangam::sangamctl {

// Writes one state of the store into `file`; gives what it is of.
absl::StatusOr<BackupManifest> DumpPostgres(const sql::StoreAddress& store,
                                            BackupFileWriter& file,
                                            const BackupProgress& progress);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_POSTGRES_BACKUP_H_
