#include "services/matching/feeds/place_walk.h"

#include <deque>

namespace sangam::matching {

PlaceNode ToPlaceNode(const registry::v1::Place& place) {
  PlaceNode node;
  node.kind = place.kind();
  node.title = place.title();
  for (const std::string* parent :
       {&place.revenue_parent(), &place.development_parent(),
        &place.urban_parent()}) {
    if (!parent->empty()) node.parents.push_back(*parent);
  }
  return node;
}

absl::optional<PlaceChain> WalkUp(
    absl::string_view place,
    absl::FunctionRef<const PlaceNode*(absl::string_view)> find) {
  if (find(place) == nullptr) return absl::nullopt;
  PlaceChain chain;
  std::deque<absl::string_view> next = {place};
  while (!next.empty()) {
    const absl::string_view name = next.front();
    next.pop_front();
    const PlaceNode* node = find(name);
    if (node == nullptr || chain.Contains(name) ||
        !chain.OfKind(node->kind).empty()) {
      continue;
    }
    chain.links.push_back({std::string(name), node->kind});
    next.insert(next.end(), node->parents.begin(), node->parents.end());
  }
  return chain;
}

}  // namespace sangam::matching
