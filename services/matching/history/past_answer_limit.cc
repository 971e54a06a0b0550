#include "services/matching/history/past_answer_limit.h"

#include <algorithm>

#include "common/status/errors.h"
#include "services/matching/feeds/wanted_wait.h"

namespace sangam::matching {
namespace {

// What a caller that was refused is told to wait.
constexpr absl::Duration kRetryAfter = absl::Seconds(1);

}  // namespace

absl::StatusOr<std::unique_ptr<PastAnswerLimit::Permit>> PastAnswerLimit::Enter(
    const CallContext& call) {
  absl::MutexLock lock(&mutex_);
  const auto has_room = [this] {
    mutex_.AssertReaderHeld();
    return under_way_ < options_.answers_at_once;
  };
  if (!has_room()) {
    if (waiting_ >= options_.most_waiting) return ServerBusyError(kRetryAfter);
    const absl::Duration left = call.deadline - clock_->Now();
    ++waiting_;
    const bool entered =
        AwaitWhileWanted(&mutex_, has_room,
                         std::min(left, options_.longest_wait), call.cancelled);
    --waiting_;
    if (!entered) {
      if (call.cancelled() || clock_->Now() >= call.deadline) {
        return DeadlineExceededError();
      }
      return ServerBusyError(kRetryAfter);
    }
  }
  ++under_way_;
  return std::make_unique<Permit>(this);
}

void PastAnswerLimit::Leave() {
  absl::MutexLock lock(&mutex_);
  --under_way_;
}

}  // namespace sangam::matching
