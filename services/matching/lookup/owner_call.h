// Calls of the services that own what matching reads.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_CALL_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_CALL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "grpcpp/client_context.h"

namespace sangam::matching {

// Gives a call to an owner, made while answering `call`, its deadline (the
// caller's, but at most `longest` from now) and the caller's request id and
// purpose.
void PrepareOwnerCall(const CallContext& call, const Clock& clock,
                      absl::Duration longest, grpc::ClientContext* context);

// The same for a question that may take an owner long, about the past: the
// owner has at most three quarters of the time that the caller still has, so
// that the caller is told of an owner that is silent.
void PreparePastCall(const CallContext& call, const Clock& clock,
                     absl::Duration longest, grpc::ClientContext* context);

// An owner's error as the callers of this service shall see it: what it says of
// the question stays as it is (INVALID_FIELD, RESOURCE_NOT_FOUND,
// STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE, REVISION_COMPACTED,
// SERVER_BUSY); all else is DEADLINE_EXCEEDED if the caller's time is over, and
// OWNER_UNAVAILABLE if not.
absl::Status TranslateOwnerError(const absl::Status& status,
                                 absl::string_view owner,
                                 const CallContext& call, const Clock& clock);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_CALL_H_
