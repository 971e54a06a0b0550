// Wakes those who wait for commits.
#ifndef SANGAM_COMMON_CHANGELOG_WATCH_HUB_H_
#define SANGAM_COMMON_CHANGELOG_WATCH_HUB_H_

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace sangam {

// Calls every subscriber after each commit. Thread-safe; outlives its
// subscriptions.
class WatchHub {
 public:
  // Ends on destruction: from then on, `wake` is not called any more.
  class Subscription {
   public:
    Subscription() = default;
    Subscription(WatchHub* hub, int64_t id) : hub_(hub), id_(id) {}
    Subscription(Subscription&& other) noexcept
        : hub_(std::exchange(other.hub_, nullptr)), id_(other.id_) {}
    Subscription& operator=(Subscription&& other) noexcept {
      std::swap(hub_, other.hub_);
      std::swap(id_, other.id_);
      return *this;
    }
    ~Subscription() {
      if (hub_ != nullptr) hub_->Unsubscribe(id_);
    }

   private:
    WatchHub* hub_ = nullptr;
    int64_t id_ = 0;
  };

  // `wake` may be called from any thread, and must neither block nor call the
  // hub.
  Subscription Subscribe(std::function<void()> wake)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void NotifyAll() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Unsubscribe(int64_t id) ABSL_LOCKS_EXCLUDED(mutex_);

  absl::Mutex mutex_;
  int64_t last_id_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<int64_t, std::function<void()>> wakes_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_WATCH_HUB_H_
