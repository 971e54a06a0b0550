#include "services/matching/coverage/small_counts.h"

#include <random>
#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr int64_t kSmallest = 5;

v1::CoverageCell Fill(const CellCounts& counts) {
  v1::CoverageCell cell;
  FillCounts(counts, kSmallest, &cell);
  return cell;
}

TEST(SmallCountsTest, LargeCountsAndNoneAreTold) {
  const v1::CoverageCell cell = Fill({100, 40, 10, 30, 0, 20});
  EXPECT_EQ(cell.subjects().count(), 100);
  EXPECT_EQ(cell.eligible().count(), 40);
  EXPECT_EQ(cell.received().count(), 10);
  EXPECT_EQ(cell.left_out().count(), 30);
  EXPECT_TRUE(cell.needs_information().has_count());
  EXPECT_EQ(cell.needs_information().count(), 0);
  EXPECT_EQ(cell.near_miss().count(), 20);
}

TEST(SmallCountsTest, SmallCountsAreNot) {
  const v1::CoverageCell cell = Fill({4, 1, 2, 1, 3, 0});
  EXPECT_FALSE(cell.subjects().has_count());
  EXPECT_FALSE(cell.eligible().has_count());
  EXPECT_FALSE(cell.received().has_count());
  EXPECT_FALSE(cell.left_out().has_count());
  EXPECT_FALSE(cell.needs_information().has_count());
  EXPECT_TRUE(cell.near_miss().has_count());
}

TEST(SmallCountsTest, NorCanOneBeWorkedOut) {
  // 100 - 40 - 57 - 0 would tell that 3 are near.
  const v1::CoverageCell cell = Fill({100, 40, 0, 40, 57, 3});
  EXPECT_FALSE(cell.near_miss().has_count());
  EXPECT_FALSE(cell.eligible().has_count() &&
               cell.needs_information().has_count() &&
               cell.subjects().has_count());
  // 40 - 38 would tell that 2 of the eligible have received it.
  const v1::CoverageCell received = Fill({100, 40, 2, 38, 10, 10});
  EXPECT_FALSE(received.eligible().has_count() &&
               received.left_out().has_count());
}

// All counts that would be told in the same way.
TEST(SmallCountsTest, WhatIsHiddenHasMoreThanOnePossibleValue) {
  std::mt19937 random(7);
  const auto draw = [&random](int below) {
    return static_cast<int64_t>(random() % below);
  };
  for (int round = 0; round < 2000; ++round) {
    CellCounts counts;
    counts.eligible = draw(12);
    counts.needs_information = draw(12);
    counts.near_miss = draw(12);
    const int64_t rest = draw(12);
    counts.subjects =
        counts.eligible + counts.needs_information + counts.near_miss + rest;
    counts.left_out = counts.eligible == 0 ? 0 : draw(counts.eligible + 1);
    counts.received = counts.subjects == 0 ? 0 : draw(counts.subjects + 1);
    const v1::CoverageCell told = Fill(counts);
    // Every way to fill in what is not told, so far as the sums allow it.
    std::set<int64_t> near;
    std::set<int64_t> eligible;
    std::set<int64_t> unknown;
    std::set<int64_t> rests;
    const auto fits = [](const v1::CellCount& cell, int64_t value) {
      return !cell.has_count() || cell.count() == value;
    };
    for (int64_t e = 0; e < 48; ++e) {
      if (!fits(told.eligible(), e)) continue;
      for (int64_t u = 0; u < 48; ++u) {
        if (!fits(told.needs_information(), u)) continue;
        for (int64_t n = 0; n < 48; ++n) {
          if (!fits(told.near_miss(), n)) continue;
          if (told.subjects().has_count()) {
            const int64_t r = told.subjects().count() - e - u - n;
            if (r < 0) continue;
            rests.insert(r);
          } else {
            rests.insert({0, 1, 2});  // Anything.
          }
          eligible.insert(e);
          unknown.insert(u);
          near.insert(n);
        }
      }
    }
    const auto is_safe = [](int64_t truth, const std::set<int64_t>& possible) {
      return truth == 0 || truth >= kSmallest || possible.size() > 1;
    };
    ASSERT_TRUE(is_safe(counts.eligible, eligible)) << told.DebugString();
    ASSERT_TRUE(is_safe(counts.needs_information, unknown))
        << told.DebugString();
    ASSERT_TRUE(is_safe(counts.near_miss, near)) << told.DebugString();
    ASSERT_TRUE(is_safe(rest, rests)) << told.DebugString();
  }
}

}  // namespace
}  // namespace sangam::matching
