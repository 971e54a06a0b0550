// The connections of one service to its database.
#ifndef SANGAM_COMMON_SQL_CONNECTION_POOL_H_
#define SANGAM_COMMON_SQL_CONNECTION_POOL_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/sql/database.h"
#include "common/sql/store_address.h"
#include "common/sql/transaction.h"

namespace sangam::sql {

// One connection that writes and several that read, so that readers never wait
// for a writer. A connection that is lost is made anew when it is next asked
// for. Thread-safe.
class ConnectionPool {
 public:
  using Work = absl::FunctionRef<absl::Status(Database&)>;
  // Whether a write whose outcome is not known came about. Runs when no other
  // write is under way.
  using WasCommitted = absl::FunctionRef<absl::StatusOr<bool>(Database&)>;

  struct Options {
    // At least 1.
    int readers = 4;
    // How long a caller waits for a connection that is free: SERVER_BUSY then.
    absl::Duration acquire_timeout = absl::Seconds(10);
    // How long a lost server is tried before a caller is told.
    absl::Duration reconnect_time = absl::Seconds(3);
    // How long to find out whether a commit came about.
    absl::Duration outcome_time = absl::Seconds(20);
  };

  // Connects; makes a SQLite file if it is not there.
  static absl::StatusOr<std::unique_ptr<ConnectionPool>> Open(
      const StoreAddress& address, const Options& options);

  // Runs `work` in one write transaction: committed if it returns OK, else
  // rolled back. Writers take turns. The error of `work`, SERVER_BUSY, or
  // STORE_FAILED: then nothing is kept, unless the message says that this could
  // not be found out. Where a connection is lost within the commit,
  // `was_committed` decides. DEADLINE_EXCEEDED soon after `cancelled`, which
  // may be empty, is true while it waits for its turn, unless
  // Transaction::BeginWrite says otherwise.
  absl::Status Write(Work work);
  absl::Status Write(Work work, WasCommitted was_committed,
                     const std::function<bool()>& cancelled = nullptr);

  // Runs `work` as Write does, and always rolls it back.
  absl::Status Rehearse(Work work,
                        const std::function<bool()>& cancelled = nullptr);

  // Runs `work` in one snapshot, on a connection that no other thread uses.
  absl::Status Read(Work work);

  // A reading connection of its own, for a snapshot that stays open for long.
  absl::StatusOr<std::unique_ptr<Database>> OpenReader() const;

  const StoreAddress& address() const { return address_; }

 private:
  // Connections of one sort; null where one was lost.
  struct Shelf {
    explicit Shelf(Database::Access access) : access(access) {}
    const Database::Access access;
    absl::Mutex mutex;
    std::vector<std::unique_ptr<Database>> idle ABSL_GUARDED_BY(mutex);
  };
  // One connection, taken off the shelf and put back.
  class Lease;

  ConnectionPool(StoreAddress address, const Options& options);

  // Begins a transaction on the lease's connection, on a new one where that was
  // lost.
  absl::StatusOr<std::unique_ptr<Transaction>> Begin(Lease& lease) const;
  absl::Status FindOutcome(const absl::Status& lost,
                           WasCommitted was_committed);

  const StoreAddress address_;
  const Options options_;
  Shelf writers_;
  Shelf readers_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_CONNECTION_POOL_H_
