#include "services/matching/lookup/circuit_breaker.h"

namespace sangam::matching {

bool CircuitBreaker::IsClosed() const {
  absl::MutexLock lock(&mutex_);
  return !open_;
}

void CircuitBreaker::RecordSuccess() {
  absl::MutexLock lock(&mutex_);
  failures_in_a_row_ = 0;
}

bool CircuitBreaker::RecordFailure() {
  absl::MutexLock lock(&mutex_);
  if (open_ || ++failures_in_a_row_ < failures_to_open_) return false;
  open_ = true;
  return true;
}

void CircuitBreaker::Close() {
  absl::MutexLock lock(&mutex_);
  open_ = false;
  failures_in_a_row_ = 0;
}

}  // namespace sangam::matching
