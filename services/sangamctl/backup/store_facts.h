// What a store is, for those who copy it.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_STORE_FACTS_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_STORE_FACTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/sangamctl/backup/backup_manifest.h"

namespace sangam::sangamctl {

// The store that `database`, in a snapshot, holds. FAILED_PRECONDITION if it
// holds none. `name` is what the database is called in errors.
absl::StatusOr<BackupManifest> ReadStoreFacts(sql::Database& database,
                                              const std::string& name);

// Whether the backup may take the place of what `database` holds: nothing, a
// store without a change, what a restore that was cut off left there, or, if
// `replace`, another state of the same store. FAILED_PRECONDITION if not.
absl::Status CheckTarget(sql::Database& database, const std::string& name,
                         const BackupManifest& backup, bool replace);

// The statements that let a restored store begin another life, see
// NewLifeScript.
absl::StatusOr<std::string> RestoredLifeScript(absl::string_view tables_in,
                                               const BackupManifest& backup);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_STORE_FACTS_H_
