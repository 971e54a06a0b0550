#include "services/matching/index/days_in_force.h"

#include <algorithm>

namespace sangam::matching {

DaysInForce::Plane DaysInForce::On(absl::CivilDay day) const {
  const auto is_day = [day](const auto& kept) { return kept.first == day; };
  {
    absl::MutexLock lock(&mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(), is_day);
    if (found != kept_.end()) {
      std::rotate(found, found + 1, kept_.end());
      return kept_.back().second;
    }
  }
  Plane plane = Make(day);
  absl::MutexLock lock(&mutex_);
  if (std::none_of(kept_.begin(), kept_.end(), is_day)) {
    if (kept_.size() == kMostDays) kept_.pop_front();
    kept_.emplace_back(day, plane);
  }
  return plane;
}

DaysInForce::Plane DaysInForce::Make(absl::CivilDay day) const {
  const std::vector<CompiledScheme>& schemes = catalog_->schemes();
  std::vector<const CompiledVersion*> in_force;
  in_force.reserve(schemes.size());
  for (const CompiledScheme& scheme : schemes) {
    in_force.push_back(scheme.VersionOn(day));
  }
  auto plane =
      std::make_shared<std::vector<uint64_t>>((positions_->size() + 63) / 64);
  for (size_t i = 0; i < positions_->size(); ++i) {
    const auto [scheme, version] = (*positions_)[i];
    if (schemes[scheme].versions[version].compiled.get() == in_force[scheme]) {
      (*plane)[i / 64] |= uint64_t{1} << (i % 64);
    }
  }
  return plane;
}

size_t DaysInForce::bytes() const {
  absl::MutexLock lock(&mutex_);
  return kept_.size() * (positions_->size() / 8 + sizeof(kept_.front()));
}

}  // namespace sangam::matching
