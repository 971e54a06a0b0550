// Bounds how many answers about the past are made at once.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_PAST_ANSWER_LIMIT_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_PAST_ANSWER_LIMIT_H_

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"

namespace sangam::matching {

// An answer about the past may take seconds and hold a whole catalogue; each
// holds a permit, so that they can take neither all workers nor all memory.
// Thread-safe; outlives its permits, and the clock outlives it.
class PastAnswerLimit {
 public:
  struct Options {
    int answers_at_once = 4;
    // So many may wait; more are refused at once.
    int most_waiting = 4;
    absl::Duration longest_wait = absl::Milliseconds(200);
  };

  // Leave to answer, given back by its end.
  class Permit {
   public:
    explicit Permit(PastAnswerLimit* limit) : limit_(limit) {}
    ~Permit() { limit_->Leave(); }
    Permit(const Permit&) = delete;
    Permit& operator=(const Permit&) = delete;

   private:
    PastAnswerLimit* const limit_;
  };

  PastAnswerLimit(const Clock* clock, Options options)
      : clock_(clock), options_(options) {}

  // SERVER_BUSY where too many wait or it takes too long; DEADLINE_EXCEEDED.
  absl::StatusOr<std::unique_ptr<Permit>> Enter(const CallContext& call);

 private:
  void Leave();

  const Clock* const clock_;
  const Options options_;
  absl::Mutex mutex_;
  int under_way_ ABSL_GUARDED_BY(mutex_) = 0;
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_PAST_ANSWER_LIMIT_H_
