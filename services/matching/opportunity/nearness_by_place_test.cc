#include "services/matching/opportunity/nearness_by_place.h"

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

using namespace type::v1;  // NOLINT: kinds of places throughout

PlaceChain Chain(std::vector<PlaceLink> links) { return {std::move(links)}; }

TEST(NearnessByPlaceTest, TheSmallestPlaceThatHoldsBothCounts) {
  const PlaceChain umden = Chain({{"places/umden", PLACE_KIND_VILLAGE},
                                  {"places/sub", PLACE_KIND_SUB_DISTRICT},
                                  {"places/gp", PLACE_KIND_GRAM_PANCHAYAT},
                                  {"places/block", PLACE_KIND_BLOCK},
                                  {"places/district", PLACE_KIND_DISTRICT},
                                  {"places/state", PLACE_KIND_STATE}});
  EXPECT_EQ(CommonPlace(umden, umden).place, "places/umden");
  // A body of a whole block is in the same block as each of its villages. The
  // chain names the sub-district first, which is farther.
  EXPECT_EQ(CommonPlace(umden, Chain({{"places/block", PLACE_KIND_BLOCK},
                                      {"places/sub", PLACE_KIND_SUB_DISTRICT},
                                      {"places/state", PLACE_KIND_STATE}}))
                .kind,
            PLACE_KIND_BLOCK);
  EXPECT_EQ(CommonPlace(umden, Chain({{"places/other", PLACE_KIND_BLOCK},
                                      {"places/state", PLACE_KIND_STATE}}))
                .place,
            "places/state");
}

TEST(NearnessByPlaceTest, AnotherStateIsFarAndNothingKnownIsNotKnown) {
  const PlaceChain state = Chain({{"places/a", PLACE_KIND_STATE}});
  const PlaceLink far =
      CommonPlace(state, Chain({{"places/b", PLACE_KIND_STATE}}));
  EXPECT_EQ(far.kind, PLACE_KIND_COUNTRY);
  EXPECT_EQ(far.place, "");
  EXPECT_EQ(CommonPlace(state, {}).kind, PLACE_KIND_UNSPECIFIED);
  EXPECT_EQ(CommonPlace({}, {}).kind, PLACE_KIND_UNSPECIFIED);
  EXPECT_EQ(CommonPlace(state, Chain({{"places/d", PLACE_KIND_DISTRICT}})).kind,
            PLACE_KIND_UNSPECIFIED);
}

TEST(NearnessByPlaceTest, KindsAreOrderedByHowNearTheyAre) {
  EXPECT_EQ(DistanceOf(PLACE_KIND_URBAN_LOCAL_BODY),
            DistanceOf(PLACE_KIND_GRAM_PANCHAYAT));
  const PlaceKind order[] = {PLACE_KIND_VILLAGE,  PLACE_KIND_GRAM_PANCHAYAT,
                             PLACE_KIND_BLOCK,    PLACE_KIND_SUB_DISTRICT,
                             PLACE_KIND_DISTRICT, PLACE_KIND_STATE,
                             PLACE_KIND_COUNTRY,  PLACE_KIND_UNSPECIFIED};
  for (int i = 0; i < 8; ++i) EXPECT_EQ(DistanceOf(order[i]), i);
}

}  // namespace
}  // namespace sangam::matching
