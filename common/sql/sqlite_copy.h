// Copying a whole SQLite database.
#ifndef SANGAM_COMMON_SQL_SQLITE_COPY_H_
#define SANGAM_COMMON_SQL_SQLITE_COPY_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/sql/database.h"

namespace sangam::sql {

// Makes `to` hold all that `from` holds, in one transaction of `to`, by
// SQLite's online backup. Both are of SqliteDatabase. Within a transaction of
// `from` it copies the state which that sees, however much others write
// meanwhile, and no writer waits: the write-ahead log only grows until the end.
// `progress` is told the bytes done and in all, after each of many steps.
// STORE_FAILED: RESOURCE_EXHAUSTED where the disk is full or another one uses
// `to`.
absl::Status CopySqlite(
    Database& from, Database& to,
    absl::FunctionRef<void(int64_t done, int64_t total)> progress);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_SQLITE_COPY_H_
