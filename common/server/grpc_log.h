// gRPC's and protobuf's own messages, in our log.
#ifndef SANGAM_COMMON_SERVER_GRPC_LOG_H_
#define SANGAM_COMMON_SERVER_GRPC_LOG_H_

#include "common/server/logger.h"

namespace sangam {

// While it lives, what gRPC and protobuf report in this process goes to
// `logger`, which outlives it, instead of as plain text to stderr. Of several,
// the youngest gets all.
class GrpcLogScope {
 public:
  explicit GrpcLogScope(Logger* logger);
  ~GrpcLogScope();
  GrpcLogScope(const GrpcLogScope&) = delete;
  GrpcLogScope& operator=(const GrpcLogScope&) = delete;

 private:
  Logger* const logger_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_GRPC_LOG_H_
