#include "services/matching/index/kept_named_places.h"

#include <algorithm>

namespace sangam::matching {

std::shared_ptr<const NamedPlaces> KeptNamedPlaces::On(
    absl::CivilDay day, const ReferenceData& reference) const {
  const NamedPlaces::State state = NamedPlaces::StateOf(day, reference);
  if (state.places == 0) return nullptr;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = std::find_if(
        kept_.begin(), kept_.end(),
        [&](const auto& named) { return named->state() == state; });
    if (found != kept_.end()) {
      std::rotate(kept_.begin(), found, found + 1);
      return kept_.front();
    }
  }
  auto named = std::make_shared<const NamedPlaces>(predicates_, day, reference);
  absl::MutexLock lock(&mutex_);
  kept_.insert(kept_.begin(), named);
  if (kept_.size() > kMost) kept_.pop_back();
  return named;
}

}  // namespace sangam::matching
