// Rows on their way into tables of PostgreSQL.
#ifndef SANGAM_COMMON_SQL_POSTGRES_INSERTIONS_H_
#define SANGAM_COMMON_SQL_POSTGRES_INSERTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "common/sql/insertion.h"
#include "common/sql/postgres_connection.h"

namespace sangam::sql {

// The rows that one transaction adds, put together by table and sent many at a
// time: a server takes most of its time for a row that comes alone with the
// statement, not with the row. One thread at a time; outlived by the
// connection.
class PostgresInsertions {
 public:
  explicit PostgresInsertions(PostgresConnection* connection)
      : connection_(*connection) {}

  // Adds a row, with a value for each column. Sends what has become many.
  void Add(const Insertion& insertion, std::vector<PostgresParameter> row);
  // Sends all that wait. Errors show in PostgresConnection::Receive.
  void Send();
  // Nothing waits any more.
  void Forget() { waiting_.clear(); }

 private:
  struct Waiting {
    const Insertion* insertion;
    std::vector<std::vector<PostgresParameter>> rows = {};
    size_t bytes = 0;
    // Of those that replace what is there: one statement can't do that twice.
    absl::flat_hash_set<std::string> keys = {};
  };

  Waiting& WaitingFor(const Insertion& insertion);
  void Send(Waiting* waiting);

  PostgresConnection& connection_;
  std::vector<Waiting> waiting_;
};

// INTERNAL unless there is a value of its type, or NULL, for each column.
absl::Status CheckRow(const Insertion& insertion,
                      const std::vector<PostgresParameter>& row);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_INSERTIONS_H_
