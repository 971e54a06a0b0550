#include "common/money/share.h"

#include <limits>
#include <numeric>
#include <random>

#include "gmock/gmock.h"

namespace sangam {
namespace {

using testing::ElementsAre;

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

TEST(ShareTest, GrantsAreFlooredAndDuesAreRaised) {
  EXPECT_EQ(FloorShare(250'000'000, 8000), 200'000'000);
  EXPECT_EQ(FloorShare(1, 9999), 0);
  EXPECT_EQ(CeilShare(1, 1), 1);
  EXPECT_EQ(CeilShare(250'000'000, 2000), 50'000'000);
  EXPECT_EQ(FloorShare(-5, 8000), 0);
  EXPECT_EQ(FloorShare(kMost, 10'000), kMost);
  EXPECT_EQ(FloorShare(kMost, 20'000), kMost);
}

TEST(ShareTest, AShareAndWhatItLeavesMakeTheWhole) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const int64_t paise =
        std::uniform_int_distribution<int64_t>(0, kMost)(random) >>
        (random() % 63);
    const int64_t bps = static_cast<int64_t>(random() % 10'001);
    EXPECT_EQ(FloorShare(paise, bps) + CeilShare(paise, 10'000 - bps), paise)
        << paise << " at " << bps;
  }
}

TEST(ShareTest, InterestIsSimpleAndFloored) {
  EXPECT_EQ(SimpleInterest(10'000'000, 300, 24), 600'000);
  EXPECT_EQ(SimpleInterest(1, 300, 24), 0);
  EXPECT_EQ(SimpleInterest(-1, 300, 24), 0);
  EXPECT_EQ(SimpleInterest(kMost, 10'000, 12), kMost);
  EXPECT_EQ(SimpleInterest(kMost, kMost, kMost), kMost);
}

TEST(ShareTest, WhatIsLeftOverGoesToTheFirstPart) {
  EXPECT_THAT(SplitInProportion(100, {1, 1, 1}), ElementsAre(34, 33, 33));
  EXPECT_THAT(SplitInProportion(100, {0, 1, 1, 1}), ElementsAre(0, 34, 33, 33));
  EXPECT_THAT(SplitInProportion(100, {0, 0}), ElementsAre(0, 0));
  EXPECT_THAT(SplitInProportion(100, {}), ElementsAre());
}

TEST(ShareTest, NothingIsCreatedOrLostBySplitting) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const int64_t paise =
        std::uniform_int_distribution<int64_t>(0, kMost)(random) >>
        (random() % 63);
    std::vector<int64_t> weights(1 + random() % 6);
    for (int64_t& weight : weights) {
      weight = static_cast<int64_t>(random() % 100'000'000'001);
    }
    if (std::accumulate(weights.begin(), weights.end(), int64_t{0}) == 0) {
      continue;
    }
    const std::vector<int64_t> parts = SplitInProportion(paise, weights);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), int64_t{0}), paise);
    for (size_t p = 0; p < parts.size(); ++p) {
      EXPECT_GE(parts[p], 0);
      EXPECT_TRUE(weights[p] > 0 || parts[p] == 0);
    }
  }
}

}  // namespace
}  // namespace sangam
