#include "common/server/calls_under_way.h"

namespace sangam {

bool CallsUnderWay::Enter() {
  const absl::MutexLock lock(&mutex_);
  if (closed_) return false;
  ++inside_;
  return true;
}

void CallsUnderWay::Leave() {
  const absl::MutexLock lock(&mutex_);
  --inside_;
}

void CallsUnderWay::Close() {
  const absl::MutexLock lock(&mutex_);
  closed_ = true;
}

bool CallsUnderWay::closed() const {
  const absl::MutexLock lock(&mutex_);
  return closed_;
}

bool CallsUnderWay::WaitUntilNone(absl::Duration timeout) const {
  const absl::MutexLock lock(&mutex_);
  const auto none = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return inside_ == 0;
  };
  return mutex_.AwaitWithTimeout(absl::Condition(&none), timeout);
}

}  // namespace sangam
