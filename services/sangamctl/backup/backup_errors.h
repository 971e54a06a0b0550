// Why a backup can't be taken or put back, in words for the person who tries.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_ERRORS_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_ERRORS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/sangamctl/backup/backup_manifest.h"

namespace sangam::sangamctl {

// INVALID_ARGUMENT: the file that is read or to be written.
absl::Status UnreadableFileError(const std::string& path);
absl::Status NoBackupError(const std::string& path, absl::string_view why);
absl::Status DamagedBackupError(const std::string& path);
absl::Status OtherEngineError(const std::string& path,
                              const BackupManifest& manifest);
absl::Status NewerBackupError(const std::string& path, absl::string_view why);
absl::Status NotOverwrittenError(const std::string& path);

// RESOURCE_EXHAUSTED: it can't be written, with what the system says.
absl::Status UnwritableFileError(const std::string& path);
// FAILED_PRECONDITION: another process writes it.
absl::Status BackupUnderWayError(const std::string& path);

// FAILED_PRECONDITION: the store that is read or to be written.
absl::Status NoStoreThereError(const std::string& store);
absl::Status StoreHasDataError(const std::string& store,
                               const StorePosition& position);
absl::Status StoreInUseError(const std::string& store);
absl::Status OtherTablesError(absl::string_view expected,
                              absl::string_view found);

// FAILED_PRECONDITION: a program that is not there. INTERNAL: one that failed.
absl::Status MissingProgramError(absl::string_view program);
absl::Status FailedProgramError(absl::string_view program,
                                absl::string_view said);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_ERRORS_H_
