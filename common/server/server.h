// The runtime under every service: threads, deadlines, limits, health,
// metrics, logging and the mapping of errors, in one place.
//
//   ServerRuntime runtime(options);
//   PlaceService service(&runtime, &store);       // a grpc CallbackService
//   runtime.Register(&service);
//   absl::Status started = runtime.Start();       // nothing is SERVING yet
//   runtime.SetServing("sangam.registry.v1.RegistryService", true);
//   return runtime.RunUntilSignal();
#ifndef SANGAM_COMMON_SERVER_SERVER_H_
#define SANGAM_COMMON_SERVER_SERVER_H_

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "common/server/call_environment.h"
#include "common/server/exchange_call.h"
#include "common/server/logger.h"
#include "common/server/server_options.h"
#include "common/server/stream.h"
#include "common/server/stream_call.h"
#include "common/server/unary_call.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace prometheus {
class Registry;
}

namespace sangam {

// Owns the gRPC server, the workers, the metrics and their endpoint.
//
// Life: construct, Register, Start once, Shutdown. The registered services, and
// all that their handlers use, live until Shutdown has returned.
// Unary, Stream and Answer are for the methods of registered services; they and
// the methods after Start are thread-safe. The first two refuse a request with
// a NUL character in any of its texts before anything else reads it; an
// exchange looks at what it is sent by itself, because a fault ends the whole
// call.
class ServerRuntime {
 public:
  using Options = ServerOptions;

  explicit ServerRuntime(Options options);
  // Shuts down if nobody has.
  ~ServerRuntime();
  ServerRuntime(const ServerRuntime&) = delete;
  ServerRuntime& operator=(const ServerRuntime&) = delete;

  // Before Start. `service` implements the callback API throughout.
  void Register(grpc::Service* service);

  // Opens both ports. INVALID_ARGUMENT for an address that is malformed or, if
  // that was not allowed, not loopback; UNAVAILABLE when a port can't be had.
  absl::Status Start();

  // Health of one of Options::services. "" is SERVING while all of them are.
  // Does nothing once the shutdown has begun.
  void SetServing(absl::string_view service, bool serving);

  // The ports in use, 0 before Start (metrics: or switched off).
  int port() const;
  int metrics_port() const;

  const Clock& clock() const;
  Logger& logger();
  // For the service's own metrics, named sangam_*.
  prometheus::Registry& metrics();

  // Waits for SIGTERM or SIGINT (kept for it by ReadCommandLine in flags.h, or
  // KeepShutdownSignals), shuts down, and returns what main returns: 0. A
  // handler that ignores the end of the drain time can't hold up the process:
  // it is ended with code 1 then.
  int RunUntilSignal();

  // Waits until a Shutdown on another thread is complete.
  void WaitForShutdown();

  // Health turns NOT_SERVING, new calls and open streams end with
  // SERVER_STOPPING, calls under way may finish until three quarters of the
  // drain time have passed and are cancelled then. Returns when all have ended.
  // Repeated calls wait for the first.
  void Shutdown();

  // Answers a unary call: runs `handler`, callable as
  //   absl::StatusOr<Response>(const CallContext&, const Request&),
  // on a worker. It is not run at all if the caller went away or the deadline
  // passed first, or if too many wait (SERVER_BUSY, at once).
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context,
                                  const Request* request, Response* response,
                                  Handler handler) {
    auto* call = new TypedUnaryCall<Request, Response, Handler>(
        environment(), context, request, response, std::move(handler));
    call->Start();
    return call;
  }

  // Answers a server-streaming call from `source`, a StreamSource<Response>.
  template <typename Request, typename Source>
  grpc::ServerWriteReactor<typename Source::Message>* Stream(
      grpc::CallbackServerContext* context, const Request* request,
      std::unique_ptr<Source> source) {
    auto* call = new StreamCall<typename Source::Message>(
        environment(), context, request, std::move(source));
    call->Start();
    return call;
  }

  // Answers a bidirectional call by `exchange`, an Exchange<Request, Response>.
  // It counts as a stream, so it has no deadline but its caller's. The service
  // has the method raw (WithRawCallbackMethod_...), so that a message that
  // can't be read is told from the end.
  template <typename Exchanged>
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* Answer(
      grpc::CallbackServerContext* context,
      std::unique_ptr<Exchanged> exchange) {
    auto* call = new ExchangeCall<typename Exchanged::Request,
                                  typename Exchanged::Response,
                                  typename Exchanged::Prepared>(
        environment(), context, std::move(exchange));
    call->Start();
    return call;
  }

 private:
  class Parts;

  const CallEnvironment& environment() const;

  std::unique_ptr<Parts> parts_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_SERVER_H_
