#include "services/matching/columns/place_chains.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace sangam::matching {

void PlaceChains::Locate(const std::vector<uint32_t>& places,
                         const TextTable& texts,
                         const PlaceDirectory& directory,
                         std::vector<uint32_t>* above) {
  std::vector<uint32_t> missing;
  above->clear();
  {
    absl::ReaderMutexLock lock(&mutex_);
    for (uint32_t place : places) {
      above->push_back(Find(place));
      if (above->back() == kNotYet) missing.push_back(place);
    }
  }
  if (missing.empty()) return;
  std::vector<std::pair<std::string, PlaceChain>> chains;
  chains.reserve(missing.size());
  for (uint32_t place : missing) {
    std::string name(texts.TextOf(place));
    PlaceChain chain = directory.ChainOf(name).value_or(PlaceChain());
    chains.emplace_back(std::move(name), std::move(chain));
  }
  absl::MutexLock lock(&mutex_);
  for (size_t i = 0; i < missing.size(); ++i) {
    Add(missing[i], chains[i].first, std::move(chains[i].second));
  }
  for (size_t i = 0; i < places.size(); ++i) (*above)[i] = Find(places[i]);
}

void PlaceChains::Add(uint32_t place, const std::string& name,
                      PlaceChain chain) {
  Above above;
  if (!chain.empty()) {
    above.begins_with_itself = chain.links.front().place == name;
    if (above.begins_with_itself) {
      above.kind = chain.links.front().kind;
      chain.links.erase(chain.links.begin());
    }
  }
  std::string key = absl::StrCat(static_cast<int>(above.kind),
                                 above.begins_with_itself ? "\n" : "!\n");
  for (const PlaceLink& link : chain.links) {
    absl::StrAppend(&key, static_cast<int>(link.kind), " ", link.place, "\n");
  }
  above.chain = std::move(chain);
  const auto [found, added] = number_of_above_.emplace(
      std::move(key), static_cast<uint32_t>(aboves_.size()));
  if (added) aboves_.push_back(std::move(above));
  if (place >= above_of_place_.size()) {
    above_of_place_.resize(
        std::max<size_t>(place + 1, 2 * above_of_place_.size()), kNotYet);
  }
  above_of_place_[place] = found->second;
}

PlaceChains::Above PlaceChains::AboveOf(uint32_t number) const {
  absl::ReaderMutexLock lock(&mutex_);
  return aboves_[number];
}

std::shared_ptr<PlaceChains> PlaceChainsByDirectory::Of(
    const PlaceDirectory& directory) {
  const uint64_t generation = directory.generation();
  if (generation == 0) return std::make_shared<PlaceChains>();
  absl::MutexLock lock(&mutex_);
  const auto found = std::find_if(
      kept_.begin(), kept_.end(),
      [&](const Kept& kept) { return kept.generation == generation; });
  if (found != kept_.end()) {
    std::rotate(found, found + 1, kept_.end());
  } else {
    if (kept_.size() == kMostKept) kept_.erase(kept_.begin());
    kept_.push_back({generation, std::make_shared<PlaceChains>()});
  }
  return kept_.back().chains;
}

}  // namespace sangam::matching
