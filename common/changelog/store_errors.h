// Errors of stores and their watchers.
#ifndef SANGAM_COMMON_CHANGELOG_STORE_ERRORS_H_
#define SANGAM_COMMON_CHANGELOG_STORE_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sangam {

// FAILED_PRECONDITION, STORE_FAILED: a newer binary has migrated the store.
absl::Status SchemaTooNewError(absl::string_view part, int64_t found,
                               int64_t known);
// UNAVAILABLE, STORE_FAILED: the store is still to be migrated.
absl::Status SchemaTooOldError(absl::string_view part, int64_t found,
                               int64_t known);
// UNAVAILABLE, STORE_FAILED: another life of the store has begun, for example
// by a restore, since this process opened it.
absl::Status OtherLifeError(absl::string_view store);
// RESOURCE_EXHAUSTED, STORE_FAILED: the store can't be opened until something
// is written, for which there is no room; `full` says so.
absl::Status WriteAtStartError(absl::string_view until,
                               const absl::Status& full);
// FAILED_PRECONDITION, STORE_FAILED: the file is the store of another service.
absl::Status OtherStoreError(absl::string_view expected,
                             absl::string_view found);

// FAILED_PRECONDITION: the database is of another program.
absl::Status NoStoreError();

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_STORE_ERRORS_H_
