#include "common/server/unary_call.h"

#include <algorithm>

#include "common/server/calls_under_way.h"
#include "common/server/server_errors.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/validation/nul_character.h"

namespace sangam {

UnaryCall::UnaryCall(const CallEnvironment& environment,
                     grpc::CallbackServerContext* context,
                     const google::protobuf::Message* request)
    : environment_(environment),
      request_(*request),
      record_(environment, context, request->GetDescriptor()) {
  CallContext& call = record_.call();
  call.deadline = std::min(
      call.deadline, environment_.clock->Now() + environment_.deadline_cap);
  call.cancelled = [this] {
    return cancelled_ || environment_.clock->Now() >= record_.call().deadline;
  };
}

void UnaryCall::Start() {
  entered_ = environment_.calls->Enter();
  if (!entered_) return End(ServerStoppingError());
  if (!record_.refusal().ok()) return End(record_.refusal());
  // From a successful Submit on the call may end on another thread.
  if (!environment_.pool->Submit(this, record_.call().deadline)) {
    End(ServerBusyError(environment_.retry_after));
  }
}

void UnaryCall::OnCancel() {
  cancelled_ = true;
  // A flood of cancelled calls must not fill the queue.
  if (!environment_.pool->Withdraw(this)) return;
  const bool late = environment_.clock->Now() >= record_.call().deadline;
  End(late ? DeadlineExceededError() : CallCancelledError());
}

void UnaryCall::OnDone() {
  CallsUnderWay* const left = entered_ ? environment_.calls : nullptr;
  delete this;
  if (left != nullptr) left->Leave();
}

void UnaryCall::Run() {
  if (cancelled_) return End(CallCancelledError());
  absl::Status status;
  try {
    status = RefuseNulCharacters(request_);
    if (status.ok()) status = Handle(record_.call());
  } catch (...) {
    status = record_.CaughtException();
  }
  if (cancelled_ && status.ok()) status = CallCancelledError();
  End(status);
}

void UnaryCall::Expire() { End(DeadlineExceededError()); }

void UnaryCall::End(const absl::Status& status) {
  record_.Close(status);
  Finish(ToGrpcStatus(status));
}

}  // namespace sangam
