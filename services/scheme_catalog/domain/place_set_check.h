// Place sets.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PLACE_SET_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PLACE_SET_CHECK_H_

#include "absl/status/status.h"
#include "sangam/scheme_catalog/v1/place_set.pb.h"

namespace sangam::scheme_catalog {

// More than there are blocks in India.
inline constexpr int kMaxPlaceSetMembers = 10'000;

// What can be told from the record alone: a title in English, members that are
// names of places, none twice on the same day. Whether the places exist is for
// the registry to know. INVALID_ARGUMENT with all faults.
absl::Status CheckPlaceSet(const v1::PlaceSet& set);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PLACE_SET_CHECK_H_
