// From a place up to its ancestors.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_PLACE_WALK_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_PLACE_WALK_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/place_chain.h"
#include "sangam/registry/v1/place.pb.h"

namespace sangam::matching {

// What matching knows of one place.
struct PlaceNode {
  type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
  // In the order revenue, development, urban; those that are there.
  std::vector<std::string> parents;
  std::string title;
};

PlaceNode ToPlaceNode(const registry::v1::Place& place);

// The place first, then its ancestors, nearest first; of two ancestors of one
// kind the nearer counts. Ancestors that `find` does not find are left out;
// nothing if it does not find the place itself. What `find` returns must stay
// valid until the walk is over.
absl::optional<PlaceChain> WalkUp(
    absl::string_view place,
    absl::FunctionRef<const PlaceNode*(absl::string_view)> find);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_PLACE_WALK_H_
