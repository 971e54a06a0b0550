// One server-streaming call under way.
#ifndef SANGAM_COMMON_SERVER_STREAM_CALL_H_
#define SANGAM_COMMON_SERVER_STREAM_CALL_H_

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/server/call_environment.h"
#include "common/server/call_record.h"
#include "common/server/cut_off_call.h"
#include "common/server/stream.h"
#include "common/server/stream_gate.h"
#include "common/server/stream_pump.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "common/validation/nul_character.h"
#include "google/protobuf/message.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace sangam {

// Joins a source, a StreamPump and gRPC. Owns itself: gRPC's OnDone deletes it,
// and the source with it.
template <typename Response>
class StreamCall final : public grpc::ServerWriteReactor<Response>,
                         private StreamPump::Stream {
 public:
  StreamCall(const CallEnvironment& environment,
             grpc::CallbackServerContext* context,
             const google::protobuf::Message* request,
             std::unique_ptr<StreamSource<Response>> source)
      : context_(*context),
        request_(*request),
        record_(environment, context, request->GetDescriptor()),
        gate_(environment, this, &record_),
        source_(std::move(source)) {}

  // Opens the stream, or ends the call if that can't be done.
  void Start() {
    const absl::Status opened = gate_.Open();
    if (!opened.ok()) Finish(opened);
  }

  void OnWriteDone(bool ok) override {
    message_.reset();
    gate_.pump().WriteDone(ok);
  }
  void OnCancel() override { gate_.Cancel(); }
  void OnDone() override { delete this; }

 private:
  absl::StatusOr<bool> Step() override {
    return gate_.Guard([this]() -> absl::StatusOr<bool> {
      if (!started_) {
        started_ = true;
        SANGAM_RETURN_IF_ERROR(RefuseNulCharacters(request_));
        source_->OnStart(gate_.waker());
      }
      auto next = source_->Next(record_.call());
      if (!next.ok()) return std::move(next).status();
      message_ = *std::move(next);
      return message_.has_value();
    });
  }

  void Write() override { this->StartWrite(&*message_); }
  absl::Duration ReaderTime(absl::Duration left) override {
    return source_->ReaderTime(left);
  }
  absl::Duration Patience() const override { return source_->Patience(); }
  bool CanGoOn() const override { return source_->CanGoOn(); }
  void CutOff(const absl::Status& why) override { CutOffCall(&context_, why); }

  void Finish(const absl::Status& status) override {
    record_.Close(status);
    grpc::ServerWriteReactor<Response>::Finish(ToGrpcStatus(status));
  }

  grpc::CallbackServerContext& context_;
  // gRPC keeps it until OnDone.
  const google::protobuf::Message& request_;
  CallRecord record_;
  StreamGate gate_;
  // Touched by one thread at a time, as the pump orders. The source goes first.
  bool started_ = false;
  absl::optional<Response> message_;
  std::unique_ptr<StreamSource<Response>> source_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_STREAM_CALL_H_
