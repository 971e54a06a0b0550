// One bidirectional call under way.
#ifndef SANGAM_COMMON_SERVER_EXCHANGE_CALL_H_
#define SANGAM_COMMON_SERVER_EXCHANGE_CALL_H_

#include <atomic>
#include <exception>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/server/call_environment.h"
#include "common/server/call_record.h"
#include "common/server/cut_off_call.h"
#include "common/server/exchange.h"
#include "common/server/request_ahead.h"
#include "common/server/server_errors.h"
#include "common/server/stream.h"
#include "common/server/stream_gate.h"
#include "common/server/stream_pump.h"
#include "common/status/grpc_status.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/server_callback.h"

namespace sangam {

// Joins an exchange, a StreamPump and gRPC: a step reads, or sends what was
// answered, while gRPC reads the next message. Owns itself: gRPC's
// OnDone, which comes after all else, deletes it. Reads and writes bytes,
// because gRPC tells a message that can't be read and the end of the caller's
// messages in the same way.
template <typename Request, typename Response, typename Prepared>
class ExchangeCall final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
      private StreamPump::Stream {
 public:
  ExchangeCall(const CallEnvironment& environment,
               grpc::CallbackServerContext* context,
               std::unique_ptr<Exchange<Request, Response, Prepared>> exchange)
      : context_(*context),
        record_(environment, context, Request::descriptor()),
        gate_(environment, this, &record_),
        ahead_(std::make_shared<Ahead>(std::move(exchange), record_.call(),
                                       environment.pool, gate_.waker())) {}

  // Opens the stream, or ends the call if that can't be done.
  void Start() {
    const absl::Status opened = gate_.Open();
    if (!opened.ok()) Finish(opened);
  }

  // Not `ok`: the caller has sent all, or is gone, which OnCancel tells.
  void OnReadDone(bool ok) override { ahead_->Arrived(ok); }
  void OnWriteDone(bool ok) override { gate_.pump().WriteDone(ok); }
  void OnCancel() override {
    cancelled_ = true;
    gate_.Cancel();
  }
  void OnDone() override {
    // To the reader of a stream a caller that is gone looks like one that has
    // said all, until OnCancel comes.
    if (end_.ok() && cancelled_) end_ = CallCancelledError();
    record_.Close(end_);
    delete this;
  }

 private:
  using Ahead = RequestAhead<Request, Response, Prepared>;

  absl::StatusOr<bool> Step() override {
    switch (ahead_->Take()) {
      case Ahead::Next::kRead:
        // Wakes this stream, possibly before it returns.
        StartRead(ahead_->bytes());
        return false;
      case Ahead::Next::kNotYet:
        return false;
      case Ahead::Next::kEnd:
        return EndOfStream();
      case Ahead::Next::kAnswered:
        break;
    }
    return gate_.Guard([this]() -> absl::StatusOr<bool> {
      auto& present = ahead_->present();
      if (present.thrown) std::rethrow_exception(present.thrown);
      if (!present.answer.ok()) return std::move(present.answer).status();
      bool own_buffer = false;
      answer_bytes_.Clear();
      if (!grpc::SerializationTraits<Response>::Serialize(
               *present.answer, &answer_bytes_, &own_buffer)
               .ok()) {
        return UnexpectedExceptionError();
      }
      return true;
    });
  }

  void Write() override { StartWrite(&answer_bytes_); }
  absl::Duration ReaderTime(absl::Duration) override { return kReaderTime; }
  void CutOff(const absl::Status& why) override { CutOffCall(&context_, why); }

  void Finish(const absl::Status& status) override {
    end_ = status;
    grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>::Finish(
        ToGrpcStatus(status));
  }

  grpc::CallbackServerContext& context_;
  CallRecord record_;
  StreamGate gate_;
  std::atomic<bool> cancelled_{false};
  absl::Status end_;
  grpc::ByteBuffer answer_bytes_;
  const std::shared_ptr<Ahead> ahead_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_EXCHANGE_CALL_H_
