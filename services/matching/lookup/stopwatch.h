// How much time has passed, whatever the date.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_STOPWATCH_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_STOPWATCH_H_

#include <chrono>

#include "absl/time/time.h"

namespace sangam::matching {

// Runs from its making. It reads the machine's steady clock and no Clock,
// because it bounds waits on the operating system, which a date that jumps (or
// one that a test holds still) must neither stretch nor cut.
class Stopwatch {
 public:
  absl::Duration Elapsed() const {
    return absl::FromChrono(std::chrono::steady_clock::now() - start_);
  }

 private:
  std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_STOPWATCH_H_
