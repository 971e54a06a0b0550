#include "services/matching/feeds/watermark.h"

#include <algorithm>
#include <utility>

#include "common/status/errors.h"
#include "services/matching/feeds/wanted_wait.h"

namespace sangam::matching {
Watermark::Watermark(std::string owner, const Clock* clock, Options options)
    : owner_(std::move(owner)), clock_(clock), options_(options) {}

void Watermark::Advance(const StorePosition& position) {
  absl::MutexLock lock(&mutex_);
  position_ = position;
  last_heard_ = clock_->Now();
  connected_ = true;
}

void Watermark::Disconnected() {
  absl::MutexLock lock(&mutex_);
  connected_ = false;
}

bool Watermark::IsComplete() const {
  absl::ReaderMutexLock lock(&mutex_);
  return !position_.epoch.empty();
}

bool Watermark::IsLagging() const {
  absl::ReaderMutexLock lock(&mutex_);
  return IsLaggingLocked();
}

StorePosition Watermark::position() const {
  absl::ReaderMutexLock lock(&mutex_);
  return position_;
}

absl::Time Watermark::last_heard() const {
  absl::ReaderMutexLock lock(&mutex_);
  return last_heard_;
}

absl::Status Watermark::WaitFor(const StorePosition& wanted,
                                absl::Time deadline,
                                const std::function<bool()>& cancelled) {
  absl::MutexLock lock(&mutex_);
  const auto changed = [this, &wanted] {
    mutex_.AssertReaderHeld();
    return ReachedLocked(wanted) ||
           (connected_ && position_.epoch != wanted.epoch);
  };
  if (waiters_ >= options_.max_waiters) {
    deadline = std::min(deadline, clock_->Now() + options_.crowded_wait);
  }
  ++waiters_;
  absl::Status status;
  while (!ReachedLocked(wanted)) {
    const absl::Time now = clock_->Now();
    // While the stream is broken, the other epoch may be the one that the feed
    // is about to see.
    if (connected_ && position_.epoch != wanted.epoch) {
      status = StoreEpochChangedError(owner_);
    } else if (now >= deadline || IsLaggingLocked()) {
      status = RevisionNotYetAvailableError(owner_);
    } else if (cancelled()) {
      status = DeadlineExceededError();
    }
    if (!status.ok()) break;
    mutex_.AwaitWithTimeout(absl::Condition(&changed),
                            std::min(kLookInterval, deadline - now));
  }
  --waiters_;
  return status;
}

bool Watermark::IsLaggingLocked() const {
  // A clock that was set back must not make silence look young.
  const absl::Duration silence = clock_->Now() - last_heard_;
  return silence > options_.lagging_after || silence < absl::ZeroDuration();
}

bool Watermark::ReachedLocked(const StorePosition& wanted) const {
  return position_.epoch == wanted.epoch &&
         position_.revision >= wanted.revision;
}

}  // namespace sangam::matching
