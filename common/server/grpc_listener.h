// Building a gRPC server with our limits.
#ifndef SANGAM_COMMON_SERVER_GRPC_LISTENER_H_
#define SANGAM_COMMON_SERVER_GRPC_LISTENER_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "common/server/call_environment.h"
#include "common/server/listen_address.h"
#include "common/server/server_options.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/server.h"

namespace sangam {

struct GrpcListener {
  std::unique_ptr<grpc::Server> server;
  int port = 0;
};

// Starts a server for `services` with the limits of `options` and gRPC's health
// service. UNAVAILABLE when the address can't be had. `environment` outlives
// the server.
absl::StatusOr<GrpcListener> OpenGrpcListener(
    const ListenAddress& address, const ServerOptions& options,
    const CallEnvironment& environment,
    const std::vector<grpc::Service*>& services);

// Lets the process have as many open files, and so connections, as it may.
void RaiseOpenFileLimit();

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_GRPC_LISTENER_H_
