// Bounds how many long answers are under way; in a crowd, who doesn't read
// gives its place up after some seconds. Until then others are refused.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_LONG_ANSWER_LIMIT_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_LONG_ANSWER_LIMIT_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"

namespace sangam::matching {

// A long answer holds some memory for as long as its caller reads, which may be
// minutes: each holds a permit. While others find no room, an answer whose
// caller has not asked for more for a while is set aside: it keeps its memory,
// so not many are, but no longer counts; once its caller reads on, it waits in
// a line until it has a permit again. So that those who never read do not hold
// all places of either sort, a caller has little time for a message as long as
// many places are taken, whenever its message was told. Thread-safe; outlives
// its permits, and the clock outlives it.
class LongAnswerLimit {
 public:
  struct Options {
    size_t answers_at_once = 24;
    size_t most_set_aside = 48;
    // A caller who takes longer over a message counts as not reading.
    absl::Duration reader_patience = absl::Seconds(1);
    // With more answers than this, set aside or not, a caller who takes longer
    // over a message is to be cut off.
    size_t crowd = 12;
    absl::Duration patience_in_crowd = absl::Seconds(10);
    // So many may wait to begin; more are refused at once.
    int most_waiting = 2;
    absl::Duration longest_wait = absl::Milliseconds(200);
  };

  // Leave to answer, given back by its end. For one thread at a time.
  class Permit {
   public:
    ~Permit() { limit_->Leave(this); }
    Permit(const Permit&) = delete;
    Permit& operator=(const Permit&) = delete;

    // The caller has something to read from now on.
    void Tell() { limit_->Tell(this); }
    // The caller has read it. False where the answer was set aside and there
    // is no room yet: then it waits in the line, and is woken when it is time
    // to try again; it should do so each second, too. Never blocks.
    bool GoOn() { return limit_->GoOn(this); }
    // How long the caller may take over a message as things are now. Takes no
    // lock.
    absl::Duration ReaderTime() const { return limit_->ReaderTime(); }

   private:
    friend class LongAnswerLimit;
    Permit(LongAnswerLimit* limit, std::function<void()> wake)
        : limit_(limit), wake_(std::move(wake)) {}

    LongAnswerLimit* const limit_;
    const std::function<void()> wake_;
    // When the caller was told what it has not read yet; under the limit's
    // mutex.
    absl::Time told_at_ = absl::InfiniteFuture();
  };

  LongAnswerLimit(const Clock* clock, Options options)
      : clock_(*clock), options_(options) {}

  // `wake` is called from any thread. SERVER_BUSY where too many wait or it
  // takes too long; DEADLINE_EXCEEDED.
  absl::StatusOr<std::unique_ptr<Permit>> Enter(const CallContext& call,
                                                std::function<void()> wake);

 private:
  using Permits = std::vector<Permit*>;

  void Tell(Permit* permit);
  bool GoOn(Permit* permit);
  void Leave(Permit* permit);
  absl::Duration ReaderTime() const;
  // Whether one more may count, if need be in the place of an answer that is
  // set aside; `spared` of these need no longer be.
  bool MakeRoom(size_t spared) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool HasRoom() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return counted_.size() < options_.answers_at_once;
  }

  const Clock& clock_;
  const Options options_;
  absl::Mutex mutex_;
  // Each permit is in one of these. Who is set aside and reads on stands in the
  // line.
  Permits counted_ ABSL_GUARDED_BY(mutex_);
  Permits set_aside_ ABSL_GUARDED_BY(mutex_);
  Permits line_ ABSL_GUARDED_BY(mutex_);
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
  // All permits there are; changed under the mutex.
  std::atomic<size_t> permits_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_LONG_ANSWER_LIMIT_H_
