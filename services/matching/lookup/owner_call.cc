#include "services/matching/lookup/owner_call.h"

#include <algorithm>

#include "common/status/errors.h"

namespace sangam::matching {

void PrepareOwnerCall(const CallContext& call, const Clock& clock,
                      absl::Duration longest, grpc::ClientContext* context) {
  context->set_deadline(
      absl::ToChronoTime(std::min(call.deadline, clock.Now() + longest)));
  if (!call.request_id.empty()) {
    context->AddMetadata("x-request-id", call.request_id);
  }
  if (!call.purpose.empty()) {
    context->AddMetadata("sangam-purpose", call.purpose);
  }
}

void PreparePastCall(const CallContext& call, const Clock& clock,
                     absl::Duration longest, grpc::ClientContext* context) {
  const absl::Duration left = call.deadline - clock.Now();
  PrepareOwnerCall(call, clock, std::min(longest, left * 0.75), context);
}

absl::Status TranslateOwnerError(const absl::Status& status,
                                 absl::string_view owner,
                                 const CallContext& call, const Clock& clock) {
  switch (ReasonOf(status)) {
    case type::v1::ERROR_REASON_INVALID_FIELD:
    case type::v1::ERROR_REASON_RESOURCE_NOT_FOUND:
    case type::v1::ERROR_REASON_STORE_EPOCH_CHANGED:
    case type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE:
    case type::v1::ERROR_REASON_REVISION_COMPACTED:
    case type::v1::ERROR_REASON_SERVER_BUSY:
      return status;
    default:
      // Among these: no connection, no answer in time, the owner is stopping or
      // has lost its store.
      return call.cancelled() || clock.Now() >= call.deadline
                 ? DeadlineExceededError()
                 : OwnerUnavailableError(owner);
  }
}

}  // namespace sangam::matching
