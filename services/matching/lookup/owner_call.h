// Calls of the services that own what matching reads.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_CALL_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_CALL_H_

#include <chrono>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_unary_call.h"
#include "services/matching/feeds/wanted_wait.h"

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

// Asks an owner by one of the stub's methods, `&Stub::AsyncGetPlace`, and waits
// for the answer, but not for one that is no longer wanted: CANCELLED soon
// after `call` is.
template <typename Stub, typename Request, typename Response>
grpc::Status AskOwner(
    const CallContext& call, Stub* stub,
    std::unique_ptr<grpc::ClientAsyncResponseReaderInterface<Response>> (
        Stub::*ask)(grpc::ClientContext*, const Request&,
                    grpc::CompletionQueue*),
    grpc::ClientContext* context, const Request& request, Response* response) {
  grpc::CompletionQueue queue;
  const auto reader = (stub->*ask)(context, request, &queue);
  grpc::Status status;
  reader->Finish(response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  const auto next_look = [] {
    return std::chrono::system_clock::now() +
           absl::ToChronoMilliseconds(kLookInterval);
  };
  while (queue.AsyncNext(&tag, &ok, next_look()) ==
         grpc::CompletionQueue::TIMEOUT) {
    if (call.cancelled()) context->TryCancel();
  }
  return status;
}

// An owner's error as the callers of this service shall see it: what it says of
// the question stays as it is (INVALID_FIELD, RESOURCE_NOT_FOUND,
// STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE, REVISION_COMPACTED,
// SERVER_BUSY); all else is DEADLINE_EXCEEDED if the caller's time is over or
// it went away, and OWNER_UNAVAILABLE if not.
absl::Status TranslateOwnerError(const absl::Status& status,
                                 absl::string_view owner,
                                 const CallContext& call, const Clock& clock);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_CALL_H_
