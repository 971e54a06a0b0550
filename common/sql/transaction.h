// A transaction that is rolled back unless it is committed.
#ifndef SANGAM_COMMON_SQL_TRANSACTION_H_
#define SANGAM_COMMON_SQL_TRANSACTION_H_

#include <functional>

#include "absl/status/status.h"
#include "common/sql/database.h"

namespace sangam::sql {

// Spans from Begin to Commit or destruction. Not thread-safe; the Database
// outlives it.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // Waits for its turn to write, before which no other writer of any process
  // ends, so that what is read stays true until the commit. RESOURCE_EXHAUSTED
  // or UNAVAILABLE if another process writes for too long. On SQLite,
  // DEADLINE_EXCEEDED soon after `cancelled`, which may be empty, is true
  // meanwhile; a PostgreSQL server is not told, and waits for up to 5 s.
  absl::Status BeginWrite(const std::function<bool()>& cancelled = nullptr);
  // All reads see one snapshot: the state at the first of them.
  absl::Status BeginRead();
  // On an error nothing was written; but where a connection is lost meanwhile,
  // ConnectionPool::Write finds out.
  absl::Status Commit();

 private:
  Database& database_;
  bool open_ = false;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_TRANSACTION_H_
