// A connection to a PostgreSQL database.
#ifndef SANGAM_COMMON_SQL_POSTGRES_DATABASE_H_
#define SANGAM_COMMON_SQL_POSTGRES_DATABASE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/sql/database.h"
#include "common/sql/postgres_connection.h"
#include "common/sql/postgres_insertions.h"

namespace sangam::sql {

// As Database says. Statements of a transaction that give no rows are sent
// along with the next one that does, or with the commit, so that they cost no
// round trip each; rows that are added are put together first. Writers of all
// processes take turns by an advisory lock.
class PostgresDatabase : public Database {
 public:
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      const StoreAddress& address, Access access);

  absl::Status ReadEach(
      absl::string_view text, absl::Span<const std::vector<Value>> asked,
      absl::FunctionRef<void(size_t, const Statement&)> receive) override;

  absl::Status Execute(const std::string& script) override;

  // Does a statement whose rows don't matter: within a write, without waiting
  // unless much is under way already.
  absl::Status Run(absl::string_view text,
                   const std::vector<PostgresParameter>& parameters);
  // Adds a row to a table: within a write, when there are many or anything else
  // is done.
  absl::Status Insert(const Insertion& insertion,
                      std::vector<PostgresParameter> row);
  // Sends a statement; one that is not worth keeping is prepared for once.
  void Send(absl::string_view text,
            const std::vector<PostgresParameter>& parameters, bool keep);
  // Waits for all that was sent; the rows of the last statement.
  absl::StatusOr<PostgresResult> Receive();

  // The name of a cursor that is free.
  std::string NewCursor();
  bool in_transaction() const { return in_transaction_; }

 private:
  explicit PostgresDatabase(std::unique_ptr<PostgresConnection> connection)
      : Database(Engine::kPostgres),
        connection_(std::move(connection)),
        insertions_(connection_.get()) {}

  absl::StatusOr<std::unique_ptr<Execution>> NewExecution(
      absl::string_view text, Length length) override;
  absl::StatusOr<std::unique_ptr<Execution>> NewInsertion(
      const Insertion& insertion) override;
  // Waits if much is under way.
  absl::Status LimitUnderWay();
  absl::Status BeginWrite(const std::function<bool()>& cancelled) override;
  absl::Status BeginRead() override;
  absl::Status Commit() override;
  void Rollback() override;
  bool usable() override { return !outcome_unknown_ && connection_->Alive(); }
  bool outcome_unknown() const override { return outcome_unknown_; }

  const std::unique_ptr<PostgresConnection> connection_;
  // Of the present transaction.
  PostgresInsertions insertions_;
  bool in_transaction_ = false;
  bool writing_ = false;
  bool outcome_unknown_ = false;
  // The first error of the transaction: the server does nothing more in it.
  absl::Status failed_;
  int64_t last_cursor_ = 0;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_DATABASE_H_
