// Stops asking something that does not answer.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_CIRCUIT_BREAKER_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_CIRCUIT_BREAKER_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace sangam::matching {

// Opens after so many failures in a row and then refuses all calls, until a
// probe, made outside of any request, closes it. Thread-safe.
class CircuitBreaker {
 public:
  explicit CircuitBreaker(int failures_to_open)
      : failures_to_open_(failures_to_open) {}

  // Whether calls may be made now.
  bool IsClosed() const;

  // A call went well. It does not close an open breaker: the call may have
  // begun before the failures that opened it.
  void RecordSuccess();

  // A call failed. True if this failure opened the breaker.
  bool RecordFailure();

  // A probe went well.
  void Close();

 private:
  const int failures_to_open_;
  mutable absl::Mutex mutex_;
  int failures_in_a_row_ ABSL_GUARDED_BY(mutex_) = 0;
  bool open_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_CIRCUIT_BREAKER_H_
