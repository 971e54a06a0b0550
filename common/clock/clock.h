// Time comes from a Clock, never from the system directly, so that a test can
// stand on any day.
#ifndef SANGAM_COMMON_CLOCK_CLOCK_H_
#define SANGAM_COMMON_CLOCK_CLOCK_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace sangam {

// Tells the time. Thread-safe; outlives all that use it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's clock.
class SystemClock : public Clock {
 public:
  absl::Time Now() const override;
};

// A clock that a test sets.
class FakeClock : public Clock {
 public:
  explicit FakeClock(absl::Time now) : now_(now) {}
  absl::Time Now() const override;
  void Advance(absl::Duration by);

 private:
  mutable absl::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
};

// The day in India (Asia/Kolkata, UTC+5:30 all year).
absl::CivilDay IndiaDay(absl::Time time);

}  // namespace sangam

#endif  // SANGAM_COMMON_CLOCK_CLOCK_H_
