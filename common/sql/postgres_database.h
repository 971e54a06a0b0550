// A connection to a PostgreSQL database.
#ifndef SANGAM_COMMON_SQL_POSTGRES_DATABASE_H_
#define SANGAM_COMMON_SQL_POSTGRES_DATABASE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/sql/database.h"
#include "common/sql/postgres_connection.h"

namespace sangam::sql {

// As Database says. Statements of a transaction that give no rows are sent
// along with the next one that does, or with the commit, so that they cost no
// round trip each. Writers of all processes take turns by an advisory lock.
class PostgresDatabase : public Database {
 public:
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      const StoreAddress& address, Access access);

  absl::Status Execute(const std::string& script) override;

  // Does a statement whose rows don't matter: within a write, without waiting
  // unless much is under way already.
  absl::Status Run(absl::string_view text,
                   const std::vector<PostgresParameter>& parameters);
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
      : Database(Engine::kPostgres), connection_(std::move(connection)) {}

  absl::StatusOr<std::unique_ptr<Execution>> NewExecution(
      absl::string_view text, Length length) override;
  absl::Status BeginWrite() override;
  absl::Status BeginRead() override;
  absl::Status Commit() override;
  void Rollback() override;
  bool usable() override { return !outcome_unknown_ && connection_->Alive(); }
  bool outcome_unknown() const override { return outcome_unknown_; }

  const std::unique_ptr<PostgresConnection> connection_;
  bool in_transaction_ = false;
  bool writing_ = false;
  bool outcome_unknown_ = false;
  // The first error of the transaction: the server does nothing more in it.
  absl::Status failed_;
  int64_t last_cursor_ = 0;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_DATABASE_H_
