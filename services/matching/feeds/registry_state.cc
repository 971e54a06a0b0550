#include "services/matching/feeds/registry_state.h"

#include <utility>

#include "common/status/macros.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {

RegistryState::RegistryState(Watermark* watermark,
                             std::function<void()> on_shown)
    : watermark_(watermark), on_shown_(std::move(on_shown)) {}

SubjectState RegistryState::Read(absl::string_view subject) const {
  absl::ReaderMutexLock lock(&mutex_);
  return {shown_.position, shown_.profiles.Find(subject),
          shown_.places_generation, shown_.places};
}

size_t RegistryState::subject_count() const {
  absl::ReaderMutexLock lock(&mutex_);
  return shown_.profiles.size();
}

std::string RegistryState::ResumeToken() const { return resume_token_; }

void RegistryState::BeginList() { listing_ = std::make_unique<Listing>(); }

absl::Status RegistryState::Apply(
    const registry::v1::WatchProfilesResponse& batch) {
  if (listing_ != nullptr && !batch.snapshot_complete()) {
    // Only the last batch of a list has a position: the state that all show.
    TakeIn(batch);
    return absl::OkStatus();
  }
  const auto position = BatchPosition(batch.token(), kRegistryStore);
  absl::Status status = position.status();
  if (status.ok()) {
    if (listing_ == nullptr) {
      status = ShowBatch(batch, *position);
    } else {
      TakeIn(batch);
      ShowListing(batch, *position);
    }
  }
  if (!status.ok()) {
    ForgetPosition();
    return status;
  }
  resume_token_ = batch.token();
  // Only now, so that whoever waited for this position finds it.
  watermark_->Advance(*position);
  if (on_shown_) on_shown_();
  return absl::OkStatus();
}

void RegistryState::ForgetPosition() { resume_token_.clear(); }

void RegistryState::Disconnected() {
  // The rest of a list can't be resumed: its batches share one position.
  listing_ = nullptr;
  watermark_->Disconnected();
}

void RegistryState::TakeIn(const registry::v1::WatchProfilesResponse& batch) {
  SetProfiles(listing_->contents.profiles, batch);
  listing_->places.insert(listing_->places.end(), batch.places().begin(),
                          batch.places().end());
}

void RegistryState::ShowListing(
    const registry::v1::WatchProfilesResponse& last_batch,
    const StorePosition& position) {
  std::vector<const registry::v1::PlaceChange*> changes;
  for (const auto& change : listing_->places) changes.push_back(&change);
  Contents contents = std::move(listing_->contents);
  contents.places = contents.places->With(changes);
  contents.position = position;
  contents.places_generation = last_batch.places_generation();
  listing_ = nullptr;
  absl::MutexLock lock(&mutex_);
  std::swap(shown_, contents);
}

absl::Status RegistryState::ShowBatch(
    const registry::v1::WatchProfilesResponse& batch,
    const StorePosition& position) {
  std::shared_ptr<const PlaceTable> places;
  {
    absl::ReaderMutexLock lock(&mutex_);
    SANGAM_RETURN_IF_ERROR(CheckContinues(shown_.position, position));
    places = shown_.places;
  }
  if (!batch.places().empty()) {
    std::vector<const registry::v1::PlaceChange*> changes;
    for (const auto& change : batch.places()) changes.push_back(&change);
    places = places->With(changes);
  }
  absl::MutexLock lock(&mutex_);
  SetProfiles(shown_.profiles, batch);
  shown_.position = position;
  shown_.places_generation = batch.places_generation();
  shown_.places = std::move(places);
  return absl::OkStatus();
}

void RegistryState::SetProfiles(
    ProfileRevisions& profiles,
    const registry::v1::WatchProfilesResponse& batch) {
  for (const registry::v1::ProfileRevision& changed : batch.profiles()) {
    if (changed.deleted()) {
      profiles.Remove(changed.subject());
    } else {
      profiles.Set(changed.subject(), changed.profile_revision());
    }
  }
}

}  // namespace sangam::matching
