#include "services/matching/columns/place_chains.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

// Asks outside of any lock.
PlaceChain ChainOf(const std::string& name, const PlaceDirectory& directory) {
  return directory.ChainOf(name).value_or(PlaceChain());
}

}  // namespace

std::vector<NumberedPlace> PlaceChains::Locate(
    const std::vector<uint32_t>& places, const TextTable& texts,
    const PlaceDirectory& directory) {
  std::vector<NumberedPlace> located(places.size());
  std::vector<size_t> missing;
  {
    absl::ReaderMutexLock lock(&mutex_);
    for (size_t i = 0; i < places.size(); ++i) {
      if (!Find(places[i], &located[i])) missing.push_back(i);
    }
  }
  if (missing.empty()) return located;
  std::vector<std::pair<std::string, PlaceChain>> chains;
  chains.reserve(missing.size());
  for (const size_t i : missing) {
    std::string name(texts.TextOf(places[i]));
    PlaceChain chain = ChainOf(name, directory);
    chains.emplace_back(std::move(name), std::move(chain));
  }
  absl::MutexLock lock(&mutex_);
  for (size_t i = 0; i < missing.size(); ++i) {
    const uint32_t text = places[missing[i]];
    NumberedPlace& place = located[missing[i]];
    place = Add(chains[i].first, chains[i].second, texts);
    if (text >= of_text_.size()) {
      of_text_.resize(std::max<size_t>(text + 1, 2 * of_text_.size()));
    }
    of_text_[text] = {place.name, place.above->number};
  }
  return located;
}

std::vector<NumberedPlace> PlaceChains::LocateNames(
    const std::vector<std::string>& names, const TextTable& texts,
    const PlaceDirectory& directory) {
  std::vector<NumberedPlace> located(names.size());
  std::vector<size_t> missing;
  {
    absl::ReaderMutexLock lock(&mutex_);
    for (size_t i = 0; i < names.size(); ++i) {
      if (!Find(names[i], texts, &located[i])) missing.push_back(i);
    }
  }
  if (missing.empty()) return located;
  std::vector<PlaceChain> chains;
  chains.reserve(missing.size());
  for (const size_t i : missing) {
    chains.push_back(ChainOf(names[i], directory));
  }
  absl::MutexLock lock(&mutex_);
  for (size_t i = 0; i < missing.size(); ++i) {
    located[missing[i]] = Add(names[missing[i]], chains[i], texts);
  }
  return located;
}

bool PlaceChains::Find(uint32_t text, NumberedPlace* place) const {
  if (text >= of_text_.size()) return false;
  const Known& known = of_text_[text];
  if (known.above == kNotYet) return false;
  *place = {known.name, &aboves_[known.above]};
  return true;
}

bool PlaceChains::Find(const std::string& name, const TextTable& texts,
                       NumberedPlace* place) const {
  if (name.empty()) return false;
  const auto other = others_.find(name);
  if (other == others_.end()) {
    const auto text = texts.FindText(name);
    return text && Find(*text, place);
  }
  const Known& known = of_other_[other->second - kFirstOther];
  if (known.above == kNotYet) return false;
  *place = {known.name, &aboves_[known.above]};
  return true;
}

// A name that becomes a text later keeps its number.
uint32_t PlaceChains::NumberOf(absl::string_view name, const TextTable& texts) {
  if (name.empty()) return kNameless;
  const auto other = others_.find(name);
  if (other != others_.end()) return other->second;
  if (const auto text = texts.FindText(name)) return *text;
  const auto number = kFirstOther + static_cast<uint32_t>(of_other_.size());
  of_other_.push_back({number, kNotYet});
  others_.emplace(std::string(name), number);
  return number;
}

PlaceChains::Known& PlaceChains::KnownOf(uint32_t name) {
  if (name >= kFirstOther) return of_other_[name - kFirstOther];
  if (name >= of_text_.size()) {
    of_text_.resize(std::max<size_t>(name + 1, 2 * of_text_.size()));
  }
  return of_text_[name];
}

NumberedPlace PlaceChains::Add(const std::string& name, const PlaceChain& chain,
                               const TextTable& texts) {
  const uint32_t number = NumberOf(name, texts);
  const uint32_t above = NumberOfAbove(name, chain, texts);
  if (number != kNameless) KnownOf(number) = {number, above};
  return {number, &aboves_[above]};
}

uint32_t PlaceChains::NumberOfAbove(const std::string& name,
                                    const PlaceChain& chain,
                                    const TextTable& texts) {
  PlaceAbove above;
  above.is_known = !chain.empty();
  above.begins_with_itself = chain.empty() || chain.links.front().place == name;
  if (above.is_known && above.begins_with_itself) {
    above.kind = chain.links.front().kind;
  }
  for (const PlaceLink& link : chain.links) {
    if (above.begins_with_itself && &link == &chain.links.front()) continue;
    above.links.push_back({NumberOf(link.place, texts), link.kind});
  }
  std::vector<uint32_t> key = {above.is_known ? 1u : 0u,
                               above.begins_with_itself ? 1u : 0u,
                               static_cast<uint32_t>(above.kind)};
  for (const NumberedLink& link : above.links) {
    key.push_back(link.name);
    key.push_back(static_cast<uint32_t>(link.kind));
  }
  const auto [found, added] = number_of_above_.emplace(
      std::move(key), static_cast<uint32_t>(aboves_.size()));
  if (added) {
    above.number = found->second;
    aboves_.push_back(std::move(above));
  }
  return found->second;
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
