// Waits that end with the call they are for.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_WANTED_WAIT_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_WANTED_WAIT_H_

#include <algorithm>
#include <functional>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace sangam::matching {

// How often whoever waits looks whether it is still wanted. A call ends within
// 50 ms of its cancel, whatever it waits for.
inline constexpr absl::Duration kLookInterval = absl::Milliseconds(10);

// As mutex->AwaitWithTimeout, with whatever may be called for the condition;
// false also once the answer is no longer wanted.
template <typename Condition>
bool AwaitWhileWanted(absl::Mutex* mutex, const Condition& condition,
                      absl::Duration longest,
                      const std::function<bool()>& cancelled) {
  for (absl::Duration left = longest;; left -= kLookInterval) {
    if (mutex->AwaitWithTimeout(absl::Condition(&condition),
                                std::min(left, kLookInterval))) {
      return true;
    }
    if (left <= kLookInterval || cancelled()) return false;
  }
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_WANTED_WAIT_H_
