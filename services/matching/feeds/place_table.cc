#include "services/matching/feeds/place_table.h"

#include <algorithm>
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

std::shared_ptr<const PlaceTable> PlaceTable::Empty() { return Of({}); }

std::shared_ptr<const PlaceTable> PlaceTable::Of(Nodes places) {
  return std::shared_ptr<const PlaceTable>(
      new PlaceTable(std::make_shared<const Nodes>(std::move(places)), {}));
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
    merged[place.name()] = ToPlaceNode(place);
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
  return WalkUp(place, [this](absl::string_view name) { return Find(name); });
}

std::string PlaceTable::TitleOf(absl::string_view place) const {
  const PlaceNode* node = Find(place);
  return node == nullptr ? "" : node->title;
}

void PlaceTable::ForEach(
    absl::FunctionRef<void(const std::string&, const PlaceNode&)> receive)
    const {
  for (const auto& [name, node] : *base_) {
    if (!changes_.contains(name)) receive(name, node);
  }
  for (const auto& [name, node] : changes_) {
    if (node) receive(name, *node);
  }
}

std::vector<std::string> PlaceTable::NamesOfKind(
    type::v1::PlaceKind kind) const {
  std::vector<std::string> names;
  ForEach([&](const std::string& name, const PlaceNode& node) {
    if (node.kind == kind) names.push_back(name);
  });
  std::sort(names.begin(), names.end());
  return names;
}

const PlaceNode* PlaceTable::Find(absl::string_view place) const {
  if (!changes_.empty()) {
    const auto changed = changes_.find(place);
    if (changed != changes_.end()) {
      return changed->second ? &*changed->second : nullptr;
    }
  }
  const auto found = base_->find(place);
  return found == base_->end() ? nullptr : &found->second;
}

}  // namespace sangam::matching
