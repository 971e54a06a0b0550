// How a call ends whose caller does not read.
#ifndef SANGAM_COMMON_SERVER_CUT_OFF_CALL_H_
#define SANGAM_COMMON_SERVER_CUT_OFF_CALL_H_

#include "absl/status/status.h"
#include "grpcpp/server_context.h"

namespace sangam {

// Ends the call though what was written before has not been read: an orderly
// Finish would wait behind it for ever. The caller is told the code and the
// message, but no details. What is under way fails; Finish must still follow.
void CutOffCall(grpc::CallbackServerContext* context, const absl::Status& why);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_CUT_OFF_CALL_H_
