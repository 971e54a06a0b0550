#include "services/matching/lookup/registry_profile_source.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {

RegistryProfileSource::RegistryProfileSource(
    registry::v1::RegistryService::StubInterface* stub, const Clock* clock,
    Options options)
    : stub_(stub), clock_(clock), options_(std::move(options)) {}

absl::StatusOr<SubjectProfilePtr> RegistryProfileSource::Get(
    const ProfileQuery& query, const CallContext& call, LookupBudget&) {
  registry::v1::GetSubjectProfileRequest request;
  if (query.subject.empty() && query.outside_id) {
    *request.mutable_outside_id() = *query.outside_id;
  } else {
    request.set_name(query.subject);
  }
  if (query.at_least) {
    request.mutable_read_at()->set_at_least_token(
        Token(*query.at_least).Encode());
  }
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(
      std::min(call.deadline, clock_->Now() + options_.longest_read)));
  if (!call.request_id.empty()) {
    context.AddMetadata("x-request-id", call.request_id);
  }
  if (!call.purpose.empty()) {
    context.AddMetadata("sangam-purpose", call.purpose);
  }
  auto profile = std::make_shared<SubjectProfile>();
  const absl::Status status = FromGrpcStatus(
      stub_->GetSubjectProfile(&context, request, profile.get()));
  if (options_.on_read) {
    options_.on_read(status.ok() || absl::IsNotFound(status));
  }
  if (!status.ok()) return Translate(status, call);
  const bool is_other_subject =
      !query.subject.empty() && profile->subject() != query.subject;
  if (!PositionOf(*profile) || is_other_subject) {
    return FeedBrokenError(kRegistryStore, "answered something else");
  }
  return profile;
}

absl::Status RegistryProfileSource::Translate(const absl::Status& status,
                                              const CallContext& call) const {
  switch (ReasonOf(status)) {
    case type::v1::ERROR_REASON_INVALID_FIELD:
    case type::v1::ERROR_REASON_RESOURCE_NOT_FOUND:
    case type::v1::ERROR_REASON_STORE_EPOCH_CHANGED:
    case type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE:
    case type::v1::ERROR_REASON_SERVER_BUSY:
      return status;
    default:
      // Among these: no connection, no answer in time, the registry is stopping
      // or has lost its store.
      return clock_->Now() >= call.deadline ? DeadlineExceededError()
                                            : OwnerUnavailableError("registry");
  }
}

}  // namespace sangam::matching
