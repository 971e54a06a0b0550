#include "common/sql/sqlite_copy.h"

#include <sqlite3.h>

#include "common/sql/sqlite_database.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

// 4 MiB of pages of the usual size: often enough to show that it goes on.
constexpr int kPagesAStep = 1'024;

absl::StatusOr<int64_t> PageSize(Database& database) {
  Statement row = database.Prepare("PRAGMA page_size");
  const int64_t bytes = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return bytes;
}

}  // namespace

absl::Status CopySqlite(
    Database& from, Database& to,
    absl::FunctionRef<void(int64_t done, int64_t total)> progress) {
  SANGAM_ASSIGN_OR_RETURN(const int64_t page_size, PageSize(from));
  auto& target = static_cast<SqliteDatabase&>(to);
  sqlite3_backup* const copy = sqlite3_backup_init(
      target.connection(), "main",
      static_cast<SqliteDatabase&>(from).connection(), "main");
  if (copy == nullptr) {
    return target.ErrorOf(sqlite3_errcode(target.connection()));
  }
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(copy, kPagesAStep);
    const int64_t pages = sqlite3_backup_pagecount(copy);
    progress((pages - sqlite3_backup_remaining(copy)) * page_size,
             pages * page_size);
  }
  const int finished = sqlite3_backup_finish(copy);
  if (code == SQLITE_DONE) code = finished;
  return code == SQLITE_OK ? absl::OkStatus() : target.ErrorOf(code);
}

}  // namespace sangam::sql
