// How long to wait before the next attempt.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_RECONNECT_DELAY_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_RECONNECT_DELAY_H_

#include "absl/random/random.h"
#include "absl/time/time.h"

namespace sangam::matching {

// Delays that double from attempt to attempt up to a bound, each drawn from the
// upper half of its range, so that replicas do not call a restarted owner all
// at once. Used by one thread.
class ReconnectDelay {
 public:
  ReconnectDelay(absl::Duration first, absl::Duration longest)
      : first_(first), longest_(longest), next_(first) {}

  absl::Duration Next();
  // An attempt went well; the next delay is a first one.
  void Reset() { next_ = first_; }

 private:
  const absl::Duration first_;
  const absl::Duration longest_;
  absl::Duration next_;
  absl::BitGen random_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_RECONNECT_DELAY_H_
