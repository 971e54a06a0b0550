#include "services/matching/columns/version_formulas.h"

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

using Conjuncts = std::vector<std::vector<uint32_t>>;

constexpr uint32_t kSlots = 12;

// A plan of versions with these conjuncts of slots; every third slot is a
// place's.
ReversePlan::Parts PlanOf(const std::vector<Conjuncts>& versions) {
  ReversePlan::Parts plan;
  for (uint32_t slot = 0; slot < kSlots; ++slot) {
    PlanTest test;
    test.kind = slot % 3 == 0 ? TestKind::kPlace : TestKind::kNumber;
    plan.tests.push_back(test);
    plan.literals.push_back({slot, false});
  }
  for (const Conjuncts& conjuncts : versions) {
    PlanVersion version;
    for (const std::vector<uint32_t>& slots : conjuncts) {
      version.conjuncts.emplace_back();
      version.conjuncts.back().slots.assign(slots.begin(), slots.end());
    }
    plan.versions.push_back(std::move(version));
  }
  return plan;
}

class VersionFormulasTest : public ::testing::Test {
 protected:
  VersionFormulasTest() {
    slots_.Resize(kSlots);
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      slots_.states[slot] = PlaneState::kMixed;
      for (uint64_t& word : slots_.planes[slot].words) {
        word = random_() | random_();
      }
    }
  }

  // Nobody is in the plane of a slot, and that is known.
  void Empty(uint32_t slot) {
    slots_.planes[slot] = BitPlane();
    slots_.states[slot] = PlaneState::kNone;
  }

  BitPlane Wanted(const Conjuncts& conjuncts, const BitPlane& start) const {
    BitPlane any;
    for (const std::vector<uint32_t>& conjunct : conjuncts) {
      BitPlane all = start;
      for (const uint32_t slot : conjunct) all &= slots_.planes[slot];
      any |= all;
    }
    return any;
  }

  void ExpectRight(const std::vector<Conjuncts>& versions) {
    ReversePlan::Parts plan = PlanOf(versions);
    AddFormulas(&plan);
    const BitPlane start = BitPlane::FirstRows(2'001);
    for (const Vectors vectors :
         {Vectors::kAnywhere, Vectors::kAvx2, Vectors::kAvx512}) {
      if (vectors > WidestVectors()) continue;
      std::vector<BitPlane> planes(versions.size());
      std::vector<int64_t> counts(versions.size());
      FindRows(plan, slots_, start, planes.data(), vectors);
      CountRows(plan, slots_, start, counts.data(), vectors);
      for (size_t i = 0; i < versions.size(); ++i) {
        const BitPlane wanted = Wanted(versions[i], start);
        EXPECT_TRUE((planes[i] - wanted).IsZero()) << i;
        EXPECT_TRUE((wanted - planes[i]).IsZero()) << i;
        EXPECT_EQ(counts[i], CountRows(wanted)) << i;
      }
    }
  }

  std::mt19937_64 random_{7};
  SlotPlanes slots_;
};

TEST_F(VersionFormulasTest, JoinsTestsByAnd) {
  ExpectRight({{{0}}, {{1, 2}}, {{0, 1, 2, 3, 4}}, {{5, 0}}});
}

TEST_F(VersionFormulasTest, JoinsConjunctsByOr) {
  ExpectRight({{{0, 1}, {0, 2}, {0, 3, 4}}, {{1}, {2}}, {{1, 2}, {3, 4}}});
}

TEST_F(VersionFormulasTest, WhatAsksNothingTakesEverybody) {
  ExpectRight({{{}}, {{0, 1}, {}}, {{2}, {2, 3}}});
}

TEST_F(VersionFormulasTest, VersionsWithoutConjunctsTakeNobody) {
  ExpectRight({{}, {{1}}, {}});
}

TEST_F(VersionFormulasTest, EmptySlotsLetNobodyThrough) {
  Empty(3);
  Empty(4);
  ExpectRight({{{3, 1}}, {{1, 4}}, {{1, 3}, {1, 2}}, {{4}, {1}}, {{4}, {3}}});
}

TEST_F(VersionFormulasTest, ManyDrawnOnes) {
  Empty(6);
  Empty(7);
  std::vector<Conjuncts> versions(500);
  for (Conjuncts& conjuncts : versions) {
    conjuncts.resize(1 + random_() % 4);
    for (std::vector<uint32_t>& slots : conjuncts) {
      for (uint32_t slot = 0; slot < kSlots; ++slot) {
        if (random_() % 3 == 0) slots.push_back(slot);
      }
      std::shuffle(slots.begin(), slots.end(), random_);
    }
  }
  ExpectRight(versions);
}

TEST_F(VersionFormulasTest, LeavesVersionsToTheReferenceEvaluator) {
  ReversePlan::Parts plan = PlanOf({{{1}}, {{1}}, {{2}}});
  plan.versions[0].incomplete = true;
  plan.versions[1].defect = true;
  AddFormulas(&plan);
  EXPECT_EQ(plan.incomplete, std::vector<uint32_t>{0});
  std::vector<int64_t> counts(3);
  CountRows(plan, slots_, BitPlane::FirstRows(64), counts.data());
  EXPECT_EQ(counts[0], 0);
  EXPECT_EQ(counts[1], 0);
  EXPECT_GT(counts[2], 0);
}

}  // namespace
}  // namespace sangam::matching
