// Taking a backup of a store, and putting it back.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_STORE_BACKUP_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_STORE_BACKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/sql/store_address.h"
#include "services/sangamctl/backup/backup_file.h"

namespace sangam::sangamctl {

// Writes the state that the store has now into the file `path`, while services
// use it and go on writing. Nothing is at `path` before all is on disk.
absl::StatusOr<BackupManifest> BackUpStore(const sql::StoreAddress& store,
                                           const std::string& path,
                                           const Clock& clock,
                                           const BackupProgress& progress);

struct RestoredStore {
  BackupManifest backup;
  // The same state, in the life that has begun.
  StorePosition position;
};

// Puts a backup, which is checked first, into the empty `store`; if `replace`,
// also in the place of another state of the same store. No service may have it
// open. One that is cut off leaves what was there before, or what restoring
// again puts right, and never the store's former epoch with other contents.
absl::StatusOr<RestoredStore> RestoreStore(const std::string& path,
                                           const sql::StoreAddress& store,
                                           bool replace,
                                           const BackupProgress& progress);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_STORE_BACKUP_H_
