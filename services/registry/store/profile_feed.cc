#include "services/registry/store/profile_feed.h"

#include <algorithm>
#include <utility>

#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/profile_reader.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// What is asked for at once is enough for so many profiles, or for fewer where
// they are expected to take kAheadBytes. With all that is below its subjects it
// takes many times that in memory, and several watchers may read at a time.
constexpr size_t kMostAhead = 128;
constexpr size_t kAheadBytes = 64 << 10;
// A profile is expected to be about as large as so many before it.
constexpr size_t kProfilesBefore = 16;

}  // namespace

// Places come first, so that a reader of the listing knows the place of every
// subject that follows.
ProfileFeed::ProfileFeed(Changelog* changelog,
                         const v1::WatchProfilesRequest& request)
    : changelog_(*changelog),
      // Who reads profiles takes batches in parts anyway.
      feed_(changelog, {&PlaceTable(), &ProfileTable()}, request.resume_token(),
            "resume_token",
            request.with_profiles() ? ChangeFeed::LargeTransactions::kInParts
                                    : ChangeFeed::LargeTransactions::kWhole),
      with_profiles_(request.with_profiles()) {}

absl::StatusOr<absl::optional<v1::WatchProfilesResponse>> ProfileFeed::Next(
    const CallContext& call) {
  in_parts_ = batch_.has_value();
  if (!batch_) {
    SANGAM_ASSIGN_OR_RETURN(batch_, feed_.Next());
    next_ = 0;
  }
  if (!batch_) return absl::nullopt;
  v1::WatchProfilesResponse response;
  SANGAM_RETURN_IF_ERROR(AddChanges(call, &response));
  message_bytes_ = static_cast<int64_t>(response.ByteSizeLong());
  if (next_ < batch_->changes.size()) return response;
  response.set_token(batch_->token);
  response.set_snapshot_complete(batch_->snapshot_complete);
  SANGAM_RETURN_IF_ERROR(
      changelog_.Read([&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const int64_t generation,
                                PlacesGenerationAt(snapshot, batch_->revision));
        response.set_places_generation(generation);
        return absl::OkStatus();
      }));
  batch_.reset();
  return response;
}

absl::Duration ProfileFeed::ReaderTime(absl::Duration left) const {
  return in_parts_ ? ChangeFeed::ReaderTimeWithin(left, message_bytes_)
                   : feed_.ReaderTime(left, message_bytes_);
}

// Names of subjects whose profiles are to be read, from that of next_ on.
// What a message of which `bytes` are full has no room for would be read in
// vain.
std::vector<std::string> ProfileFeed::SubjectsAhead(size_t bytes) const {
  const std::string& profiles = ProfileTable().collection();
  const size_t most = std::clamp<size_t>(
      std::min(kAheadBytes, kProfileBytes - bytes) / profile_bytes_, 1,
      kMostAhead);
  std::vector<std::string> subjects;
  for (size_t i = next_; i < batch_->changes.size() && subjects.size() < most;
       ++i) {
    const Change& change = batch_->changes[i];
    if (change.deleted || change.collection != profiles) continue;
    subjects.push_back(change.resource.key);
  }
  return subjects;
}

// The profiles are those of the batch's own revision: whoever reads the batch
// has one state, whatever is written meanwhile.
absl::Status ProfileFeed::AddChanges(const CallContext& call,
                                     v1::WatchProfilesResponse* response) {
  if (with_profiles_ && !batch_->changes.empty()) {
    type::v1::ReadAt read_at;
    read_at.set_exact_token(
        Token(StorePosition{changelog_.store(), changelog_.epoch(),
                            batch_->revision})
            .Encode());
    return changelog_.Read(read_at, [&](Snapshot& snapshot) {
      return AddProfiles(call, snapshot, response);
    });
  }
  for (; next_ < batch_->changes.size(); ++next_) {
    SANGAM_RETURN_IF_ERROR(AddChange(batch_->changes[next_], response));
  }
  return absl::OkStatus();
}

absl::Status ProfileFeed::AddProfiles(const CallContext& call,
                                      Snapshot& snapshot,
                                      v1::WatchProfilesResponse* response) {
  ProfileReader reader(&snapshot);
  size_t bytes = 0;
  size_t ahead = 0;
  for (; next_ < batch_->changes.size() && bytes < kProfileBytes; ++next_) {
    if (call.cancelled()) return DeadlineExceededError();
    const Change& change = batch_->changes[next_];
    SANGAM_RETURN_IF_ERROR(AddChange(change, response));
    if (change.deleted || change.collection != ProfileTable().collection()) {
      bytes += change.resource.body.size();
      continue;
    }
    if (ahead == 0) {
      const std::vector<std::string> subjects = SubjectsAhead(bytes);
      SANGAM_RETURN_IF_ERROR(reader.ReadAhead(subjects));
      ahead = subjects.size();
    }
    --ahead;
    auto read = reader.ReadFacts(change.resource.key);
    // A later change of the same batch says that it is gone.
    if (absl::IsNotFound(read.status())) continue;
    SANGAM_RETURN_IF_ERROR(read.status());
    const size_t size = read->profile().ByteSizeLong();
    bytes += size;
    profile_bytes_ =
        (profile_bytes_ * (kProfilesBefore - 1) + size) / kProfilesBefore + 1;
    v1::ProfileRevision& told = *response->mutable_profiles()->rbegin();
    told.mutable_profile()->Swap(read->mutable_profile());
    told.set_member_of(read->member_of());
    told.mutable_judgements()->Swap(read->mutable_judgements());
  }
  return absl::OkStatus();
}

absl::Status ProfileFeed::AddChange(const Change& change,
                                    v1::WatchProfilesResponse* response) const {
  const StoredResource& row = change.resource;
  if (change.collection == ProfileTable().collection()) {
    v1::ProfileRevision* profile = response->add_profiles();
    profile->set_subject(row.key);
    profile->set_profile_revision(row.revision);
    profile->set_deleted(change.deleted);
    return absl::OkStatus();
  }
  v1::PlaceChange* place = response->add_places();
  place->set_deleted(change.deleted);
  if (!change.deleted) {
    return ReadStored(row, changelog_.epoch(), place->mutable_place());
  }
  place->mutable_place()->set_name(row.key);
  return absl::OkStatus();
}

}  // namespace sangam::registry
