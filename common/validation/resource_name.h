// Resource names: "groups/umden-eri-society", "schemes/sgsy/versions/1".
//
// A collection is written without its ids: "groups", "placeSets", and for
// nested resources "schemes/versions".
#ifndef SANGAM_COMMON_VALIDATION_RESOURCE_NAME_H_
#define SANGAM_COMMON_VALIDATION_RESOURCE_NAME_H_

#include <cstdint>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/validation/violations.h"
#include "sangam/type/v1/place_ref.pb.h"

namespace sangam {

// Whether `id` is 1 to 63 of a-z, 0-9 and hyphens, with no hyphen at an end.
bool IsResourceId(absl::string_view id);

// Whether `name` is a name in `collection`. A name in "places" that begins with
// "lgd-" must also be one that ParseLgdPlace understands.
bool IsResourceName(absl::string_view name, absl::string_view collection);

// The collection of a name ("schemes/sgsy/versions/1": "schemes/versions");
// empty if it is not the shape of a name.
std::string CollectionOf(absl::string_view name);

// The name of the resource that a nested one is under
// ("schemes/sgsy/versions/1": "schemes/sgsy"); empty if it is not nested.
absl::string_view ParentNameOf(absl::string_view nested_name);

// What a place's name says of it.
struct LgdPlace {
  type::v1::PlaceKind kind;
  int32_t code;
};

// Reads "places/lgd-district-276": the kind is one of state, district,
// sub-district, block, gram-panchayat, village, urban-local-body; the code is
// positive and has no leading zero. Nullopt for any other text.
absl::optional<LgdPlace> ParseLgdPlace(absl::string_view name);

// Adds a fault unless `name` is a name in one of `collections`. An empty name
// is a fault of the first, and none of the second.
void CheckRequiredName(Violations& violations, absl::string_view field,
                       absl::string_view name,
                       std::initializer_list<absl::string_view> collections);
void CheckOptionalName(Violations& violations, absl::string_view field,
                       absl::string_view name,
                       std::initializer_list<absl::string_view> collections);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_RESOURCE_NAME_H_
