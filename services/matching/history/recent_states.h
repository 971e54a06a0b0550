// The few past states that were read last.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_RECENT_STATES_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_RECENT_STATES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/changelog/token.h"

namespace sangam::matching {

// Values by position; those that were used longest ago make room. Thread-safe
// if the values are.
template <typename Value>
class RecentStates {
 public:
  // Keeps at most `most` values whose weights come to no more than
  // `most_weight`, but always the last one.
  explicit RecentStates(size_t most,
                        size_t most_weight = std::numeric_limits<size_t>::max())
      : most_(most), most_weight_(most_weight) {}

  // What is kept for this position, or null.
  std::shared_ptr<Value> Find(const StorePosition& position) {
    absl::MutexLock lock(&mutex_);
    return FindLocked(position);
  }

  // The value whose revision is the nearest to that of the position, in the
  // same life of the store, and how far it is off; or null.
  std::pair<std::shared_ptr<Value>, int64_t> Nearest(
      const StorePosition& position) const {
    std::pair<std::shared_ptr<Value>, int64_t> nearest;
    absl::MutexLock lock(&mutex_);
    for (const Entry& entry : entries_) {
      if (entry.position.epoch != position.epoch) continue;
      const int64_t distance =
          std::abs(entry.position.revision - position.revision);
      if (nearest.first == nullptr || distance < nearest.second) {
        nearest = {entry.value, distance};
      }
    }
    return nearest;
  }

  // Keeps `value`, unless another one was kept for this position meanwhile.
  // Returns what is kept.
  std::shared_ptr<Value> Keep(const StorePosition& position,
                              std::shared_ptr<Value> value, size_t weight = 0) {
    // What makes room is freed after the lock is.
    std::vector<Entry> gone;
    absl::MutexLock lock(&mutex_);
    if (auto kept = FindLocked(position)) return kept;
    entries_.insert(entries_.begin(), {position, value, weight});
    size_t total = 0;
    for (const Entry& entry : entries_) total += entry.weight;
    while (entries_.size() > std::max<size_t>(most_, 1) ||
           (total > most_weight_ && entries_.size() > 1)) {
      total -= entries_.back().weight;
      gone.push_back(std::move(entries_.back()));
      entries_.pop_back();
    }
    return value;
  }

  // Forgets the states of other lives of the store.
  void KeepOnlyEpoch(const std::string& epoch) {
    Forget(
        [&epoch](const Entry& entry) { return entry.position.epoch != epoch; });
  }

  // Forgets all but the values of which `is_wanted` says yes.
  template <typename IsWanted>
  void KeepOnly(const IsWanted& is_wanted) {
    Forget(
        [&is_wanted](const Entry& entry) { return !is_wanted(*entry.value); });
  }

 private:
  struct Entry {
    StorePosition position;
    std::shared_ptr<Value> value;
    size_t weight = 0;
  };

  template <typename IsUnwanted>
  void Forget(const IsUnwanted& is_unwanted) {
    // Freed after the lock is.
    std::vector<Entry> gone;
    absl::MutexLock lock(&mutex_);
    const auto unwanted = std::stable_partition(
        entries_.begin(), entries_.end(),
        [&](const Entry& entry) { return !is_unwanted(entry); });
    std::move(unwanted, entries_.end(), std::back_inserter(gone));
    entries_.erase(unwanted, entries_.end());
  }

  std::shared_ptr<Value> FindLocked(const StorePosition& position)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const auto found = std::find_if(
        entries_.begin(), entries_.end(),
        [&position](const Entry& entry) { return entry.position == position; });
    if (found == entries_.end()) return nullptr;
    std::rotate(entries_.begin(), found, found + 1);
    return entries_.front().value;
  }

  const size_t most_;
  const size_t most_weight_;
  mutable absl::Mutex mutex_;
  // The one that was used last comes first.
  std::vector<Entry> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_RECENT_STATES_H_
