#include "services/matching/feeds/subjects_state.h"

#include <malloc.h>

#include <utility>

#include "common/status/macros.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/feeds/side_facts.h"

namespace sangam::matching {

SubjectsView SubjectsState::Read() const {
  absl::ReaderMutexLock lock(&mutex_);
  return shown_;
}

void SubjectsState::Restore(SubjectsView kept, const Watermark* newest) {
  columns_.Restore(kept.columns);
  resume_token_ = kept.columns->token();
  present_ = std::move(kept);
  newest_ = newest;
}

void SubjectsState::BeginList() {
  Drop();
  listing_ = true;
  columns_.BeginList();
}

absl::Status SubjectsState::Apply(
    const registry::v1::WatchProfilesResponse& batch) {
  TakeIn(batch);
  // A part of a batch, or of a list: only its end is a state.
  in_parts_ = batch.token().empty();
  if (in_parts_) return absl::OkStatus();
  auto position = BatchPosition(batch.token(), kRegistryStore);
  absl::Status status = position.status();
  if (status.ok() && !listing_) {
    status = CheckContinues(whole_.epoch.empty() ? present_.position : whole_,
                            *position);
  }
  if (!status.ok()) {
    ForgetPosition();
    return status;
  }
  // Within a list nothing is whole before its end.
  if (listing_ && !batch.snapshot_complete()) return absl::OkStatus();
  whole_ = *std::move(position);
  whole_token_ = batch.token();
  return absl::OkStatus();
}

void SubjectsState::TakeIn(const registry::v1::WatchProfilesResponse& batch) {
  for (const registry::v1::ProfileRevision& changed : batch.profiles()) {
    if (changed.deleted()) {
      columns_.Delete(changed.subject());
    } else if (changed.has_profile() && HasSideFacts(changed)) {
      type::v1::Profile profile = changed.profile();
      AddSideFacts(changed, &profile);
      columns_.Upsert(changed.subject(), profile);
    } else if (changed.has_profile()) {
      columns_.Upsert(changed.subject(), changed.profile());
    }
  }
  places_.insert(places_.end(), batch.places().begin(), batch.places().end());
}

void SubjectsState::Publish() {
  if (whole_.epoch.empty() || in_parts_) return;
  columns_.Publish(whole_token_);
  SubjectsView next;
  next.position = whole_;
  next.columns = columns_.view();
  next.places = listing_ ? PlaceTable::Empty() : present_.places;
  if (!places_.empty()) {
    std::vector<const registry::v1::PlaceChange*> changes;
    for (const auto& change : places_) changes.push_back(&change);
    next.places = next.places->With(changes);
    places_.clear();
  }
  resume_token_ = whole_token_;
  whole_ = StorePosition();
  present_ = next;
  if (is_restoring() && !HasCaughtUp(next.position)) return;
  newest_ = nullptr;
  const bool listed = std::exchange(listing_, false);
  {
    absl::MutexLock lock(&mutex_);
    std::swap(shown_, next);
  }
  // The half of a list's memory that it no longer needs lies in pieces between
  // what is kept: without this it would stay the process's for good.
  if (listed) malloc_trim(0);
  // Only now, so that whoever waited for this position finds it.
  watermark_->Advance(present_.position);
}

bool SubjectsState::HasCaughtUp(const StorePosition& position) {
  // The others run ahead with every write: where they once were is enough.
  if (target_.epoch != position.epoch) target_ = newest_->position();
  return target_.epoch == position.epoch &&
         target_.revision <= position.revision;
}

void SubjectsState::ForgetPosition() {
  resume_token_.clear();
  if (!is_restoring()) return;
  // Nobody will see it, so a list does not need room beside it.
  newest_ = nullptr;
  present_ = SubjectsView();
  columns_.Restore(std::make_shared<const ColumnsView>(
      "", std::make_shared<TextTable>(), SubjectBlocks()));
}

void SubjectsState::Disconnected() {
  // The rest of a list, or of a batch in parts, can't be resumed.
  Drop();
  watermark_->Disconnected();
}

void SubjectsState::Drop() {
  columns_.CancelList();
  places_.clear();
  listing_ = false;
  in_parts_ = false;
  whole_ = StorePosition();
}

}  // namespace sangam::matching
