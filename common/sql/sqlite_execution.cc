#include "common/sql/sqlite_execution.h"

#include <sqlite3.h>

#include "common/status/macros.h"

namespace sangam::sql {

absl::Status SqliteExecution::Checked(int code) const {
  return code == SQLITE_OK ? absl::OkStatus() : database_.ErrorOf(code);
}

absl::Status SqliteExecution::BindInt(int64_t value) {
  return Checked(sqlite3_bind_int64(prepared_, ++bound_, value));
}

absl::Status SqliteExecution::BindText(absl::string_view text) {
  // A null pointer would bind NULL rather than the empty text.
  const char* data = text.empty() ? "" : text.data();
  return Checked(sqlite3_bind_text64(prepared_, ++bound_, data, text.size(),
                                     SQLITE_TRANSIENT, SQLITE_UTF8));
}

absl::Status SqliteExecution::BindBytes(absl::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  return Checked(sqlite3_bind_blob64(prepared_, ++bound_, data, bytes.size(),
                                     SQLITE_TRANSIENT));
}

absl::Status SqliteExecution::BindNull() {
  return Checked(sqlite3_bind_null(prepared_, ++bound_));
}

absl::StatusOr<bool> SqliteExecution::Next() {
  const int code = sqlite3_step(prepared_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_.ErrorOf(code);
}

absl::Status SqliteExecution::Run() {
  while (true) {
    SANGAM_ASSIGN_OR_RETURN(const bool more, Next());
    if (!more) return absl::OkStatus();
  }
}

int64_t SqliteExecution::Int(int column) const {
  return sqlite3_column_int64(prepared_, column);
}

std::string SqliteExecution::Text(int column) const {
  const void* data = sqlite3_column_blob(prepared_, column);
  const int size = sqlite3_column_bytes(prepared_, column);
  if (data == nullptr || size <= 0) return "";
  return std::string(static_cast<const char*>(data), size);
}

bool SqliteExecution::IsNull(int column) const {
  return sqlite3_column_type(prepared_, column) == SQLITE_NULL;
}

}  // namespace sangam::sql
