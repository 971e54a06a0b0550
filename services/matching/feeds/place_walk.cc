#include "services/matching/feeds/place_walk.h"

#include "absl/container/inlined_vector.h"

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
  PlaceChain chain;
  // As deep as most are.
  chain.links.reserve(8);
  absl::InlinedVector<absl::string_view, 16> all = {place};
  for (size_t next = 0; next < all.size(); ++next) {
    const absl::string_view name = all[next];
    const PlaceNode* node = find(name);
    if (node == nullptr && next == 0) return absl::nullopt;
    if (node == nullptr || chain.Contains(name) ||
        !chain.OfKind(node->kind).empty()) {
      continue;
    }
    chain.links.push_back({std::string(name), node->kind});
    all.insert(all.end(), node->parents.begin(), node->parents.end());
  }
  return chain;
}

}  // namespace sangam::matching
