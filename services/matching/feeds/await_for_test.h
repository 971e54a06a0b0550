// Waits for what other threads do.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_AWAIT_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_AWAIT_FOR_TEST_H_

#include <functional>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace sangam::matching {

// Whether `holds` comes true; gives up after half a minute, which only a
// failing test sees.
inline bool Eventually(const std::function<bool()>& holds) {
  for (int tries = 0; tries < 6000; ++tries) {
    if (holds()) return true;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return false;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_AWAIT_FOR_TEST_H_
