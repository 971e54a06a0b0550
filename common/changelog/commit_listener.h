// Learns of commits that other processes made.
#ifndef SANGAM_COMMON_CHANGELOG_COMMIT_LISTENER_H_
#define SANGAM_COMMON_CHANGELOG_COMMIT_LISTENER_H_

#include <cstdint>
#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/changelog/watch_hub.h"
#include "common/sql/connection_pool.h"

namespace sangam {

// Looks at the store's revision every 50 ms, on a thread of its own, and wakes
// the watchers when it has moved. Asking is all that works with every server,
// pooler and failover; and whoever misses a wake asks within a second anyway.
class CommitListener {
 public:
  // Both outlive the listener. `revision` is the newest that is known.
  // `on_reachable` is told, on the listener's thread, when the store can't be
  // reached any more, and when it can again.
  CommitListener(sql::ConnectionPool* connections, WatchHub* hub,
                 int64_t revision, std::function<void(bool)> on_reachable);
  CommitListener(const CommitListener&) = delete;
  CommitListener& operator=(const CommitListener&) = delete;
  ~CommitListener();

  // This process has committed the revision, and wakes the watchers itself.
  void Saw(int64_t revision) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);

  sql::ConnectionPool& connections_;
  WatchHub& hub_;
  const std::function<void(bool)> on_reachable_;
  absl::Mutex mutex_;
  int64_t known_ ABSL_GUARDED_BY(mutex_);
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_COMMIT_LISTENER_H_
