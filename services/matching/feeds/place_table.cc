#include "services/matching/feeds/place_table.h"

#include <deque>
#include <utility>

namespace sangam::matching {
namespace {

// Changes are kept apart from the base until there are this many, and more than
// an eighth of it; so a batch copies little, and the base is copied rarely.
constexpr size_t kFewChanges = 2048;
constexpr size_t kShareOfBase = 8;

}  // namespace

PlaceTable::PlaceTable(std::shared_ptr<const Nodes> base, Changes changes)
    : base_(std::move(base)), changes_(std::move(changes)), size_([this] {
        size_t size = base_->size();
        for (const auto& [name, node] : changes_) {
          const bool was_there = base_->contains(name);
          if (node && !was_there) ++size;
          if (!node && was_there) --size;
        }
        return size;
      }()) {}

std::shared_ptr<const PlaceTable> PlaceTable::Empty() {
  return std::shared_ptr<const PlaceTable>(
      new PlaceTable(std::make_shared<const Nodes>(), {}));
}

std::shared_ptr<const PlaceTable> PlaceTable::With(
    const std::vector<const registry::v1::PlaceChange*>& changes) const {
  Changes merged = changes_;
  for (const registry::v1::PlaceChange* change : changes) {
    const registry::v1::Place& place = change->place();
    if (change->deleted()) {
      merged[place.name()] = absl::nullopt;
      continue;
    }
    Node node;
    node.kind = place.kind();
    node.title = place.title();
    for (const std::string* parent :
         {&place.revenue_parent(), &place.development_parent(),
          &place.urban_parent()}) {
      if (!parent->empty()) node.parents.push_back(*parent);
    }
    merged[place.name()] = std::move(node);
  }
  std::shared_ptr<const Nodes> base = base_;
  if (merged.size() > kFewChanges + base_->size() / kShareOfBase) {
    auto rebuilt = std::make_shared<Nodes>(*base_);
    for (auto& [name, node] : merged) {
      if (node) {
        (*rebuilt)[name] = *std::move(node);
      } else {
        rebuilt->erase(name);
      }
    }
    base = std::move(rebuilt);
    merged.clear();
  }
  return std::shared_ptr<const PlaceTable>(
      new PlaceTable(std::move(base), std::move(merged)));
}

absl::optional<PlaceChain> PlaceTable::ChainOf(absl::string_view place) const {
  if (Find(place) == nullptr) return absl::nullopt;
  PlaceChain chain;
  std::deque<absl::string_view> next = {place};
  while (!next.empty()) {
    const absl::string_view name = next.front();
    next.pop_front();
    const Node* node = Find(name);
    if (node == nullptr || chain.Contains(name) ||
        !chain.OfKind(node->kind).empty()) {
      continue;
    }
    chain.links.push_back({std::string(name), node->kind});
    next.insert(next.end(), node->parents.begin(), node->parents.end());
  }
  return chain;
}

std::string PlaceTable::TitleOf(absl::string_view place) const {
  const Node* node = Find(place);
  return node == nullptr ? "" : node->title;
}

const PlaceTable::Node* PlaceTable::Find(absl::string_view place) const {
  const auto changed = changes_.find(place);
  if (changed != changes_.end()) {
    return changed->second ? &*changed->second : nullptr;
  }
  const auto found = base_->find(place);
  return found == base_->end() ? nullptr : &found->second;
}

}  // namespace sangam::matching
