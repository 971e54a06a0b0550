// What was erased, taken out of the files of the store, too.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ERASURE_SWEEPER_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ERASURE_SWEEPER_H_

#include <cstdint>
#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/sql/store_address.h"

namespace sangam::registry {

// One attempt, on a connection of its own. Of a SQLite file: moves the
// write-ahead log into the file, where what was deleted is overwritten, and
// empties it; a writer waits for that a tenth of a second at most. Of
// PostgreSQL: vacuums the tables that an erasure touches, a second after it was
// called, without holding anybody up. False where somebody still reads a state
// from before, so that another attempt is needed. STORE_FAILED.
absl::StatusOr<bool> SweepErased(const sql::StoreAddress& address);

// Sweeps on a thread of its own, whenever it is asked to, and again until it is
// done: after a tenth of a second, then ever later, up to a minute.
// Thread-safe.
class ErasureSweeper {
 public:
  // `on_failure`, which may be empty, is told on that thread of attempts that
  // failed.
  ErasureSweeper(sql::StoreAddress address,
                 std::function<void(const absl::Status&)> on_failure);
  ErasureSweeper(const ErasureSweeper&) = delete;
  ErasureSweeper& operator=(const ErasureSweeper&) = delete;
  // Waits for the attempt under way: seconds at most.
  ~ErasureSweeper();

  // Asks for a sweep after an erasure, and waits for it for a while. Whether
  // all that was erased before the call is gone from the files.
  bool Sweep(absl::Duration patience) ABSL_LOCKS_EXCLUDED(mutex_);

  // How long the answer to an erasure waits: on a file a sweep takes
  // milliseconds, on PostgreSQL it is done later.
  absl::Duration AnswerWaits() const;

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);

  const sql::StoreAddress address_;
  const std::function<void(const absl::Status&)> on_failure_;
  absl::Mutex mutex_;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  // How often it was asked, and up to which time all is done.
  int64_t asked_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t swept_ ABSL_GUARDED_BY(mutex_) = 0;
  std::thread thread_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ERASURE_SWEEPER_H_
