// The calls that a server has accepted and not yet ended.
#ifndef SANGAM_COMMON_SERVER_CALLS_UNDER_WAY_H_
#define SANGAM_COMMON_SERVER_CALLS_UNDER_WAY_H_

#include <cstdint>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace sangam {

// Lets calls in until it is closed, and waits for them. Thread-safe.
class CallsUnderWay {
 public:
  // False once closed; otherwise a Leave must follow.
  bool Enter() ABSL_LOCKS_EXCLUDED(mutex_);
  void Leave() ABSL_LOCKS_EXCLUDED(mutex_);

  // Lets nobody in from now on.
  void Close() ABSL_LOCKS_EXCLUDED(mutex_);
  bool closed() const ABSL_LOCKS_EXCLUDED(mutex_);
  // Whether all have left; waits up to `timeout` for it.
  bool WaitUntilNone(absl::Duration timeout) const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  mutable absl::Mutex mutex_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t inside_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_CALLS_UNDER_WAY_H_
