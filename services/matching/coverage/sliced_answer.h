// A long answer that is reckoned a slice at a time.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_SLICED_ANSWER_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_SLICED_ANSWER_H_

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/clock/clock.h"
#include "common/server/stream.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/coverage/long_answer_limit.h"
#include "services/matching/coverage/working_turns.h"

namespace sangam::matching {

// Tells each slice in one message, at least twice a second, so that the caller
// sees how far it has come; asks after every step, which mostly takes a
// millisecond or so, whether the answer is still wanted; reckons nothing ahead
// of a caller who does not read, and while the caller reads, others work; where
// the caller takes long, it makes room for others. A step that takes longer
// than others can be kept waiting ends the answer.
template <typename Response>
class SlicedAnswer : public StreamSource<Response> {
 public:
  // Without turns or a limit (null) it works whenever it is asked.
  SlicedAnswer(const Clock* clock, WorkingTurns* turns,
               LongAnswerLimit* limit = nullptr)
      : clock_(*clock), turns_(turns), limit_(limit) {}

  void OnStart(std::function<void()> wake) final {
    wake_ = wake;
    if (turns_ != nullptr) asker_.emplace(turns_, std::move(wake));
  }

  absl::StatusOr<absl::optional<Response>> Next(const CallContext& call) final {
    if (ended_) return EndOfStream();
    if (limit_ != nullptr) {
      if (permit_ == nullptr) {
        SANGAM_ASSIGN_OR_RETURN(permit_, limit_->Enter(call, wake_));
      }
      if (!permit_->GoOn()) return absl::nullopt;
    }
    std::unique_ptr<WorkingTurns::Turn> turn;
    if (asker_) {
      turn = asker_->TryTake();
      if (turn == nullptr) return TellOfWaiting();
    }
    Response response{};
    first_ = !begun_;
    if (!begun_) {
      SANGAM_RETURN_IF_ERROR(Begin(Bounded(call), &response));
      begun_ = true;
    }
    absl::Time now = clock_.Now();
    // The more want to work, the less each does, so that none waits for long.
    const absl::Time until =
        now + (turns_ == nullptr ? kSlice : turns_->ShareOf(kSlice));
    step_until_ = now + kLongestStep;
    while (!ended_) {
      SANGAM_ASSIGN_OR_RETURN(const bool goes_on, Step(&response));
      // A step that found either out has left its work half done.
      if (call.cancelled()) return DeadlineExceededError();
      if (overran_) return TooLong();
      now = clock_.Now();
      step_until_ = now + kLongestStep;
      ended_ = !goes_on;
      if (IsFull(response) || now >= until) break;
    }
    if (ended_) End(&response);
    Tell(&response);
    Rest();
    return response;
  }

  // For all messages together, because few such questions are answered at once;
  // over one message far less while the limit is crowded.
  absl::Duration ReaderTime(absl::Duration left) const final {
    reader_left_ = first_ ? kReaderTime : reader_left_ - (granted_ - left);
    granted_ = permit_ == nullptr
                   ? reader_left_
                   : std::min(reader_left_, permit_->ReaderTime());
    return granted_;
  }

  // Others may have come since the caller stopped reading.
  absl::Duration Patience() const final {
    return permit_ == nullptr ? absl::InfiniteDuration()
                              : permit_->ReaderTime();
  }

  // What was counted is lost with the stream, unless a list says otherwise.
  bool CanGoOn() const override { return false; }

 protected:
  static constexpr absl::Duration kSlice = absl::Milliseconds(400);
  // Of an answer that waits for its turn; it is asked each second at least.
  static constexpr absl::Duration kLongestSilence = absl::Milliseconds(800);
  // Far more than what a block of subjects takes by any usual rules.
  static constexpr absl::Duration kLongestStep = absl::Seconds(5);

  // Reads the request and what the answer needs; may add to the first message.
  // By `cancelled` of this call all steps ask whether to go on.
  virtual absl::Status Begin(const CallContext& call, Response* response) = 0;
  // Goes on a little; whether there is more.
  virtual absl::StatusOr<bool> Step(Response* response) = 0;
  // Whether the message must be sent before the next step.
  virtual bool IsFull(const Response& response) const = 0;
  // Adds what the last message holds.
  virtual void End(Response* response) = 0;
  // Says how far it has come.
  virtual void SetProgress(Response* response) const = 0;
  // Gives back what the next step can make anew: the caller may take minutes
  // over the message.
  virtual void Rest() {}

 private:
  void Tell(Response* response) {
    SetProgress(response);
    told_at_ = clock_.Now();
    if (permit_ != nullptr) permit_->Tell();
  }

  // How far it has come, where the caller has heard nothing for long.
  absl::optional<Response> TellOfWaiting() {
    if (!begun_ || clock_.Now() - told_at_ < kLongestSilence) {
      return absl::nullopt;
    }
    first_ = false;
    Response response{};
    Tell(&response);
    asker_->StepAside();
    return response;
  }

  CallContext Bounded(const CallContext& call) {
    CallContext bounded = call;
    bounded.cancelled = [this, cancelled = call.cancelled] {
      if (cancelled()) return true;
      if (clock_.Now() < step_until_) return false;
      overran_ = true;
      return true;
    };
    return bounded;
  }

  static absl::Status TooLong() {
    return MakeError(
        absl::StatusCode::kResourceExhausted,
        type::v1::ERROR_REASON_SERVER_BUSY,
        absl::StrCat("the rules take too long to be asked of everybody: more "
                     "than ",
                     absl::ToInt64Seconds(kLongestStep),
                     " seconds for a few thousand subjects; ask fewer or "
                     "simpler ones, or try again when the service is less "
                     "busy"));
  }

  const Clock& clock_;
  WorkingTurns* const turns_;
  LongAnswerLimit* const limit_;
  std::function<void()> wake_;
  // Given back last: after all that the answer holds.
  std::unique_ptr<LongAnswerLimit::Permit> permit_;
  absl::optional<WorkingTurns::Asker> asker_;
  // When the present step has taken too long, and whether one stopped for it;
  // several threads ask.
  absl::Time step_until_ = absl::InfiniteFuture();
  std::atomic<bool> overran_ = false;
  bool begun_ = false;
  // The message that was told last was the first.
  bool first_ = false;
  bool ended_ = false;
  absl::Time told_at_;
  // Of the time for all messages, and how much of it was for the last one.
  mutable absl::Duration reader_left_;
  mutable absl::Duration granted_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_SLICED_ANSWER_H_
