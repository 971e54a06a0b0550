// Places above and below each other.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLACE_HIERARCHY_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLACE_HIERARCHY_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/place.pb.h"
#include "sangam/type/v1/place_ref.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT on the parent's field if a parent can't be one of such a
// place, and on "kind" if a place below can't be below it any more.
absl::Status CheckParentKinds(Snapshot& snapshot, const v1::Place& place);

// INVALID_ARGUMENT unless `place`, and each place below it, has at most one
// ancestor of each kind. Its references are stored; its row need not be.
absl::Status CheckOneAncestorOfEachKind(Snapshot& snapshot,
                                        const v1::Place& place);

// The subjects whose place is `place` or any below it.
absl::StatusOr<std::set<std::string>> SubjectsWithin(Snapshot& snapshot,
                                                     absl::string_view place);

// The place and all above it in all hierarchies: itself first, then from the
// finest kind to the coarsest. Empty if `place` is empty.
absl::StatusOr<std::vector<type::v1::PlaceRef>> PlaceChainOf(
    Snapshot& snapshot, absl::string_view place);

// Begins a new places generation: a place has moved or changed its kind.
absl::Status AdvancePlacesGeneration(WriteTransaction& transaction);
// The places generation that held right after `revision`.
absl::StatusOr<int64_t> PlacesGenerationAt(Snapshot& snapshot,
                                           int64_t revision);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLACE_HIERARCHY_H_
