#include "services/matching/history/registry_history.h"

#include <utility>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/lookup/owner_call.h"

namespace sangam::matching {

absl::StatusOr<SubjectProfilePtr> RegistryHistory::ProfileOf(
    const std::string& subject, const Moment& moment, const CallContext& call) {
  ProfileQuery query;
  query.subject = subject;
  query.past = moment;
  LookupBudget budget;
  return owner_->Get(query, call, budget);
}

absl::StatusOr<SubjectProfilePtr> RegistryHistory::ProfileOf(
    const type::v1::OutsideId& id, const Moment& moment,
    const CallContext& call) {
  ProfileQuery query;
  query.outside_id = id;
  query.past = moment;
  LookupBudget budget;
  return owner_->Get(query, call, budget);
}

absl::StatusOr<StorePosition> RegistryHistory::PositionAt(
    const Moment& moment, const CallContext& call) {
  if (IsAt(moment, present_->Read("").position) &&
      absl::holds_alternative<StorePosition>(moment)) {
    return absl::get<StorePosition>(moment);
  }
  registry::v1::ListPlacesRequest request;
  request.set_page_size(1);
  *request.mutable_read_at() = ToReadAt(moment);
  grpc::ClientContext context;
  PreparePastCall(call, *clock_, options_.longest_read, &context);
  registry::v1::ListPlacesResponse page;
  using Stub = registry::v1::RegistryService::StubInterface;
  const absl::Status status = FromGrpcStatus(
      AskOwner(call, stub_, &Stub::AsyncListPlaces, &context, request, &page));
  if (!status.ok()) {
    return TranslateOwnerError(status, kRegistryStore, call, *clock_);
  }
  auto position = BatchPosition(page.token(), kRegistryStore);
  if (position.ok() && !IsAt(moment, *position)) {
    return FeedBrokenError(kRegistryStore, "answered something else");
  }
  return position;
}

std::unique_ptr<CheckedPlaces> RegistryHistory::PlacesAt(
    const StorePosition& position, const CallContext* call) {
  const SubjectState present = present_->Read("");
  if (present.position == position) {
    return std::make_unique<ShownPlaces>(present.places, false);
  }
  if (!present.position.epoch.empty()) {
    places_.KeepOnlyEpoch(present.position.epoch);
  }
  return std::make_unique<PastPlaces>(
      stub_, clock_, options_.places, position,
      places_.Keep(position,
                   std::make_shared<PlaceRecords>(options_.most_places)),
      call);
}

}  // namespace sangam::matching
