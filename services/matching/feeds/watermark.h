// How far a feed has come.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_WATERMARK_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_WATERMARK_H_

#include <functional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/changelog/token.h"
#include "common/clock/clock.h"

namespace sangam::matching {

// The position of the newest state that a feed shows, and how sure it is that
// this is still the newest. The feed writes, requests read and wait.
// Thread-safe; the clock outlives it.
class Watermark {
 public:
  struct Options {
    // A feed that has said nothing for so long is lagging: owners send a
    // bookmark each second, so three were missed.
    absl::Duration lagging_after = absl::Seconds(3);
    // So many requests may wait at once until their deadlines; more wait only
    // for the time that a feed in good order takes, because each of them holds
    // a worker.
    int max_waiters = 16;
    absl::Duration crowded_wait = absl::Milliseconds(100);
  };

  // `owner` names the service in errors.
  Watermark(std::string owner, const Clock* clock, Options options);
  Watermark(std::string owner, const Clock* clock)
      : Watermark(std::move(owner), clock, Options()) {}

  // The state at `position` can be seen, and is the newest that the owner has
  // told of.
  void Advance(const StorePosition& position);
  // The stream ended: a restored store may be what comes next.
  void Disconnected();

  // Whether a whole state was ever shown.
  bool IsComplete() const;
  // Whether the owner may have newer states that the feed does not know of.
  bool IsLagging() const;
  // The newest position; an empty epoch before there is one.
  StorePosition position() const;
  // When Advance was last called; the infinite past before.
  absl::Time last_heard() const;

  // Waits until the state shown is at least `wanted`. STORE_EPOCH_CHANGED if
  // the feed is connected and shows another epoch; REVISION_NOT_YET_AVAILABLE
  // if it does not get there before `deadline`, begins to lag meanwhile, or too
  // many wait; DEADLINE_EXCEEDED if `cancelled` says that nobody wants to know.
  absl::Status WaitFor(const StorePosition& wanted, absl::Time deadline,
                       const std::function<bool()>& cancelled);

 private:
  bool IsLaggingLocked() const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  bool ReachedLocked(const StorePosition& wanted) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  const std::string owner_;
  const Clock* const clock_;
  const Options options_;
  mutable absl::Mutex mutex_;
  StorePosition position_ ABSL_GUARDED_BY(mutex_);
  absl::Time last_heard_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  bool connected_ ABSL_GUARDED_BY(mutex_) = false;
  int waiters_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_WATERMARK_H_
