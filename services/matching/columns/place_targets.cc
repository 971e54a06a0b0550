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
  return numbers_.emplace(place, static_cast<uint32_t>(numbers_.size()))
      .first->second;
}

void PlaceTargets::Finish(const PlaceDirectory& places) {
  words_ = (numbers_.size() + 63) / 64;
  kinds_.assign(numbers_.size(), type::v1::PLACE_KIND_UNSPECIFIED);
  begins_with_itself_.assign(numbers_.size(), false);
  for (const auto& [place, target] : numbers_) {
    named_.insert(place);
    const absl::optional<PlaceChain> chain = places.ChainOf(place);
    if (!chain) continue;
    if (!chain->empty()) {
      kinds_[target] = chain->links.front().kind;
      begins_with_itself_[target] =
          !place.empty() && chain->links.front().place == place;
    }
    for (size_t i = 0; i < chain->links.size(); ++i) {
      const PlaceLink& link = chain->links[i];
      // Of one kind the first counts.
      const bool repeats =
          std::any_of(chain->links.begin(), chain->links.begin() + i,
                      [&](const PlaceLink& b) { return b.kind == link.kind; });
      if (link.kind == type::v1::PLACE_KIND_UNSPECIFIED || repeats ||
          link.place.empty()) {
        continue;
      }
      InKind& targets = in_kinds_[link.kind];
      targets.has.resize(words_);
      SetBit(target, &targets.has);
      std::vector<uint32_t>& same = targets.by_place[link.place];
      if (same.empty()) named_.insert(link.place);
      same.push_back(target);
    }
  }
}

std::vector<uint32_t> PlaceTargets::NamedBy(const PlaceChain& chain) const {
  std::vector<uint32_t> targets;
  for (const PlaceLink& link : chain.links) {
    const auto found = numbers_.find(link.place);
    if (found == numbers_.end()) continue;
    if (std::find(targets.begin(), targets.end(), found->second) ==
        targets.end()) {
      targets.push_back(found->second);
    }
  }
  return targets;
}

void PlaceTargets::Locate(const PlaceChain& chain,
                          absl::FunctionRef<void(uint32_t)> within,
                          absl::FunctionRef<void(uint32_t)> unknown) const {
  Bits is_within(words_);
  Bits excluded(words_);
  for (const PlaceLink& link : chain.links) {
    const auto target = numbers_.find(link.place);
    if (target != numbers_.end()) SetBit(target->second, &is_within);
    const auto kind = in_kinds_.find(link.kind);
    if (kind == in_kinds_.end()) continue;
    const InKind& targets = kind->second;
    Bits others = targets.has;
    const auto same = targets.by_place.find(link.place);
    if (same != targets.by_place.end()) {
      for (const uint32_t target : same->second) ClearBit(target, &others);
    }
    for (size_t i = 0; i < words_; ++i) excluded[i] |= others[i];
  }
  Bits may_be(words_);
  for (size_t i = 0; i < words_; ++i) {
    may_be[i] = ~(is_within[i] | excluded[i]);
  }
  if (numbers_.size() % 64 != 0) {
    may_be.back() &= (uint64_t{1} << (numbers_.size() % 64)) - 1;
  }
  ForEachBit(is_within, within);
  ForEachBit(may_be, unknown);
}

}  // namespace sangam::matching
