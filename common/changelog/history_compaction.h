// Forgetting of old history, where an operator asks for it.
#ifndef SANGAM_COMMON_CHANGELOG_HISTORY_COMPACTION_H_
#define SANGAM_COMMON_CHANGELOG_HISTORY_COMPACTION_H_

#include <cstdint>
#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/changelog/changelog.h"
#include "common/sql/database.h"

namespace sangam {

// What is to be forgotten. A value type.
struct HistoryRetention {
  // States that were the newest one within this time before now can be read;
  // older ones answer REVISION_COMPACTED. Infinite: all can, for good.
  absl::Duration kept = absl::InfiniteDuration();
  // How many versions one step looks at, so that writers wait for it no longer
  // than for an import.
  int64_t versions_a_step = 1'000;
  // Removes what the owner keeps beside the history for states before
  // `revision`, in the step's transaction. May be empty.
  std::function<absl::Status(sql::Database&, int64_t revision)> forget = {};
};

// What one step has done.
struct CompactionStep {
  // The oldest state that can be read now.
  int64_t oldest_revision = 0;
  int64_t versions_removed = 0;
  // Another step would find work.
  bool more = false;
};

// Moves the oldest readable state on, at most to the one that `retention` asks
// to keep, and removes every version that no readable state shows: those that a
// newer one had replaced by then, and deletions. What is there stays there, so
// the newest version of each resource is never removed, however old. One
// transaction: killed at any point, it has happened or has not. Takes no
// revision and wakes nobody.
absl::StatusOr<CompactionStep> CompactHistory(
    Changelog& changelog, const HistoryRetention& retention);

// Takes such steps on a thread of its own: ten a second at most while there is
// work, else one a minute. A store that is not reached is tried again.
// Thread-safe; the changelog outlives it.
class HistoryCompactor {
 public:
  // `on_step` is told, on that thread, of each step that removed something.
  HistoryCompactor(Changelog* changelog, HistoryRetention retention,
                   std::function<void(const CompactionStep&)> on_step);
  HistoryCompactor(const HistoryCompactor&) = delete;
  HistoryCompactor& operator=(const HistoryCompactor&) = delete;
  // Waits for the step under way.
  ~HistoryCompactor();

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);

  Changelog& changelog_;
  const HistoryRetention retention_;
  const std::function<void(const CompactionStep&)> on_step_;
  absl::Mutex mutex_;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_HISTORY_COMPACTION_H_
