#include "services/matching/subject_finder.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/matching/match_errors.h"

namespace sangam::matching {
namespace {

MatchSubject ToMatchSubject(const SubjectProfile& profile) {
  return {profile.subject(), profile.title(), profile.profile(),
          PlaceChain::FromProto(profile.place_chain())};
}

void SetSideFacts(const SubjectProfile& profile, FoundSubject& found) {
  found.children.assign(profile.children().begin(), profile.children().end());
  found.member_of = profile.member_of();
  found.judgements = profile.judgements();
  found.facts = profile.field_provenance();
}

// Takes the profile out of the request, and its place out of found.places.
absl::Status SetInlineProfile(const AskedSubject& asked, FoundSubject& found) {
  if (asked.profile == nullptr) return absl::OkStatus();
  found.subject.profile = *asked.profile;
  if (!asked.profile->has_place()) return absl::OkStatus();
  auto chain = found.places->ChainOf(asked.profile->place());
  SANGAM_RETURN_IF_ERROR(found.places->status());
  if (!chain) {
    return PlaceUnknownError(absl::StrCat(asked.prefix, "profile.place"),
                             asked.profile->place());
  }
  found.subject.place_chain = *std::move(chain);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<FoundSubject> SubjectFinder::FindNow(
    const AskedSubject& asked, const Freshness& freshness,
    const CallContext& call) const {
  FoundSubject found;
  if (asked.profile != nullptr || asked.IsNobody()) {
    if (freshness.at_least) {
      SANGAM_RETURN_IF_ERROR(parts_.watermark->WaitFor(
          *freshness.at_least, freshness.wait_until, call.cancelled));
    }
    SubjectState view = parts_.registry->Read("");
    found.position = std::move(view.position);
    found.ranking.places_generation = view.places_generation;
    found.ranking.place_count = view.places->size();
    found.places = std::make_unique<ShownPlaces>(std::move(view.places), false);
    SANGAM_RETURN_IF_ERROR(SetInlineProfile(asked, found));
  } else {
    LookupBudget budget;
    budget.patience = freshness.patience;
    auto fresh =
        asked.outside_id != nullptr
            ? parts_.profiles->ByOutsideId(*asked.outside_id, freshness, call,
                                           budget)
            : parts_.profiles->ByName(*asked.name, freshness, call, budget);
    SANGAM_RETURN_IF_ERROR(fresh.status());
    found.subject = ToMatchSubject(*fresh->profile);
    SetSideFacts(*fresh->profile, found);
    found.position = std::move(fresh->position);
    found.ranking.profile_revision = fresh->profile->profile_revision();
    found.ranking.places_generation = fresh->profile->places_generation();
    found.ranking.place_count = fresh->places->size();
    found.places = std::make_unique<ShownPlaces>(std::move(fresh->places),
                                                 fresh->places_may_be_added);
  }
  found.ranking.registry_epoch = found.position.epoch;
  return found;
}

absl::StatusOr<FoundSubject> SubjectFinder::FindThen(
    const AskedSubject& asked, const Moment& moment,
    const CallContext& call) const {
  FoundSubject found;
  if (asked.profile != nullptr || asked.IsNobody()) {
    SANGAM_ASSIGN_OR_RETURN(found.position,
                            parts_.history->PositionAt(moment, call));
  } else {
    SANGAM_ASSIGN_OR_RETURN(
        const SubjectProfilePtr profile,
        asked.outside_id != nullptr
            ? parts_.history->ProfileOf(*asked.outside_id, moment, call)
            : parts_.history->ProfileOf(*asked.name, moment, call));
    found.subject = ToMatchSubject(*profile);
    SetSideFacts(*profile, found);
    // Its source has seen to it that there is one.
    found.position = *PositionOf(*profile);
  }
  found.places = parts_.history->PlacesAt(found.position, &call);
  SANGAM_RETURN_IF_ERROR(SetInlineProfile(asked, found));
  found.ranking.registry_epoch = found.position.epoch;
  found.ranking.past_revision = found.position.revision;
  return found;
}

}  // namespace sangam::matching
