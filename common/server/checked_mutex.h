// A mutex that both of clang's checkers understand.
#ifndef SANGAM_COMMON_SERVER_CHECKED_MUTEX_H_
#define SANGAM_COMMON_SERVER_CHECKED_MUTEX_H_

#include <mutex>

#include "absl/base/thread_annotations.h"

namespace sangam {

// A std::mutex, whose locking ThreadSanitizer sees (it does not see into
// Abseil's library), with the annotations that -Wthread-safety wants. To wait
// for it, std::condition_variable_any.
class ABSL_LOCKABLE CheckedMutex {
 public:
  void lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() { mutex_.lock(); }
  void unlock() ABSL_UNLOCK_FUNCTION() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

// Holds a CheckedMutex while it lives.
class ABSL_SCOPED_LOCKABLE CheckedLock {
 public:
  explicit CheckedLock(CheckedMutex* mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex)
      : mutex_(*mutex) {
    mutex_.lock();
  }
  ~CheckedLock() ABSL_UNLOCK_FUNCTION() { mutex_.unlock(); }
  CheckedLock(const CheckedLock&) = delete;
  CheckedLock& operator=(const CheckedLock&) = delete;

 private:
  CheckedMutex& mutex_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_CHECKED_MUTEX_H_
