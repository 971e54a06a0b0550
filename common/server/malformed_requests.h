// Requests whose bytes are no message of their method.
#ifndef SANGAM_COMMON_SERVER_MALFORMED_REQUESTS_H_
#define SANGAM_COMMON_SERVER_MALFORMED_REQUESTS_H_

#include <memory>

#include "common/server/call_environment.h"
#include "grpcpp/support/server_interceptor.h"

namespace sangam {

// For a server: makes it answer such a request with MalformedRequestError,
// counted and logged as any other call. gRPC itself says UNIMPLEMENTED without
// a word, as it does of a method that is not there, and calls no handler.
//
// For methods that take one request. `environment` outlives the server.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
RefuseMalformedRequests(const CallEnvironment* environment);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_MALFORMED_REQUESTS_H_
