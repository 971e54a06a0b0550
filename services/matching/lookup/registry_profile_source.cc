#include "services/matching/lookup/registry_profile_source.h"

#include <memory>
#include <utility>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/validation/resource_name.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/lookup/owner_call.h"

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
  if (query.past) {
    *request.mutable_read_at() = ToReadAt(*query.past);
  } else if (query.at_least) {
    request.mutable_read_at()->set_at_least_token(
        Token(*query.at_least).Encode());
  }
  grpc::ClientContext context;
  if (query.past) {
    PreparePastCall(call, *clock_, options_.longest_past_read, &context);
  } else {
    PrepareOwnerCall(call, *clock_, options_.longest_read, &context);
  }
  auto profile = std::make_shared<SubjectProfile>();
  using Stub = registry::v1::RegistryService::StubInterface;
  const absl::Status status =
      FromGrpcStatus(AskOwner(call, stub_, &Stub::AsyncGetSubjectProfile,
                              &context, request, profile.get()));
  if (options_.on_read && !absl::IsCancelled(status)) {
    options_.on_read(status.ok() || absl::IsNotFound(status));
  }
  if (!status.ok()) {
    return TranslateOwnerError(status, kRegistryStore, call, *clock_);
  }
  // What was merged into another subject of its type is answered with that one.
  const bool is_other_subject =
      !query.subject.empty() &&
      CollectionOf(profile->subject()) != CollectionOf(query.subject);
  const auto position = PositionOf(*profile);
  if (!position || is_other_subject ||
      (query.past && !IsAt(*query.past, *position))) {
    return FeedBrokenError(kRegistryStore, "answered something else");
  }
  return profile;
}

}  // namespace sangam::matching
