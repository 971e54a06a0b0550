#include "services/matching/convergence/irreducible_set.h"

#include <algorithm>
#include <random>

#include "gmock/gmock.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Terms that can't be kept together, set by set.
using Conflicts = std::vector<std::vector<int>>;

bool KeepsNone(const Conflicts& conflicts, const std::vector<char>& marked) {
  return std::none_of(
      conflicts.begin(), conflicts.end(), [&](const std::vector<int>& set) {
        return std::all_of(set.begin(), set.end(),
                           [&](int term) { return marked[term] != 0; });
      });
}

// By giving up one term after the other.
std::vector<int> OneByOne(int count, const Conflicts& conflicts) {
  std::vector<char> marked(count, 1);
  std::vector<int> kept;
  for (int t = 0; t < count; ++t) {
    marked[t] = 0;
    if (!KeepsNone(conflicts, marked)) continue;
    marked[t] = 1;
    kept.push_back(t);
  }
  return kept;
}

TEST(IrreducibleSetTest, IsWhatIsLeftWhenTermsAreGivenUpOneByOne) {
  std::mt19937 random(1);
  const auto draw = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  for (int i = 0; i < 2'000; ++i) {
    const int count = draw(1, 20);
    Conflicts conflicts(draw(1, 4));
    for (std::vector<int>& set : conflicts) {
      for (int size = draw(1, 6); size > 0; --size) {
        set.push_back(draw(0, count - 1));
      }
    }
    const IrreducibleSet found = FindIrreducibleSet(
        count, [&](const std::vector<char>& marked) -> absl::optional<bool> {
          return KeepsNone(conflicts, marked);
        });
    EXPECT_TRUE(found.is_proven);
    ASSERT_EQ(found.terms, OneByOne(count, conflicts)) << "problem " << i;
  }
}

TEST(IrreducibleSetTest, AFewAmongThousandsTakeSomeDozensOfTests) {
  const Conflicts conflicts = {{17, 903, 1'500}};
  int tests = 0;
  const IrreducibleSet found = FindIrreducibleSet(
      2'000, [&](const std::vector<char>& marked) -> absl::optional<bool> {
        ++tests;
        return KeepsNone(conflicts, marked);
      });
  EXPECT_THAT(found.terms, ElementsAre(17, 903, 1'500));
  EXPECT_LT(tests, 70);
}

TEST(IrreducibleSetTest, WhatIsNotDecidedIsKeptAndSaid) {
  const Conflicts conflicts = {{3, 5}};
  int tests = 0;
  const IrreducibleSet found = FindIrreducibleSet(
      16, [&](const std::vector<char>& marked) -> absl::optional<bool> {
        if (++tests > 3) return absl::nullopt;
        return KeepsNone(conflicts, marked);
      });
  EXPECT_FALSE(found.is_proven);
  std::vector<char> marked(16, 0);
  for (const int term : found.terms) marked[term] = 1;
  EXPECT_FALSE(KeepsNone(conflicts, marked));
  const IrreducibleSet all = FindIrreducibleSet(
      2, [](const std::vector<char>&) { return absl::nullopt; });
  EXPECT_FALSE(all.is_proven);
  EXPECT_THAT(all.terms, ElementsAre(0, 1));
}

TEST(IrreducibleSetTest, WithoutTermsThereIsNothingToGiveUp) {
  EXPECT_THAT(FindIrreducibleSet(0, [](const auto&) { return true; }).terms,
              IsEmpty());
}

}  // namespace
}  // namespace sangam::matching
