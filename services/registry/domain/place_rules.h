// What a place record must satisfy by itself, and which places can be above it.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_PLACE_RULES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_PLACE_RULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sangam/registry/v1/place.pb.h"
#include "sangam/type/v1/place_ref.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT: a field has a bad value, or name, kind and LGD code
// disagree.
absl::Status CheckPlace(const v1::Place& place);

// The kinds that a place of kind `child` can have as its parent in the
// hierarchy that `field` ("revenue_parent", "development_parent",
// "urban_parent") names. Each is coarser than the child, so parents never form
// a cycle.
std::vector<type::v1::PlaceKind> ParentKinds(absl::string_view field,
                                             type::v1::PlaceKind child);

// "SUB_DISTRICT".
std::string PlaceKindText(type::v1::PlaceKind kind);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_PLACE_RULES_H_
