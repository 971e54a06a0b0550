// The connections of one service to its database.
#ifndef SANGAM_COMMON_SQL_CONNECTION_POOL_H_
#define SANGAM_COMMON_SQL_CONNECTION_POOL_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/sql/database.h"

namespace sangam::sql {

// One connection that writes and several that read, so that readers never wait
// for a writer. Thread-safe.
class ConnectionPool {
 public:
  using Work = absl::FunctionRef<absl::Status(Database&)>;

  // Opens the file, creating it if it is not there. `readers` is at least 1.
  static absl::StatusOr<std::unique_ptr<ConnectionPool>> Open(
      const std::string& path, int readers);

  // Runs `work` in one write transaction: committed if it returns OK, else
  // rolled back. Writers take turns. The error of `work`, or STORE_FAILED.
  absl::Status Write(Work work) ABSL_LOCKS_EXCLUDED(write_mutex_);

  // Runs `work` as Write does, and always rolls it back.
  absl::Status Rehearse(Work work) ABSL_LOCKS_EXCLUDED(write_mutex_);

  // Runs `work` in one snapshot, on a connection that no other thread uses.
  absl::Status Read(Work work) ABSL_LOCKS_EXCLUDED(read_mutex_);

  // A reading connection of its own, for a snapshot that stays open for long.
  absl::StatusOr<std::unique_ptr<Database>> OpenReader() const;

 private:
  ConnectionPool(std::string path, std::unique_ptr<Database> writer,
                 std::vector<std::unique_ptr<Database>> readers);

  const std::string path_;
  absl::Mutex write_mutex_;
  const std::unique_ptr<Database> writer_ ABSL_PT_GUARDED_BY(write_mutex_);
  absl::Mutex read_mutex_;
  std::vector<std::unique_ptr<Database>> idle_readers_
      ABSL_GUARDED_BY(read_mutex_);
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_CONNECTION_POOL_H_
