#include "common/sql/statement.h"

#include <sqlite3.h>

#include <utility>

#include "common/sql/database.h"

namespace sangam::sql {

Statement::Statement(Database* database, sqlite3_stmt* prepared,
                     absl::Status status)
    : database_(database), prepared_(prepared), status_(std::move(status)) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      prepared_(std::exchange(other.prepared_, nullptr)),
      status_(std::move(other.status_)),
      bound_(other.bound_) {}

Statement::~Statement() {
  if (prepared_ == nullptr) return;
  sqlite3_reset(prepared_);
  sqlite3_clear_bindings(prepared_);
  database_->idle_[sqlite3_sql(prepared_)].push_back(prepared_);
}

void Statement::Check(int code) {
  if (code != SQLITE_OK && status_.ok()) status_ = database_->ErrorOf(code);
}

Statement& Statement::Bind(int64_t value) {
  if (status_.ok()) Check(sqlite3_bind_int64(prepared_, ++bound_, value));
  return *this;
}

Statement& Statement::Bind(absl::string_view text) {
  if (status_.ok()) {
    // A null pointer would bind NULL rather than the empty text.
    const char* data = text.empty() ? "" : text.data();
    Check(sqlite3_bind_text64(prepared_, ++bound_, data, text.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::Bind(Blob blob) {
  if (status_.ok()) {
    const char* data = blob.bytes.empty() ? "" : blob.bytes.data();
    Check(sqlite3_bind_blob64(prepared_, ++bound_, data, blob.bytes.size(),
                              SQLITE_TRANSIENT));
  }
  return *this;
}

Statement& Statement::BindValue(const Value& value) {
  if (const auto* number = absl::get_if<int64_t>(&value)) return Bind(*number);
  if (const auto* text = absl::get_if<std::string>(&value)) return Bind(*text);
  if (status_.ok()) Check(sqlite3_bind_null(prepared_, ++bound_));
  return *this;
}

bool Statement::Next() {
  if (!status_.ok()) return false;
  const int code = sqlite3_step(prepared_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) Check(code);
  return false;
}

absl::Status Statement::Run() {
  while (Next()) {
  }
  return status_;
}

int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(prepared_, column);
}

std::string Statement::Text(int column) const {
  const void* data = sqlite3_column_blob(prepared_, column);
  const int size = sqlite3_column_bytes(prepared_, column);
  if (data == nullptr || size <= 0) return "";
  return std::string(static_cast<const char*>(data), size);
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(prepared_, column) == SQLITE_NULL;
}

}  // namespace sangam::sql
