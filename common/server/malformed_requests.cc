#include "common/server/malformed_requests.h"

#include "absl/types/optional.h"
#include "common/server/call_record.h"
#include "common/server/method_table.h"
#include "common/server/server_errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/server_context.h"

namespace sangam {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

// Follows one call.
class Refusal final : public Interceptor {
 public:
  Refusal(const CallEnvironment& environment, ServerRpcInfo* info)
      : environment_(environment), info_(*info) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    // What could not be read arrives as nothing.
    if (methods->QueryInterceptionHookPoint(
            InterceptionHookPoints::POST_RECV_MESSAGE)) {
      if (methods->GetRecvMessage() == nullptr) {
        record_.emplace(environment_, info_.server_context(),
                        environment_.methods->FindByPath(info_.method()));
      }
    } else if (record_ && methods->QueryInterceptionHookPoint(
                              InterceptionHookPoints::PRE_SEND_STATUS)) {
      const absl::Status status = MalformedRequestError();
      record_->Close(status);
      methods->ModifySendStatus(ToGrpcStatus(status));
    }
    methods->Proceed();
  }

 private:
  const CallEnvironment& environment_;
  ServerRpcInfo& info_;
  // Of a malformed request; any other call keeps its own.
  absl::optional<CallRecord> record_;
};

class Factory final
    : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Factory(const CallEnvironment* environment)
      : environment_(*environment) {}

  Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    // In a stream of requests nothing arrives at its end too.
    const bool one_request =
        info->type() == ServerRpcInfo::Type::UNARY ||
        info->type() == ServerRpcInfo::Type::SERVER_STREAMING;
    return one_request ? new Refusal(environment_, info) : nullptr;
  }

 private:
  const CallEnvironment& environment_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
RefuseMalformedRequests(const CallEnvironment* environment) {
  return std::make_unique<Factory>(environment);
}

}  // namespace sangam
