#include "services/registry/store/profile_feed.h"

#include <utility>

#include "common/changelog/resource_type.h"
#include "common/status/macros.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {

// Places come first, so that a reader of the listing knows the place of every
// subject that follows.
ProfileFeed::ProfileFeed(Changelog* changelog, std::string resume_token)
    : changelog_(*changelog),
      feed_(changelog, {&PlaceTable(), &ProfileTable()},
            std::move(resume_token)) {}

absl::StatusOr<absl::optional<v1::WatchProfilesResponse>> ProfileFeed::Next() {
  SANGAM_ASSIGN_OR_RETURN(absl::optional<ChangeBatch> batch, feed_.Next());
  if (!batch) return absl::nullopt;
  v1::WatchProfilesResponse response;
  response.set_token(batch->token);
  response.set_snapshot_complete(batch->snapshot_complete);
  for (const Change& change : batch->changes) {
    const StoredResource& row = change.resource;
    if (change.collection == ProfileTable().collection()) {
      v1::ProfileRevision* profile = response.add_profiles();
      profile->set_subject(row.key);
      profile->set_profile_revision(row.revision);
      profile->set_deleted(change.deleted);
      continue;
    }
    v1::PlaceChange* place = response.add_places();
    place->set_deleted(change.deleted);
    if (change.deleted) {
      place->mutable_place()->set_name(row.key);
    } else {
      SANGAM_RETURN_IF_ERROR(
          ReadStored(row, changelog_.epoch(), place->mutable_place()));
    }
  }
  SANGAM_RETURN_IF_ERROR(
      changelog_.Read([&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const int64_t generation,
                                PlacesGenerationAt(snapshot, batch->revision));
        response.set_places_generation(generation);
        return absl::OkStatus();
      }));
  return response;
}

}  // namespace sangam::registry
