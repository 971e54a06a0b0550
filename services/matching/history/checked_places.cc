#include "services/matching/history/checked_places.h"

#include "common/status/errors.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {

absl::optional<PlaceChain> ShownPlaces::ChainOf(absl::string_view place) const {
  auto chain = table_->ChainOf(place);
  if (!chain) asked_for_unknown_ = true;
  return chain;
}

std::string ShownPlaces::TitleOf(absl::string_view place) const {
  return table_->TitleOf(place);
}

absl::Status ShownPlaces::status() const {
  if (may_be_added_ && asked_for_unknown_) {
    return RevisionNotYetAvailableError(kRegistryStore);
  }
  return absl::OkStatus();
}

}  // namespace sangam::matching
