// A statement on PostgreSQL.
#ifndef SANGAM_COMMON_SQL_POSTGRES_EXECUTION_H_
#define SANGAM_COMMON_SQL_POSTGRES_EXECUTION_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "common/sql/execution.h"
#include "common/sql/postgres_database.h"

namespace sangam::sql {

// All rows come at once.
class PostgresExecution : public Execution {
 public:
  PostgresExecution(PostgresDatabase* database, absl::string_view text)
      : database_(*database), text_(text) {}

  absl::Status BindInt(int64_t value) override;
  absl::Status BindText(absl::string_view text) override;
  absl::Status BindBytes(absl::string_view bytes) override;
  absl::Status BindNull() override;
  absl::StatusOr<bool> Next() override;
  absl::Status Run() override;
  int64_t Int(int column) const override;
  std::string Text(int column) const override;
  bool IsNull(int column) const override;

 protected:
  // The next rows after those that were passed; false if there are no more.
  virtual absl::StatusOr<bool> Fetch();
  absl::Status Take(PostgresResult rows);
  int row_count() const { return row_count_; }
  int column_count() const { return PQnfields(rows_.get()); }

  PostgresDatabase& database_;
  const std::string text_;
  std::vector<PostgresParameter> parameters_;

 private:
  bool begun_ = false;
  PostgresResult rows_;
  int row_count_ = 0;
  int row_ = -1;
};

// A row to add.
class PostgresInsertion : public PostgresExecution {
 public:
  PostgresInsertion(PostgresDatabase* database, const Insertion& insertion)
      : PostgresExecution(database, ""), insertion_(insertion) {
    parameters_.reserve(insertion.columns().size());
  }

  absl::Status Run() override;

 private:
  const Insertion& insertion_;
};

// The answers to a query for many rows of parameters.
class PostgresAnswers : public PostgresExecution {
 public:
  // `text` is what PostgresQueryOfEach gives, `lists` its parameters.
  PostgresAnswers(PostgresDatabase* database, absl::string_view text,
                  std::vector<PostgresParameter> lists)
      : PostgresExecution(database, text) {
    parameters_ = std::move(lists);
  }

  // Which row of parameters the present row answers, from 0.
  size_t Asked() const {
    return static_cast<size_t>(Int(column_count() - 1)) - 1;
  }
};

// Rows come some at a time, within the transaction.
class PostgresCursor : public PostgresExecution {
 public:
  using PostgresExecution::PostgresExecution;
  PostgresCursor(const PostgresCursor&) = delete;
  PostgresCursor& operator=(const PostgresCursor&) = delete;
  ~PostgresCursor() override;

 private:
  absl::StatusOr<bool> Fetch() override;

  std::string name_;
  int asked_ = 16;
  bool ended_ = false;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_EXECUTION_H_
