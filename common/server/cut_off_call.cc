#include "common/server/cut_off_call.h"

#include <string>

#include "grpc/grpc.h"

namespace sangam {

// TryCancel() of the context does the same, but can only say CANCELLED.
void CutOffCall(grpc::CallbackServerContext* context, const absl::Status& why) {
  grpc_call_cancel_with_status(context->c_call(),
                               static_cast<grpc_status_code>(why.code()),
                               std::string(why.message()).c_str(), nullptr);
}

}  // namespace sangam
