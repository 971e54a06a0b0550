#include "common/server/stream_gate.h"

#include "common/server/calls_under_way.h"
#include "common/server/open_streams.h"
#include "common/server/server_errors.h"
#include "common/server/server_metrics.h"
#include "common/status/errors.h"

namespace sangam {

StreamGate::StreamGate(const CallEnvironment& environment,
                       StreamPump::Stream* stream, CallRecord* record)
    : environment_(environment),
      record_(*record),
      pump_(std::make_shared<StreamPump>(stream, environment.pool,
                                         environment.park_time)) {
  // Nothing of the call itself, which may end before what it has begun.
  record_.call().cancelled = [pump = pump_, clock = environment.clock,
                              deadline = record_.call().deadline] {
    return pump->ended() || clock->Now() >= deadline;
  };
}

StreamGate::~StreamGate() {
  if (admitted_) environment_.metrics->StreamClosed();
  environment_.streams->Remove(pump_);
  if (entered_) environment_.calls->Leave();
}

absl::Status StreamGate::Open() {
  entered_ = environment_.calls->Enter();
  if (!entered_) return ServerStoppingError();
  if (!record_.refusal().ok()) return record_.refusal();
  switch (environment_.streams->Admit(pump_)) {
    case OpenStreams::Admission::kFull:
      return ServerBusyError(environment_.retry_after);
    case OpenStreams::Admission::kClosed:
      return ServerStoppingError();
    case OpenStreams::Admission::kAdmitted:
      break;
  }
  admitted_ = true;
  environment_.metrics->StreamOpened();
  pump_->Start();
  return absl::OkStatus();
}

std::function<void()> StreamGate::waker() {
  return [weak = std::weak_ptr<StreamPump>(pump_)] {
    if (const auto pump = weak.lock()) pump->Wake();
  };
}

void StreamGate::Cancel() {
  const bool late = environment_.clock->Now() >= record_.call().deadline;
  pump_->End(late ? DeadlineExceededError() : CallCancelledError());
}

absl::StatusOr<bool> StreamGate::Guard(
    const std::function<absl::StatusOr<bool>()>& step) const {
  try {
    return step();
  } catch (...) {
    return record_.CaughtException();
  }
}

}  // namespace sangam
