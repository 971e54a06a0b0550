// Whether a gRPC server tells its contracts.
#ifndef SANGAM_COMMON_SERVER_REFLECTION_OPTION_H_
#define SANGAM_COMMON_SERVER_REFLECTION_OPTION_H_

#include <memory>

#include "grpcpp/impl/server_builder_option.h"

namespace sangam {

// Linking the reflection library adds it to every server of the process; this
// takes it out of those that don't want it.
std::unique_ptr<grpc::ServerBuilderOption> ReflectionOption(bool reflection);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_REFLECTION_OPTION_H_
