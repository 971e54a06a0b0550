// One unary call under way.
#ifndef SANGAM_COMMON_SERVER_UNARY_CALL_H_
#define SANGAM_COMMON_SERVER_UNARY_CALL_H_

#include <atomic>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/server/call_environment.h"
#include "common/server/call_record.h"
#include "common/server/worker_pool.h"
#include "google/protobuf/message.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace sangam {

// Takes a call through the queue to its handler and ends it exactly once. Owns
// itself: gRPC's OnDone deletes it.
class UnaryCall : public grpc::ServerUnaryReactor, private WorkerPool::Job {
 public:
  UnaryCall(const CallEnvironment& environment,
            grpc::CallbackServerContext* context,
            const google::protobuf::Message* request);

  // Queues the call, or ends it if that can't be done.
  void Start();

  void OnCancel() override;
  void OnDone() override;

 protected:
  // Runs the handler; the response is filled if the result is OK. May throw.
  // Not called for a request that is refused.
  virtual absl::Status Handle(const CallContext& call) = 0;

 private:
  void Run() override;
  void Expire() override;
  void End(const absl::Status& status);

  const CallEnvironment& environment_;
  const google::protobuf::Message& request_;
  // Counted among the calls under way.
  bool entered_ = false;
  std::atomic<bool> cancelled_{false};
  CallRecord record_;
};

template <typename Request, typename Response, typename Handler>
class TypedUnaryCall final : public UnaryCall {
 public:
  // gRPC keeps `request` and `response` until OnDone.
  TypedUnaryCall(const CallEnvironment& environment,
                 grpc::CallbackServerContext* context, const Request* request,
                 Response* response, Handler handler)
      : UnaryCall(environment, context, request),
        request_(*request),
        response_(*response),
        handler_(std::move(handler)) {}

 private:
  absl::Status Handle(const CallContext& call) override {
    absl::StatusOr<Response> reply = handler_(call, request_);
    if (!reply.ok()) return std::move(reply).status();
    response_ = *std::move(reply);
    return absl::OkStatus();
  }

  const Request& request_;
  Response& response_;
  Handler handler_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_UNARY_CALL_H_
