// A long answer that is reckoned a slice at a time.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_SLICED_ANSWER_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_SLICED_ANSWER_H_

#include <functional>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/clock/clock.h"
#include "common/server/stream.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/coverage/working_turns.h"

namespace sangam::matching {

// Tells each slice in one message, at least twice a second, so that the caller
// sees how far it has come; asks after every step, which takes a millisecond or
// so, whether the answer is still wanted; reckons nothing ahead of a caller who
// does not read, and while the caller reads, others work.
template <typename Response>
class SlicedAnswer : public StreamSource<Response> {
 public:
  // Without turns (null) it works whenever it is asked.
  SlicedAnswer(const Clock* clock, WorkingTurns* turns)
      : clock_(*clock), turns_(turns) {}

  void OnStart(std::function<void()> wake) final { wake_ = std::move(wake); }

  absl::StatusOr<absl::optional<Response>> Next(const CallContext& call) final {
    if (ended_) return EndOfStream();
    std::unique_ptr<WorkingTurns::Turn> turn;
    if (turns_ != nullptr) {
      turn = turns_->TryTake(wake_);
      if (turn == nullptr) return absl::nullopt;
    }
    Response response{};
    first_ = !begun_;
    if (!begun_) {
      SANGAM_RETURN_IF_ERROR(Begin(call, &response));
      begun_ = true;
    }
    const absl::Time until = clock_.Now() + kSlice;
    while (!ended_) {
      SANGAM_ASSIGN_OR_RETURN(const bool goes_on, Step(&response));
      // A step that found this out has left its work half done.
      if (call.cancelled()) return DeadlineExceededError();
      ended_ = !goes_on;
      if (IsFull(response) || clock_.Now() >= until) break;
    }
    if (ended_) End(&response);
    SetProgress(&response);
    return response;
  }

  // For all messages together, because few such questions are answered at once;
  // a list that is cut off for it can be resumed.
  absl::Duration ReaderTime(absl::Duration left) const final {
    return first_ ? kReaderTime : left;
  }

 protected:
  static constexpr absl::Duration kSlice = absl::Milliseconds(400);

  // Reads the request and what the answer needs; may add to the first message.
  virtual absl::Status Begin(const CallContext& call, Response* response) = 0;
  // Goes on a little; whether there is more.
  virtual absl::StatusOr<bool> Step(Response* response) = 0;
  // Whether the message must be sent before the next step.
  virtual bool IsFull(const Response& response) const = 0;
  // Adds what the last message holds.
  virtual void End(Response* response) = 0;
  // Says how far it has come.
  virtual void SetProgress(Response* response) const = 0;

 private:
  const Clock& clock_;
  WorkingTurns* const turns_;
  std::function<void()> wake_ = [] {};
  bool begun_ = false;
  // The message that was told last was the first.
  bool first_ = false;
  bool ended_ = false;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_SLICED_ANSWER_H_
