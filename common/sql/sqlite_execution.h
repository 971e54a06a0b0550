// A statement on SQLite.
#ifndef SANGAM_COMMON_SQL_SQLITE_EXECUTION_H_
#define SANGAM_COMMON_SQL_SQLITE_EXECUTION_H_

#include <string>

#include "common/sql/execution.h"
#include "common/sql/sqlite_database.h"

namespace sangam::sql {

class SqliteExecution : public Execution {
 public:
  // Takes the statement, and gives it back to `idle` of `database` at its end.
  SqliteExecution(SqliteDatabase* database, sqlite3_stmt* prepared,
                  SqliteDatabase::Idle* idle)
      : database_(*database), prepared_(prepared), idle_(idle) {}
  SqliteExecution(const SqliteExecution&) = delete;
  SqliteExecution& operator=(const SqliteExecution&) = delete;
  ~SqliteExecution() override { SqliteDatabase::GiveBack(prepared_, idle_); }

  absl::Status BindInt(int64_t value) override;
  absl::Status BindText(absl::string_view text) override;
  absl::Status BindBytes(absl::string_view bytes) override;
  absl::Status BindNull() override;
  absl::StatusOr<bool> Next() override;
  absl::Status Run() override;
  int64_t Int(int column) const override;
  std::string Text(int column) const override;
  bool IsNull(int column) const override;

 private:
  absl::Status Checked(int code) const;

  SqliteDatabase& database_;
  sqlite3_stmt* const prepared_;
  SqliteDatabase::Idle* const idle_;
  int bound_ = 0;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_SQLITE_EXECUTION_H_
