// How near two subjects are, by the places that hold both.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_NEARNESS_BY_PLACE_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_NEARNESS_BY_PLACE_H_

#include <string>

#include "common/rules/place_chain.h"

namespace sangam::matching {

// The smallest place that holds both. Where none is known but their states are,
// and differ, the kind is COUNTRY and there is no place; where nothing can be
// told, UNSPECIFIED.
PlaceLink CommonPlace(const PlaceChain& a, const PlaceChain& b);

// 0 for the same village, 1 gram panchayat or town, 2 block, 3 sub-district, 4
// district, 5 state, 6 country, 7 not known.
int DistanceOf(type::v1::PlaceKind kind);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_NEARNESS_BY_PLACE_H_
