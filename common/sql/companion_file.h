// Files that are kept beside a SQLite file, such as PATH.lock.
#ifndef SANGAM_COMMON_SQL_COMPANION_FILE_H_
#define SANGAM_COMMON_SQL_COMPANION_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam::sql {

// Who may write the folder of a store may put anything there under the name of
// such a file, and an administrator's command must not fall for it: no link is
// followed, nothing but a regular file is read or written, and only what was
// made here is given to another owner. That is the store's, whoever makes it:
// what an administrator does must not shut out the service. `store` and `path`
// are paths; `path` is of the file beside. Thread-safe.

// Opens `path` to be read and written, and makes it if it is not there. The
// caller closes it.
absl::StatusOr<int> OpenCompanion(const std::string& store,
                                  const std::string& path);

// Makes `text` all that `path` holds, or leaves it as it is.
absl::Status ReplaceCompanion(const std::string& store, const std::string& path,
                              absl::string_view text);

// What `path` holds, up to 4 KiB; nullopt where it can't be read.
absl::optional<std::string> ReadCompanion(const std::string& path);

// STORE_FAILED by errno, for example "x.db.lock can't be locked: ...":
// RESOURCE_EXHAUSTED where there is no room, else INTERNAL.
absl::Status CompanionError(const std::string& path, absl::string_view done);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_COMPANION_FILE_H_
