#include "common/money/share_out.h"

#include <algorithm>
#include <numeric>
#include <random>

#include "gmock/gmock.h"

namespace sangam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int64_t kNoLimit = ShareClaim::kNoLimit;

int64_t SumOf(const std::vector<int64_t>& parts) {
  return std::accumulate(parts.begin(), parts.end(), int64_t{0});
}

TEST(ShareOutTest, WhatCantBeDividedGoesToTheLargestRemainders) {
  // 100 by 1 : 1 : 1.
  EXPECT_THAT(ShareInProportion(100, {{1}, {1}, {1}}), ElementsAre(34, 33, 33));
  // 10 by 5 : 3 : 1 is 5.55, 3.33 and 1.11: the tenth goes to the first.
  EXPECT_THAT(ShareInProportion(10, {{5}, {3}, {1}}), ElementsAre(6, 3, 1));
  // 33 houses by 4 : 3 : 2 : 1 are 13.2, 9.9, 6.6 and 3.3.
  EXPECT_THAT(ShareInProportion(33, {{4}, {3}, {2}, {1}}),
              ElementsAre(13, 10, 7, 3));
}

TEST(ShareOutTest, WhatOneCantTakeGoesToTheOthers) {
  EXPECT_THAT(ShareInProportion(33, {{1, 5}, {1, 8}, {1}}),
              ElementsAre(5, 8, 20));
  // The second is filled only because of what the first left.
  EXPECT_THAT(ShareInProportion(30, {{1, 2}, {1, 12}, {1}}),
              ElementsAre(2, 12, 16));
}

TEST(ShareOutTest, NobodyTakesMoreThanAllCan) {
  EXPECT_THAT(ShareInProportion(33, {{1, 5}, {7, 8}}), ElementsAre(5, 8));
  EXPECT_THAT(ShareInOrder(33, {{1, 5}, {7, 8}}), ElementsAre(5, 8));
}

TEST(ShareOutTest, WhoWeighsNothingGetsNothing) {
  EXPECT_THAT(ShareInProportion(10, {{0}, {2}, {-3}}), ElementsAre(0, 10, 0));
  EXPECT_THAT(ShareInProportion(10, {{0}, {0}}), ElementsAre(0, 0));
  EXPECT_THAT(ShareInProportion(10, {{1, 0}, {1, -5}}), ElementsAre(0, 0));
  EXPECT_THAT(ShareInProportion(10, {}), IsEmpty());
  EXPECT_THAT(ShareInProportion(0, {{1}}), ElementsAre(0));
  EXPECT_THAT(ShareInProportion(-5, {{1}}), ElementsAre(0));
  EXPECT_THAT(ShareInOrder(10, {{0}, {2}, {1}}), ElementsAre(0, 10, 0));
}

TEST(ShareOutTest, InOrderTheFirstTakesAllItCan) {
  EXPECT_THAT(ShareInOrder(33, {{9, 20}, {8, 20}, {7, 20}}),
              ElementsAre(20, 13, 0));
}

TEST(ShareOutTest, HugeSumsAreExact) {
  const std::vector<ShareClaim> claims(3, {kNoLimit, kNoLimit});
  EXPECT_THAT(ShareInProportion(kNoLimit, claims),
              ElementsAre(kNoLimit / 3 + 1, kNoLimit / 3, kNoLimit / 3));
}

// Nothing is created or lost; nobody gets more than it can take; no part is
// further than one from what is in proportion, of those who are not filled.
TEST(ShareOutTest, PropertiesOfRandomSharings) {
  std::mt19937_64 random(7);
  for (int trial = 0; trial < 20'000; ++trial) {
    const bool huge = trial % 3 == 0;
    std::vector<ShareClaim> claims(random() % 8);
    __int128 can_take = 0;
    for (ShareClaim& claim : claims) {
      claim.weight = static_cast<int64_t>(random() % (huge ? 1ull << 50 : 6));
      if (random() % 3 != 0) {
        claim.most = static_cast<int64_t>(random() % (huge ? 1ull << 50 : 40));
      }
      if (claim.weight > 0) can_take += claim.most;
    }
    const auto whole =
        static_cast<int64_t>(random() % (huge ? 1ull << 53 : 60));
    for (const auto& parts :
         {ShareInProportion(whole, claims), ShareInOrder(whole, claims)}) {
      ASSERT_EQ(SumOf(parts),
                can_take < whole ? static_cast<int64_t>(can_take) : whole);
      for (size_t i = 0; i < claims.size(); ++i) {
        ASSERT_GE(parts[i], 0);
        ASSERT_LE(parts[i], claims[i].most);
      }
    }
    const auto parts = ShareInProportion(whole, claims);
    for (size_t a = 0; a < claims.size(); ++a) {
      for (size_t b = 0; b < claims.size(); ++b) {
        if (claims[a].weight <= 0 || claims[b].weight <= 0) continue;
        if (parts[a] == claims[a].most) continue;
        // a is not filled, so b has no more for its weight, but for the unit
        // that could not be divided.
        ASSERT_LE(static_cast<__int128>(parts[b] - 1) * claims[a].weight,
                  static_cast<__int128>(parts[a] + 1) * claims[b].weight);
      }
    }
  }
}

}  // namespace
}  // namespace sangam
