// One bidirectional call under way.
#ifndef SANGAM_COMMON_SERVER_EXCHANGE_CALL_H_
#define SANGAM_COMMON_SERVER_EXCHANGE_CALL_H_

#include <atomic>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/server/call_environment.h"
#include "common/server/call_record.h"
#include "common/server/checked_mutex.h"
#include "common/server/cut_off_call.h"
#include "common/server/exchange.h"
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

// Joins an exchange, a StreamPump and gRPC: a step reads, or answers what was
// read. Owns itself: gRPC's OnDone, which comes after all else, deletes it.
// Reads and writes bytes, because gRPC tells a message that can't be read and
// the end of the caller's messages in the same way.
template <typename Request, typename Response>
class ExchangeCall final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
      private StreamPump::Stream {
 public:
  ExchangeCall(const CallEnvironment& environment,
               grpc::CallbackServerContext* context,
               std::unique_ptr<Exchange<Request, Response>> exchange)
      : context_(*context),
        record_(environment, context, Request::descriptor()),
        gate_(environment, this, &record_),
        exchange_(std::move(exchange)) {}

  // Opens the stream, or ends the call if that can't be done.
  void Start() {
    const absl::Status opened = gate_.Open();
    if (!opened.ok()) Finish(opened);
  }

  // Not `ok`: the caller has sent all, or is gone, which OnCancel tells.
  void OnReadDone(bool ok) override {
    {
      const CheckedLock lock(&mutex_);
      reading_ = ok ? Reading::kArrived : Reading::kEnded;
    }
    gate_.pump().Wake();
  }
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
  enum class Reading { kIdle, kUnderWay, kArrived, kEnded };

  // What is there to do; a read that is idle is taken to be under way.
  Reading Take() {
    const CheckedLock lock(&mutex_);
    const Reading seen = reading_;
    if (seen == Reading::kIdle) reading_ = Reading::kUnderWay;
    if (seen == Reading::kArrived) reading_ = Reading::kIdle;
    return seen;
  }

  absl::StatusOr<bool> Step() override {
    switch (Take()) {
      case Reading::kIdle:
        // Wakes this stream, possibly before it returns.
        StartRead(&request_bytes_);
        return false;
      case Reading::kUnderWay:
        return false;
      case Reading::kEnded:
        return EndOfStream();
      case Reading::kArrived:
        break;
    }
    return gate_.Guard([this]() -> absl::StatusOr<bool> {
      // Reading it empties the buffer.
      if (!grpc::SerializationTraits<Request>::Deserialize(&request_bytes_,
                                                           &request_)
               .ok()) {
        return MalformedRequestError();
      }
      absl::StatusOr<Response> answer =
          exchange_->Answer(record_.call(), request_);
      if (!answer.ok()) return std::move(answer).status();
      bool own_buffer = false;
      answer_bytes_.Clear();
      if (!grpc::SerializationTraits<Response>::Serialize(
               *answer, &answer_bytes_, &own_buffer)
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
  CheckedMutex mutex_;
  Reading reading_ ABSL_GUARDED_BY(mutex_) = Reading::kIdle;
  // gRPC's while a read is under way, else of one thread at a time, as the pump
  // orders. The exchange goes first.
  grpc::ByteBuffer request_bytes_;
  Request request_;
  grpc::ByteBuffer answer_bytes_;
  std::unique_ptr<Exchange<Request, Response>> exchange_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_EXCHANGE_CALL_H_
