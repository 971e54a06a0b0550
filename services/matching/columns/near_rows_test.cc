#include "services/matching/columns/near_rows.h"

#include <random>
#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

class NearRowsTest : public testing::Test {
 protected:
  static constexpr uint32_t kRows = SubjectBlock::kMostRows;
  // One row in `one_in` is left out.
  BitPlane Draw(uint32_t one_in) {
    BitPlane plane;
    for (uint32_t row = 0; row < kRows; ++row) {
      if (random_() % one_in != 0) plane.Set(row);
    }
    return plane;
  }
  uint32_t Below(uint32_t end) {
    return static_cast<uint32_t>(random_() % end);
  }

  std::mt19937_64 random_{1};
};

TEST_F(NearRowsTest, OneAttributeMayFailAndNoMoreOnAnyProcessor) {
  for (int trial = 0; trial < 60; ++trial) {
    const uint32_t tests = 1 + Below(9);
    PlanConjunct conjunct;
    std::vector<BitPlane> holds;
    std::vector<BitPlane> near;
    std::vector<int> attribute_of_test;
    int attribute = -1;
    for (uint32_t test = 0; test < tests; ++test) {
      conjunct.slots.push_back(test);
      holds.push_back(Draw(3));
      // The first ones can't be changed.
      const bool changeable = attribute >= 0 || Below(2) == 0;
      near.push_back(changeable ? holds.back() | Draw(8) : holds.back());
      if (changeable && (attribute < 0 || Below(2) == 0)) {
        ++attribute;
        conjunct.groups.push_back(test);
      }
      attribute_of_test.push_back(attribute);
    }
    conjunct.groups.push_back(tests);
    const BitPlane among = Draw(5);
    const BitPlane before = Draw(2);
    for (const Vectors vectors :
         {Vectors::kAnywhere, Vectors::kAvx2, Vectors::kAvx512}) {
      if (vectors > WidestVectors()) continue;
      BitPlane found = before;
      AddNearRows(conjunct, holds.data(), near.data(), among, &found, vectors);
      for (uint32_t row = 0; row < kRows; ++row) {
        bool expected = among.Has(row);
        std::set<int> failing;
        for (uint32_t test = 0; test < tests; ++test) {
          expected &= near[test].Has(row);
          if (!holds[test].Has(row)) failing.insert(attribute_of_test[test]);
        }
        expected &= failing.size() <= 1;
        ASSERT_EQ(found.Has(row), expected || before.Has(row))
            << "trial " << trial << ", row " << row;
      }
    }
  }
}

TEST_F(NearRowsTest, WhatFailsForGoodIsNotNear) {
  const BitPlane all = BitPlane::FirstRows(1500);
  const BitPlane unknown = Draw(2) & all;
  const BitPlane holds = (Draw(3) & all) - unknown;
  const BitPlane barred = Draw(2) & all;
  for (const bool changeable : {false, true}) {
    for (const bool negated : {false, true}) {
      for (const BitPlane* for_good :
           std::initializer_list<const BitPlane*>{nullptr, &barred}) {
        BitPlane near = Draw(2);
        FindNearlyHolding(
            {&all, &holds, &unknown, for_good, changeable, negated}, &near);
        for (uint32_t row = 0; row < kRows; ++row) {
          const bool known = all.Has(row) && !unknown.Has(row);
          const bool fails = known && holds.Has(row) == negated;
          const bool for_ever =
              !changeable || (for_good != nullptr && for_good->Has(row));
          ASSERT_EQ(near.Has(row), known && !(fails && for_ever)) << row;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
