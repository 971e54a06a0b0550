#include "services/registry/lists/snapshot_places.h"

#include <utility>

#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {

absl::optional<PlaceChain> SnapshotPlaces::ChainOf(
    absl::string_view place) const {
  const auto [known, fresh] = known_.try_emplace(std::string(place));
  if (!fresh) return known->second;
  const auto stored = PlaceTable().Get(snapshot_, place);
  if (!stored.ok()) status_.Update(stored.status());
  if (!stored.ok() || !stored->has_value()) return absl::nullopt;
  const auto refs = PlaceChainOf(snapshot_, place);
  if (!refs.ok()) {
    status_.Update(refs.status());
    return absl::nullopt;
  }
  PlaceChain chain;
  for (const type::v1::PlaceRef& ref : *refs) {
    chain.links.push_back({ref.place(), ref.kind()});
  }
  known->second = std::move(chain);
  return known->second;
}

}  // namespace sangam::registry
