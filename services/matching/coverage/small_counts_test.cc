#include "services/matching/coverage/small_counts.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr int64_t kSmallest = 5;

v1::CoverageCell Fill(const CellCounts& counts, int64_t smallest = kSmallest) {
  v1::CoverageCell cell;
  FillCounts(counts, smallest, &cell);
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
  EXPECT_FALSE(cell.near_miss().has_count());
}

TEST(SmallCountsTest, NorCanOneBeWorkedOut) {
  // All in the row would tell that 3 are near, but for those that are in none
  // of its parts: where they are too few to hide it, another part does.
  EXPECT_FALSE(Fill({100, 40, 0, 40, 50, 3}).near_miss().has_count());
  EXPECT_FALSE(Fill({100, 40, 0, 40, 56, 4}).needs_information().has_count() &&
               Fill({100, 40, 0, 40, 52, 4}).near_miss().has_count());
  // 40 - 38 would tell that 2 of the eligible have received it.
  const v1::CoverageCell received = Fill({100, 40, 2, 38, 10, 10});
  EXPECT_FALSE(received.eligible().has_count() &&
               received.left_out().has_count());
}

// A rule of known facts leaves none that needs information, and one test that
// can be changed none beside the near misses: all who aren't near are eligible.
TEST(SmallCountsTest, NotEvenByWhoKnowsFromTheRuleWhatMustBeZero) {
  const v1::CoverageCell cell = Fill({9, 1, 0, 1, 0, 8});
  EXPECT_EQ(cell.subjects().count(), 9);
  EXPECT_FALSE(cell.eligible().has_count());
  EXPECT_FALSE(cell.near_miss().has_count());
}

TEST(SmallCountsTest, NotEvenWhereSmallOnesMakeUpTheirLeastOrMost) {
  // Each at least 1, they would be known; so some row with a zero looks alike.
  EXPECT_FALSE(Fill({7, 0, 0, 0, 1, 5}).eligible().has_count());
  // Each at most 4, they would be known.
  EXPECT_FALSE(Fill({18, 5, 0, 5, 4, 5}).near_miss().has_count());
}

// subjects, eligible, unknown, near, rest, left out, eligible who received,
// received, received without being eligible, neither.
using Values = std::array<int64_t, 10>;

struct Alike {
  std::array<std::set<int64_t>, 10> values;
};

// Adds every row of so many subjects, asked with each of these smallest counts.
void AddRows(int64_t subjects, const std::vector<int64_t>& smallest,
             std::map<std::string, Alike>* alike,
             std::vector<std::pair<std::string, Values>>* rows) {
  for (int64_t eligible = 0; eligible <= subjects; ++eligible) {
    const int64_t others = subjects - eligible;
    for (int64_t unknown = 0; unknown <= others; ++unknown) {
      for (int64_t near = 0; near <= others - unknown; ++near) {
        for (int64_t left_out = 0; left_out <= eligible; ++left_out) {
          for (int64_t unfit = 0; unfit <= others; ++unfit) {
            const int64_t had = eligible - left_out;
            const int64_t received = had + unfit;
            std::string told;
            for (const int64_t one : smallest) {
              const std::string answer =
                  Fill({subjects, eligible, received, left_out, unknown, near},
                       one)
                      .SerializeAsString();
              told.append(answer).append("|");
            }
            const Values values = {
                subjects, eligible, unknown,  near,  others - unknown - near,
                left_out, had,      received, unfit, others - unfit};
            for (size_t i = 0; i < values.size(); ++i) {
              (*alike)[told].values[i].insert(values[i]);
            }
            rows->emplace_back(told, values);
          }
        }
      }
    }
  }
}

// Somebody who knows the rule, every row there can be, and from another
// scheme's row how many subjects there are, still cannot tell the value of any
// count that is small in all answers.
void ExpectNoneKnown(int64_t subjects, const std::vector<int64_t>& smallest) {
  std::map<std::string, Alike> alike;
  std::vector<std::pair<std::string, Values>> rows;
  AddRows(subjects, smallest, &alike, &rows);
  for (const auto& [told, values] : rows) {
    for (size_t i = 0; i < values.size(); ++i) {
      ASSERT_TRUE(values[i] == 0 || values[i] >= smallest.front() ||
                  alike[told].values[i].size() > 1)
          << testing::PrintToString(values) << ", the one at " << i
          << ", asked with " << testing::PrintToString(smallest);
    }
  }
}

TEST(SmallCountsTest, WhatIsHiddenHasMoreThanOnePossibleValue) {
  for (int64_t subjects = kSmallest; subjects <= 18; ++subjects) {
    ExpectNoneKnown(subjects, {kSmallest});
  }
}

TEST(SmallCountsTest, NorIfAskedAgainWithAnotherSmallestCount) {
  for (const int64_t subjects : {9, 17, 18, 20}) {
    for (const int64_t larger : {6, 7, 8}) {
      ExpectNoneKnown(subjects, {kSmallest, larger});
    }
    ExpectNoneKnown(subjects, {6, 8});
  }
}

TEST(SmallCountsTest, WhatIsHiddenStaysHiddenWhereMoreIsSmall) {
  const v1::CoverageCell few = Fill({20, 4, 0, 4, 8, 4}, kSmallest);
  const v1::CoverageCell more = Fill({20, 4, 0, 4, 8, 4}, 8);
  EXPECT_EQ(few.subjects().count(), 20);
  EXPECT_FALSE(few.needs_information().has_count());
  EXPECT_EQ(more.subjects().count(), 20);
  EXPECT_FALSE(more.needs_information().has_count());
}

TEST(SmallCountsTest, HowManySubjectsThereAreIsToldForEverySchemeOrNone) {
  EXPECT_TRUE(Fill({16, 4, 0, 4, 4, 4}).subjects().has_count());
  EXPECT_TRUE(Fill({16, 8, 0, 8, 8, 0}).subjects().has_count());
}

}  // namespace
}  // namespace sangam::matching
