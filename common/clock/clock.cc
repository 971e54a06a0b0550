#include "common/clock/clock.h"

namespace sangam {

absl::Time SystemClock::Now() const { return absl::Now(); }

absl::Time FakeClock::Now() const {
  absl::MutexLock lock(&mutex_);
  return now_;
}

void FakeClock::Advance(absl::Duration by) {
  absl::MutexLock lock(&mutex_);
  now_ += by;
}

absl::CivilDay IndiaDay(absl::Time time) {
  // A fixed offset, because a container may lack the time-zone database and
  // India has had no daylight saving time since 1945.
  return absl::ToCivilDay(time, absl::FixedTimeZone(5 * 3600 + 30 * 60));
}

}  // namespace sangam
