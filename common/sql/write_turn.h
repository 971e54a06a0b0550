// Whose turn it is to write a store.
#ifndef SANGAM_COMMON_SQL_WRITE_TURN_H_
#define SANGAM_COMMON_SQL_WRITE_TURN_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/store_address.h"

namespace sangam::sql {

// The right to begin a write; held until it is destroyed. Those of one process
// get it in the order in which they asked. On a SQLite file the first of them
// takes turns with other processes, by locks on PATH.lock that the system frees
// however a process ends: SQLite's own lock keeps no order, so that whoever
// waits for it may wait for ever. PostgreSQL keeps processes in order itself.
// Thread-safe; one turn is used by one thread.
class WriteTurn {
 public:
  // Waits for `patience` in this process, and for as long again for others:
  // SERVER_BUSY then. DEADLINE_EXCEEDED soon after `cancelled`, which may be
  // empty, says that nobody wants the turn. STORE_FAILED if PATH.lock can't be
  // locked: RESOURCE_EXHAUSTED where there is no room to make it.
  static absl::StatusOr<std::unique_ptr<WriteTurn>> Take(
      const StoreAddress& address, absl::Duration patience,
      const std::function<bool()>& cancelled = nullptr);
  WriteTurn(const WriteTurn&) = delete;
  WriteTurn& operator=(const WriteTurn&) = delete;
  ~WriteTurn();

 private:
  // Goes to the end of the line.
  explicit WriteTurn(const StoreAddress& address);

  absl::Status WaitInLine(absl::Duration patience,
                          const std::function<bool()>& cancelled) const;
  absl::Status LockFile(absl::Duration patience,
                        const std::function<bool()>& cancelled);

  const StoreAddress address_;
  int64_t place_ = 0;
  int file_ = -1;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_WRITE_TURN_H_
