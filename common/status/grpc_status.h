// The one mapping between absl::Status and grpc::Status, details included.
#ifndef SANGAM_COMMON_STATUS_GRPC_STATUS_H_
#define SANGAM_COMMON_STATUS_GRPC_STATUS_H_

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace sangam {

// The payloads become the details of a google.rpc.Status.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The inverse. Details that can't be read are dropped; code and message stay.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace sangam

#endif  // SANGAM_COMMON_STATUS_GRPC_STATUS_H_
