#include "services/matching/index/days_in_force.h"

#include <algorithm>

#include "services/matching/index/bit_rows.h"

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

void DaysInForce::Prepare(const DaysInForce& previous,
                          const PositionChange* change) {
  std::deque<std::pair<absl::CivilDay, Plane>> days;
  {
    absl::MutexLock lock(&previous.mutex_);
    days = previous.kept_;
  }
  for (auto& [day, plane] : days) {
    plane = change == nullptr ? Make(day) : Changed(day, *plane, *change);
  }
  absl::MutexLock lock(&mutex_);
  kept_ = std::move(days);
}

DaysInForce::Plane DaysInForce::Make(absl::CivilDay day) const {
  const SchemeList& schemes = catalog_->schemes();
  std::vector<const CompiledVersion*> in_force;
  in_force.reserve(schemes.size());
  for (const CompiledScheme& scheme : schemes) {
    in_force.push_back(scheme.VersionOn(day));
  }
  auto plane =
      std::make_shared<std::vector<uint64_t>>((positions_->size() + 63) / 64);
  for (uint32_t i = 0; i < positions_->size(); ++i) {
    if ((*positions_)[i].empty()) continue;
    const auto [scheme, version] = (*positions_)[i];
    if (schemes[scheme].versions[version].compiled.get() == in_force[scheme]) {
      SetBit(plane->data(), i);
    }
  }
  return plane;
}

DaysInForce::Plane DaysInForce::Changed(absl::CivilDay day,
                                        const std::vector<uint64_t>& before,
                                        const PositionChange& change) const {
  auto plane = std::make_shared<std::vector<uint64_t>>(before);
  plane->resize((positions_->size() + 63) / 64);
  for (const uint32_t position : change.emptied) {
    ClearBit(plane->data(), position);
  }
  for (size_t i = positions_->size() - change.added.size();
       i < positions_->size(); ++i) {
    if (InForceAt(i, day)) SetBit(plane->data(), static_cast<uint32_t>(i));
  }
  return plane;
}

bool DaysInForce::InForceAt(size_t position, absl::CivilDay day) const {
  const auto [scheme, version] = (*positions_)[position];
  const CompiledScheme& of = catalog_->schemes()[scheme];
  return of.versions[version].compiled.get() == of.VersionOn(day);
}

size_t DaysInForce::bytes() const {
  absl::MutexLock lock(&mutex_);
  return kept_.size() * (positions_->size() / 8 + sizeof(kept_.front()));
}

}  // namespace sangam::matching
