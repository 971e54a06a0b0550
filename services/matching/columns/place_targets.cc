#include "services/matching/columns/place_targets.h"

#include <algorithm>

namespace sangam::matching {
namespace {

void SetBit(size_t bit, std::vector<uint64_t>* bits) {
  (*bits)[bit / 64] |= uint64_t{1} << (bit % 64);
}

void ClearBit(size_t bit, std::vector<uint64_t>* bits) {
  (*bits)[bit / 64] &= ~(uint64_t{1} << (bit % 64));
}

void ForEachBit(const std::vector<uint64_t>& bits,
                absl::FunctionRef<void(uint32_t)> visit) {
  for (size_t i = 0; i < bits.size(); ++i) {
    for (uint64_t word = bits[i]; word != 0; word &= word - 1) {
      visit(static_cast<uint32_t>(i * 64) +
            static_cast<uint32_t>(__builtin_ctzll(word)));
    }
  }
}

}  // namespace

uint32_t PlaceTargets::Add(const std::string& place) {
  const auto [found, added] =
      numbers_.emplace(place, static_cast<uint32_t>(places_.size()));
  if (added) places_.push_back(place);
  return found->second;
}

void PlaceTargets::Finish(PlaceChains* chains, const TextTable& texts,
                          const PlaceDirectory& places) {
  words_ = (places_.size() + 63) / 64;
  kinds_.assign(places_.size(), type::v1::PLACE_KIND_UNSPECIFIED);
  begins_with_itself_.assign(places_.size(), false);
  const std::vector<NumberedPlace> located =
      chains->LocateNames(places_, texts, places);
  target_of_name_.reserve(located.size());
  named_.reserve(located.size());
  // Of one kind the first counts.
  std::vector<type::v1::PlaceKind> met;
  for (uint32_t target = 0; target < located.size(); ++target) {
    const NumberedPlace& place = located[target];
    target_of_name_.emplace(place.name, target);
    named_.insert(place.name);
    if (!place.above->is_known) continue;
    begins_with_itself_[target] =
        !places_[target].empty() && place.above->begins_with_itself;
    met.clear();
    place.ForEachLink([&](const NumberedLink& link) {
      if (met.empty()) kinds_[target] = link.kind;
      const bool repeats =
          std::find(met.begin(), met.end(), link.kind) != met.end();
      met.push_back(link.kind);
      if (link.kind == type::v1::PLACE_KIND_UNSPECIFIED || repeats ||
          link.name == PlaceChains::kNameless) {
        return;
      }
      InKind& targets = in_kinds_[link.kind];
      targets.has.resize(words_);
      SetBit(target, &targets.has);
      Targets& same = targets.by_place[link.name];
      if (same.empty()) named_.insert(link.name);
      same.push_back(target);
    });
  }
}

void PlaceTargets::FindNamed(const NumberedPlace& place,
                             std::vector<uint32_t>* named) const {
  named->clear();
  place.ForEachLink([&](const NumberedLink& link) {
    const auto found = target_of_name_.find(link.name);
    if (found == target_of_name_.end()) return;
    if (std::find(named->begin(), named->end(), found->second) ==
        named->end()) {
      named->push_back(found->second);
    }
  });
}

void PlaceTargets::Locate(const NumberedPlace& place,
                          absl::FunctionRef<void(uint32_t)> within,
                          absl::FunctionRef<void(uint32_t)> unknown) const {
  Bits is_within(words_);
  Bits excluded(words_);
  place.ForEachLink([&](const NumberedLink& link) {
    const auto target = target_of_name_.find(link.name);
    if (target != target_of_name_.end()) SetBit(target->second, &is_within);
    const auto kind = in_kinds_.find(link.kind);
    if (kind == in_kinds_.end()) return;
    const InKind& targets = kind->second;
    Bits others = targets.has;
    const auto same = targets.by_place.find(link.name);
    if (same != targets.by_place.end()) {
      for (const uint32_t target : same->second) ClearBit(target, &others);
    }
    for (size_t i = 0; i < words_; ++i) excluded[i] |= others[i];
  });
  Bits may_be(words_);
  for (size_t i = 0; i < words_; ++i) {
    may_be[i] = ~(is_within[i] | excluded[i]);
  }
  if (places_.size() % 64 != 0) {
    may_be.back() &= (uint64_t{1} << (places_.size() % 64)) - 1;
  }
  ForEachBit(is_within, within);
  ForEachBit(may_be, unknown);
}

}  // namespace sangam::matching
