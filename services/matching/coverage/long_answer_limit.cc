#include "services/matching/coverage/long_answer_limit.h"

#include <algorithm>

#include "common/status/errors.h"
#include "services/matching/feeds/wanted_wait.h"

namespace sangam::matching {
namespace {

// What a caller that was refused is told to wait.
constexpr absl::Duration kRetryAfter = absl::Seconds(1);

template <typename Permits, typename Permit>
bool Take(Permit* permit, Permits* from) {
  const auto found = std::find(from->begin(), from->end(), permit);
  if (found == from->end()) return false;
  from->erase(found);
  return true;
}

}  // namespace

absl::StatusOr<std::unique_ptr<LongAnswerLimit::Permit>> LongAnswerLimit::Enter(
    const CallContext& call, std::function<void()> wake) {
  const absl::MutexLock lock(&mutex_);
  // Who stands in the line goes first.
  const auto may_enter = [this] {
    mutex_.AssertHeld();
    return line_.empty() && HasRoom();
  };
  if (!line_.empty() || !MakeRoom(0)) {
    if (waiting_ >= options_.most_waiting) return ServerBusyError(kRetryAfter);
    const absl::Duration left = call.deadline - clock_.Now();
    ++waiting_;
    AwaitWhileWanted(&mutex_, may_enter, std::min(left, options_.longest_wait),
                     call.cancelled);
    --waiting_;
    if (!line_.empty() || !MakeRoom(0)) {
      if (call.cancelled() || clock_.Now() >= call.deadline) {
        return DeadlineExceededError();
      }
      return ServerBusyError(kRetryAfter);
    }
  }
  auto permit = std::unique_ptr<Permit>(new Permit(this, std::move(wake)));
  counted_.push_back(permit.get());
  ++permits_;
  return permit;
}

bool LongAnswerLimit::MakeRoom(size_t spared) {
  if (HasRoom()) return true;
  const size_t set_aside = set_aside_.size() + line_.size() - spared;
  if (set_aside >= options_.most_set_aside) return false;
  const auto longest = std::min_element(counted_.begin(), counted_.end(),
                                        [](const Permit* a, const Permit* b) {
                                          return a->told_at_ < b->told_at_;
                                        });
  if (longest == counted_.end() ||
      clock_.Now() - (*longest)->told_at_ < options_.reader_patience) {
    return false;
  }
  set_aside_.push_back(*longest);
  counted_.erase(longest);
  return true;
}

void LongAnswerLimit::Tell(Permit* permit) {
  const absl::MutexLock lock(&mutex_);
  permit->told_at_ = clock_.Now();
}

absl::Duration LongAnswerLimit::ReaderTime() const {
  return permits_ > options_.crowd ? options_.patience_in_crowd
                                   : absl::InfiniteDuration();
}

bool LongAnswerLimit::GoOn(Permit* permit) {
  const absl::MutexLock lock(&mutex_);
  permit->told_at_ = absl::InfiniteFuture();
  if (Take(permit, &set_aside_)) line_.push_back(permit);
  const auto place = std::find(line_.begin(), line_.end(), permit);
  if (place == line_.end()) return true;
  const auto before = static_cast<size_t>(place - line_.begin());
  const bool is_room =
      before == 0 ? MakeRoom(1)
                  : counted_.size() + before < options_.answers_at_once;
  if (!is_room) return false;
  line_.erase(place);
  counted_.push_back(permit);
  return true;
}

void LongAnswerLimit::Leave(Permit* permit) {
  std::function<void()> wake;
  {
    const absl::MutexLock lock(&mutex_);
    if (!Take(permit, &counted_) && !Take(permit, &set_aside_)) {
      Take(permit, &line_);
    }
    --permits_;
    if (HasRoom() && !line_.empty()) wake = line_.front()->wake_;
  }
  if (wake) wake();
}

}  // namespace sangam::matching
