// A connection to a database.
#ifndef SANGAM_COMMON_SQL_DATABASE_H_
#define SANGAM_COMMON_SQL_DATABASE_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/sql/insertion.h"
#include "common/sql/statement.h"
#include "common/sql/store_address.h"

namespace sangam::sql {

// One connection to SQLite or PostgreSQL, of which every commit is flushed to
// disk. Used by one thread at a time; outlives its statements and transactions.
//
// Statements are written once for both engines: parameters are ? or ?1, an
// upsert is INSERT ... ON CONFLICT, tables are made of INTEGER, TEXT and BLOB.
// On PostgreSQL these become $1, BIGINT, TEXT in the order of bytes, and BYTEA
// (see postgres_text.h).
class Database {
 public:
  enum class Access { kReadWrite, kReadOnly };

  // Connects. A SQLite file is made if it is not there, unless read-only: its
  // owner may write it, the group read it. STORE_FAILED if it can't be opened
  // or is not a database: UNAVAILABLE where that may pass.
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      const StoreAddress& address, Access access);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  Engine engine() const { return engine_; }

  // A statement with its parameters bound. Prepared forms are kept and reused.
  // A mistake in the text is reported by the statement's status().
  template <typename... Arguments>
  Statement Prepare(absl::string_view text, const Arguments&... arguments) {
    return Bound(NewExecution(text, Length::kShort), arguments...);
  }

  // The same for a query that may give very many rows, or of which the first
  // may be enough: it takes little memory, within a transaction alone.
  template <typename... Arguments>
  Statement PrepareLong(absl::string_view text, const Arguments&... arguments) {
    return Bound(NewExecution(text, Length::kLong), arguments...);
  }

  // A row for a table, whose columns are bound in their order; to be run.
  // Within a write, rows of one table may be put together and added at once,
  // and are there when anything else is read or done: adding a thousand rows to
  // each of several tables, in turn or not, then costs little more than one
  // statement a table. So an error may come late, as Statement::Run says.
  template <typename... Arguments>
  Statement PrepareInsert(const Insertion& insertion,
                          const Arguments&... arguments) {
    return Bound(NewInsertion(insertion), arguments...);
  }

  // Asks one query for each of many rows of parameters, which are texts or
  // numbers, of the same types in each row; on a server with few round trips.
  // `receive` gets the place in `asked` that a row answers, and the row, until
  // it returns, and asks the database nothing. Those of one place come in the
  // query's order.
  virtual absl::Status ReadEach(
      absl::string_view text, absl::Span<const std::vector<Value>> asked,
      absl::FunctionRef<void(size_t, const Statement&)> receive);

  // Runs one or more statements without parameters, such as a migration.
  virtual absl::Status Execute(const std::string& script) = 0;

 protected:
  enum class Length { kShort, kLong };

  explicit Database(Engine engine) : engine_(engine) {}

 private:
  friend class ConnectionPool;
  friend class Transaction;

  template <typename... Arguments>
  static Statement Bound(absl::StatusOr<std::unique_ptr<Execution>> execution,
                         const Arguments&... arguments) {
    Statement statement(std::move(execution));
    (statement.Bind(arguments), ...);
    return statement;
  }

  virtual absl::StatusOr<std::unique_ptr<Execution>> NewExecution(
      absl::string_view text, Length length) = 0;
  virtual absl::StatusOr<std::unique_ptr<Execution>> NewInsertion(
      const Insertion& insertion) {
    return NewExecution(insertion.text(), Length::kShort);
  }

  // As Transaction says.
  virtual absl::Status BeginWrite(const std::function<bool()>& cancelled) = 0;
  virtual absl::Status BeginRead() = 0;
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;

  // False once the connection is lost.
  virtual bool usable() { return true; }
  // The connection was lost within Commit, which may have come about.
  virtual bool outcome_unknown() const { return false; }

  const Engine engine_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_DATABASE_H_
