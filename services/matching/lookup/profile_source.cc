#include "services/matching/lookup/profile_source.h"

#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {

absl::optional<StorePosition> PositionOf(const SubjectProfile& profile) {
  const auto position = BatchPosition(profile.token(), kRegistryStore);
  if (!position.ok()) return absl::nullopt;
  return *position;
}

ProfileState StateOf(const SubjectProfile& profile) {
  const auto position = PositionOf(profile);
  return {position ? position->epoch : "", profile.profile_revision(),
          profile.places_generation()};
}

}  // namespace sangam::matching
