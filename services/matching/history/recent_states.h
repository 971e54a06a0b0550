// The few past states that were read last.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_RECENT_STATES_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_RECENT_STATES_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/changelog/token.h"

namespace sangam::matching {

// Values by position; the one that was used longest ago makes room. Thread-safe
// if the values are.
template <typename Value>
class RecentStates {
 public:
  explicit RecentStates(size_t most) : most_(most) {}

  // What is kept for this position, or null.
  std::shared_ptr<Value> Find(const StorePosition& position) {
    absl::MutexLock lock(&mutex_);
    return FindLocked(position);
  }

  // Keeps `value`, unless another one was kept for this position meanwhile.
  // Returns what is kept.
  std::shared_ptr<Value> Keep(const StorePosition& position,
                              std::shared_ptr<Value> value) {
    absl::MutexLock lock(&mutex_);
    if (auto kept = FindLocked(position)) return kept;
    entries_.insert(entries_.begin(), {position, value});
    if (entries_.size() > most_) entries_.pop_back();
    return value;
  }

  // Forgets the states of other lives of the store.
  void KeepOnlyEpoch(const std::string& epoch) {
    absl::MutexLock lock(&mutex_);
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(),
                                  [&epoch](const auto& entry) {
                                    return entry.first.epoch != epoch;
                                  }),
                   entries_.end());
  }

 private:
  std::shared_ptr<Value> FindLocked(const StorePosition& position)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const auto found = std::find_if(
        entries_.begin(), entries_.end(),
        [&position](const auto& entry) { return entry.first == position; });
    if (found == entries_.end()) return nullptr;
    std::rotate(entries_.begin(), found, found + 1);
    return entries_.front().second;
  }

  const size_t most_;
  absl::Mutex mutex_;
  // The one that was used last comes first.
  std::vector<std::pair<StorePosition, std::shared_ptr<Value>>> entries_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_RECENT_STATES_H_
