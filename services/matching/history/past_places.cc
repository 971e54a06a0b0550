#include "services/matching/history/past_places.h"

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/feeds/moment.h"
#include "services/matching/lookup/owner_call.h"

namespace sangam::matching {

absl::optional<PlaceRecords::Record> PlaceRecords::Find(
    absl::string_view place) const {
  absl::MutexLock lock(&mutex_);
  const auto found = records_.find(place);
  if (found == records_.end()) return absl::nullopt;
  return found->second;
}

void PlaceRecords::Keep(absl::string_view place, Record record) {
  absl::MutexLock lock(&mutex_);
  if (records_.size() < most_) records_[place] = std::move(record);
}

absl::optional<PlaceChain> PastPlaces::ChainOf(absl::string_view place) const {
  return WalkUp(place, [this](absl::string_view name) { return Find(name); });
}

std::string PastPlaces::TitleOf(absl::string_view place) const {
  const PlaceNode* node = Find(place);
  return node == nullptr ? "" : node->title;
}

absl::Status PastPlaces::status() const {
  absl::MutexLock lock(&mutex_);
  return status_;
}

const PlaceNode* PastPlaces::Find(absl::string_view place) const {
  {
    absl::MutexLock lock(&mutex_);
    const auto used = used_.find(place);
    if (used != used_.end()) return used->second.get();
    if (!status_.ok()) return nullptr;
  }
  absl::optional<PlaceRecords::Record> known = shared_->Find(place);
  if (!known) {
    auto asked = Ask(place);
    if (!asked.ok()) {
      absl::MutexLock lock(&mutex_);
      status_.Update(asked.status());
      return nullptr;
    }
    known = *std::move(asked);
    shared_->Keep(place, *known);
  }
  absl::MutexLock lock(&mutex_);
  return used_.emplace(place, *std::move(known)).first->second.get();
}

absl::StatusOr<PlaceRecords::Record> PastPlaces::Ask(
    absl::string_view place) const {
  if (call_->cancelled()) return DeadlineExceededError();
  registry::v1::GetPlaceRequest request;
  request.set_name(std::string(place));
  *request.mutable_read_at() = ToReadAt(position_);
  grpc::ClientContext context;
  PreparePastCall(*call_, *clock_, options_.longest_read, &context);
  registry::v1::GetPlaceResponse response;
  using Stub = registry::v1::RegistryService::StubInterface;
  const absl::Status status = FromGrpcStatus(AskOwner(
      *call_, stub_, &Stub::AsyncGetPlace, &context, request, &response));
  switch (ReasonOf(status)) {
    case type::v1::ERROR_REASON_RESOURCE_NOT_FOUND:
    // A rule may name what can't be the name of a place.
    case type::v1::ERROR_REASON_INVALID_FIELD:
      return PlaceRecords::Record();
    default:
      break;
  }
  if (!status.ok()) {
    return TranslateOwnerError(status, kRegistryStore, *call_, *clock_);
  }
  const auto position = BatchPosition(response.token(), kRegistryStore);
  if (!position.ok() || *position != position_ ||
      response.place().name() != place) {
    return FeedBrokenError(kRegistryStore, "answered something else");
  }
  return std::make_shared<const PlaceNode>(ToPlaceNode(response.place()));
}

}  // namespace sangam::matching
