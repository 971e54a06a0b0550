// Methods whose messages the runtime reads itself.
#ifndef SANGAM_COMMON_SERVER_RAW_METHOD_H_
#define SANGAM_COMMON_SERVER_RAW_METHOD_H_

#include <functional>
#include <string>
#include <utility>

#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/codegen/server_callback_handlers.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/server_callback.h"

namespace sangam {

// The place of a method in its service, which is linked into the program.
inline int MethodIndex(const std::string& service, const std::string& method) {
  return google::protobuf::DescriptorPool::generated_pool()
      ->FindServiceByName(service)
      ->FindMethodByName(method)
      ->index();
}

// For the constructor of a service: what it passes to MarkMethodRawCallback,
// which owns it. `answer` is called for each call; see ServerRuntime::Answer.
inline grpc::internal::MethodHandler* RawMethod(
    std::function<grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*(
        grpc::CallbackServerContext*)>
        answer) {
  return new grpc::internal::CallbackBidiHandler<grpc::ByteBuffer,
                                                 grpc::ByteBuffer>(
      std::move(answer));
}

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_RAW_METHOD_H_
