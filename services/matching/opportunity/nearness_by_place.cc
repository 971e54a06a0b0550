#include "services/matching/opportunity/nearness_by_place.h"

namespace sangam::matching {

int DistanceOf(type::v1::PlaceKind kind) {
  switch (kind) {
    case type::v1::PLACE_KIND_VILLAGE:
      return 0;
    case type::v1::PLACE_KIND_GRAM_PANCHAYAT:
    case type::v1::PLACE_KIND_URBAN_LOCAL_BODY:
      return 1;
    case type::v1::PLACE_KIND_BLOCK:
      return 2;
    case type::v1::PLACE_KIND_SUB_DISTRICT:
      return 3;
    case type::v1::PLACE_KIND_DISTRICT:
      return 4;
    case type::v1::PLACE_KIND_STATE:
      return 5;
    case type::v1::PLACE_KIND_COUNTRY:
      return 6;
    default:
      return 7;
  }
}

PlaceLink CommonPlace(const PlaceChain& a, const PlaceChain& b) {
  PlaceLink nearest;
  for (const PlaceLink& link : a.links) {
    if (DistanceOf(link.kind) < DistanceOf(nearest.kind) &&
        b.Contains(link.place)) {
      nearest = link;
    }
  }
  if (nearest.place.empty() && !a.OfKind(type::v1::PLACE_KIND_STATE).empty() &&
      !b.OfKind(type::v1::PLACE_KIND_STATE).empty()) {
    nearest.kind = type::v1::PLACE_KIND_COUNTRY;
  }
  return nearest;
}

}  // namespace sangam::matching
