#include "common/changelog/watch_hub.h"

namespace sangam {

WatchHub::Subscription WatchHub::Subscribe(std::function<void()> wake) {
  absl::MutexLock lock(&mutex_);
  wakes_.emplace(++last_id_, std::move(wake));
  return Subscription(this, last_id_);
}

void WatchHub::NotifyAll() {
  // Called under the lock, so that none is called after it unsubscribed.
  absl::MutexLock lock(&mutex_);
  for (const auto& [id, wake] : wakes_) wake();
}

void WatchHub::Unsubscribe(int64_t id) {
  absl::MutexLock lock(&mutex_);
  wakes_.erase(id);
}

}  // namespace sangam
