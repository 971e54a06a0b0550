// When each state of a store was recorded, under clocks that may be wrong.
#ifndef SANGAM_COMMON_CHANGELOG_STORE_INSTANTS_H_
#define SANGAM_COMMON_CHANGELOG_STORE_INSTANTS_H_

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/changelog/changelog.h"
#include "common/sql/database.h"

namespace sangam {

// The instants of a store only go forward, whatever the clock does: what is
// written while the clock is behind the last instant is recorded a microsecond
// after that, so no earlier write ever seems to be later, and nothing that was
// known at an instant changes. A clock that was far ahead and came back
// therefore leaves a store of which the newest states have instants to come:
// they are found as the present state, by their tokens, and by any known_at
// that is not before now; they are kept, and whoever runs the store is told.

// Records that the transaction's revision is the newest from its time on.
absl::Status RecordInstant(WriteTransaction& transaction);

// When the newest state was recorded; InfinitePast of an empty store.
absl::StatusOr<absl::Time> LastInstant(sql::Database& database);

// How much of the time up to `now` may be believed, where forgetting depends on
// it. A clock that leaps ahead makes all that was ever written look old. So a
// span of more than a day in which nothing was written counts as one day, until
// the time after it has lasted for a day, with a write in it.
absl::StatusOr<absl::Time> WitnessedTime(sql::Database& database,
                                         absl::Time now);

// Looks, at once and then each minute, whether the clock is behind the store.
// Thread-safe; the changelog outlives it.
class ClockWatch {
 public:
  // `on_behind` is told, on a thread of its own, by how much the clock is
  // behind the last instant: when more than a second is seen first, and each
  // hour while that lasts.
  ClockWatch(Changelog* changelog,
             std::function<void(absl::Duration)> on_behind);
  ClockWatch(const ClockWatch&) = delete;
  ClockWatch& operator=(const ClockWatch&) = delete;
  ~ClockWatch();

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);

  Changelog& changelog_;
  const std::function<void(absl::Duration)> on_behind_;
  absl::Mutex mutex_;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_STORE_INSTANTS_H_
