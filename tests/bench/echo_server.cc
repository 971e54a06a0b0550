// A server of the product's own runtime that answers each call with its
// request, set up as sangam_matching is.
#include <iostream>

#include "common/server/flags.h"
#include "common/server/server.h"
#include "tests/bench/echo_service.grpc.pb.h"

namespace sangam::bench {
namespace {

constexpr char kServiceName[] = "sangam.bench.EchoService";

// As many as sangam_matching has.
constexpr int kWorkerThreads = 32;

class EchoServiceImpl final : public EchoService::CallbackService {
 public:
  explicit EchoServiceImpl(ServerRuntime* runtime) : runtime_(*runtime) {}

  grpc::ServerUnaryReactor* Echo(
      grpc::CallbackServerContext* context,
      const matching::v1::MatchSchemesResponse* request,
      matching::v1::MatchSchemesResponse* response) override {
    return runtime_.Unary(
        context, request, response,
        [](const CallContext&,
           const matching::v1::MatchSchemesResponse& request)
            -> absl::StatusOr<matching::v1::MatchSchemesResponse> {
          return request;
        });
  }

 private:
  ServerRuntime& runtime_;
};

int Run(int argc, char** argv) {
  const ServerOptions options =
      ReadCommandLine(argc, argv,
                      {"Answers each call with its request.",
                       "127.0.0.1:0",
                       "",
                       {kServiceName},
                       kWorkerThreads});
  ServerRuntime runtime(options);
  EchoServiceImpl service(&runtime);
  runtime.Register(&service);
  const absl::Status started = runtime.Start();
  if (!started.ok()) {
    std::cerr << "echo_server: " << started.message() << std::endl;
    return 1;
  }
  runtime.SetServing(kServiceName, true);
  return runtime.RunUntilSignal();
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) { return sangam::bench::Run(argc, argv); }
