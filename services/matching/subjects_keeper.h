// Keeps what the reverse columns hold on disk, for a quick restart.
#ifndef SANGAM_SERVICES_MATCHING_SUBJECTS_KEEPER_H_
#define SANGAM_SERVICES_MATCHING_SUBJECTS_KEEPER_H_

#include <atomic>
#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/changelog/token.h"
#include "common/clock/clock.h"
#include "common/server/logger.h"
#include "services/matching/feeds/subjects_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/matching_metrics.h"

namespace sangam::matching {

// Reads the snapshot at the start and writes it now and then, on a thread of
// its own; answers never wait for it. A snapshot that can't be used, or not be
// written, costs a line in the log and a list of the registry at the next
// start, nothing more. What it is made of outlives it.
//
// Start, then Disconnected by the feed's thread, then Stop. Restore and
// KeepIfDue are what the thread does, for tests without one.
class SubjectsKeeper {
 public:
  struct Options {
    // The file. Empty: nothing is kept.
    std::string path;
    // The least time between two snapshots; the first comes as soon as there is
    // something to keep.
    absl::Duration interval = absl::Minutes(10);
    // A snapshot waits until no change has come for so long, but no longer than
    // an interval: a registry that is never quiet gets its snapshots too.
    absl::Duration quiet = absl::Seconds(2);
  };

  // `newest` is the watermark of another feed of the same owner; see
  // SubjectsState::Restore.
  SubjectsKeeper(Options options, SubjectsState* subjects,
                 const Watermark* newest, MatchingMetrics* metrics,
                 Logger* logger, const Clock* clock);
  ~SubjectsKeeper() { Stop(); }
  SubjectsKeeper(const SubjectsKeeper&) = delete;
  SubjectsKeeper& operator=(const SubjectsKeeper&) = delete;

  // Restores, then calls `restored`, which may start the feed, then keeps;
  // once.
  void Start(std::function<void()> restored);
  // Ends the thread and keeps what has changed since the last snapshot.
  // Repeated calls do nothing.
  void Stop();
  // The feed broke off, for this reason; maybe it refused what was restored.
  void Disconnected(const absl::Status& reason);

  // Gives the state what is on disk, if that can be used.
  void Restore();
  // Writes a snapshot if it is time for one.
  void KeepIfDue();

 private:
  void Run(const std::function<void()>& restored);
  bool IsDue(const StorePosition& position, absl::Time now);
  void Keep(const SubjectsView& view);
  void Drop(absl::string_view problem);

  const Options options_;
  SubjectsState* const subjects_;
  const Watermark* const newest_;
  MatchingMetrics* const metrics_;
  Logger* const logger_;
  const Clock* const clock_;

  // Whether what was restored may still prove useless, and whether it has.
  std::atomic<bool> on_trial_ = false;
  std::atomic<bool> refused_ = false;

  // Used by the thread, and by Stop after it. What is on disk; when the last
  // attempt to write was; since when the state has been as it is; since when a
  // snapshot has been due. The infinite past: never.
  StorePosition kept_;
  absl::Time attempted_ = absl::InfinitePast();
  StorePosition seen_;
  absl::Time seen_since_ = absl::InfinitePast();
  absl::Time due_since_ = absl::InfinitePast();

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_SUBJECTS_KEEPER_H_
