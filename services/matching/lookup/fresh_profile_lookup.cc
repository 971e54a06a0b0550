#include "services/matching/lookup/fresh_profile_lookup.h"

#include <algorithm>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {
namespace {

// A subject that is written to more often than it can be read is given up.
constexpr int kAttempts = 5;

// Whether `profile` is what the feed shows at the view's position.
bool IsShown(const SubjectState& view, const SubjectProfile& profile) {
  return view.profile_revision &&
         StateOf(profile) == ProfileState{view.position.epoch,
                                          *view.profile_revision,
                                          view.places_generation};
}

FreshProfile AtView(SubjectProfilePtr profile, SubjectState view) {
  return {std::move(profile), std::move(view.position), std::move(view.places),
          false};
}

bool Holds(const SubjectProfile& profile, const type::v1::OutsideId& id) {
  return std::any_of(profile.outside_ids().begin(), profile.outside_ids().end(),
                     [&id](const auto& held) {
                       return held.system() == id.system() &&
                              held.value() == id.value();
                     });
}

bool IsEpochChanged(const absl::Status& status) {
  return ReasonOf(status) == type::v1::ERROR_REASON_STORE_EPOCH_CHANGED;
}

}  // namespace

absl::StatusOr<FreshProfile> FreshProfileLookup::ByName(
    const std::string& subject, const Freshness& freshness,
    const CallContext& call, LookupBudget& budget) const {
  ProfileQuery query;
  query.subject = subject;
  return Find(std::move(query), freshness, call, budget);
}

absl::StatusOr<FreshProfile> FreshProfileLookup::ByOutsideId(
    const type::v1::OutsideId& id, const Freshness& freshness,
    const CallContext& call, LookupBudget& budget) const {
  if (!watermark_->IsLagging()) {
    const auto name = names_->Find(watermark_->position().epoch, id, budget);
    if (name) {
      auto found = ByName(*name, freshness, call, budget);
      if (found.ok() && Holds(*found->profile, id)) return found;
      // The id may have gone over to another subject since.
      if (!found.ok() && !absl::IsNotFound(found.status())) return found;
    }
  }
  ProfileQuery query;
  query.outside_id = id;
  auto found = Find(std::move(query), freshness, call, budget);
  if (found.ok()) {
    names_->Keep(found->position.epoch, id, found->profile->subject(), budget);
  }
  return found;
}

absl::StatusOr<FreshProfile> FreshProfileLookup::Find(
    ProfileQuery query, const Freshness& freshness, const CallContext& call,
    LookupBudget& budget) const {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (watermark_->IsLagging()) {
      return AskOwner(std::move(query), freshness, call, budget);
    }
    auto found = FindByFeed(query, freshness, call, budget);
    if (!found.ok()) {
      // A feed that stopped while we waited for it leaves the owner to ask.
      if (ReasonOf(found.status()) ==
              type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE &&
          watermark_->IsLagging()) {
        continue;
      }
      return found.status();
    }
    if (*found) return **std::move(found);
  }
  return RevisionNotYetAvailableError(kRegistryStore);
}

absl::StatusOr<absl::optional<FreshProfile>> FreshProfileLookup::FindByFeed(
    ProfileQuery query, const Freshness& freshness, const CallContext& call,
    LookupBudget& budget) const {
  if (freshness.at_least) {
    SANGAM_RETURN_IF_ERROR(watermark_->WaitFor(
        *freshness.at_least, freshness.wait_until, call.cancelled));
  }
  const SubjectState view = state_->Read(query.subject);
  query.at_least = view.position;
  if (view.profile_revision) {
    query.newest = ProfileState{view.position.epoch, *view.profile_revision,
                                view.places_generation};
  }
  auto profile = source_->Get(query, call, budget);
  // The store was restored, and the feed is about to find out.
  if (IsEpochChanged(profile.status())) {
    return RevisionNotYetAvailableError(kRegistryStore);
  }
  SANGAM_RETURN_IF_ERROR(profile.status());
  // The name that an outside id stands for is known only now.
  const SubjectState shown =
      query.subject.empty() ? state_->Read((*profile)->subject()) : view;
  if (IsShown(shown, **profile)) return AtView(*std::move(profile), shown);

  // The owner is ahead of the feed: wait for the feed, so that profile and
  // places are of one position.
  const absl::Status reached = watermark_->WaitFor(
      *PositionOf(**profile), freshness.wait_until, call.cancelled);
  if (IsEpochChanged(reached)) {
    return RevisionNotYetAvailableError(kRegistryStore);
  }
  SANGAM_RETURN_IF_ERROR(reached);
  SubjectState later = state_->Read((*profile)->subject());
  if (IsShown(later, **profile)) {
    return AtView(*std::move(profile), std::move(later));
  }
  return absl::nullopt;
}

absl::StatusOr<FreshProfile> FreshProfileLookup::AskOwner(
    ProfileQuery query, const Freshness& freshness, const CallContext& call,
    LookupBudget& budget) const {
  const SubjectState view = state_->Read("");
  query.newest = absl::nullopt;
  query.at_least = view.position;
  if (freshness.at_least &&
      (freshness.at_least->epoch != view.position.epoch ||
       freshness.at_least->revision > view.position.revision)) {
    query.at_least = freshness.at_least;
  }
  auto profile = source_->Get(query, call, budget);
  if (IsEpochChanged(profile.status()) && !freshness.at_least) {
    return RevisionNotYetAvailableError(kRegistryStore);
  }
  SANGAM_RETURN_IF_ERROR(profile.status());
  const ProfileState state = StateOf(**profile);
  if (state.epoch != view.position.epoch ||
      state.places_generation != view.places_generation) {
    // The places that the feed knows are not those of the profile.
    return RevisionNotYetAvailableError(kRegistryStore);
  }
  StorePosition position = *PositionOf(**profile);
  const bool is_later = position.revision != view.position.revision;
  return FreshProfile{*std::move(profile), std::move(position), view.places,
                      is_later};
}

}  // namespace sangam::matching
