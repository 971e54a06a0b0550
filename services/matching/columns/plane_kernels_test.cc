#include "services/matching/columns/plane_kernels.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr Vectors kAll[] = {Vectors::kAnywhere, Vectors::kAvx2,
                            Vectors::kAvx512};

TEST(PlaneKernelsTest, UnitesThePlanesThatAreAskedFor) {
  std::mt19937_64 random(1);
  std::vector<BitPlane> planes(64);
  for (BitPlane& plane : planes) {
    for (uint64_t& word : plane.words) word = random() & random() & random();
  }
  for (const uint64_t which :
       {uint64_t{0}, uint64_t{1}, uint64_t{1} << 63, ~uint64_t{0}, random()}) {
    BitPlane wanted;
    for (size_t i = 0; i < planes.size(); ++i) {
      if ((which >> i & 1) != 0) wanted |= planes[i];
    }
    for (const Vectors vectors : kAll) {
      if (vectors > WidestVectors()) continue;
      // Whatever was in it.
      BitPlane united = planes[5];
      Unite(planes.data(), which, &united, vectors);
      EXPECT_TRUE((united - wanted).IsZero()) << which;
      EXPECT_TRUE((wanted - united).IsZero()) << which;
    }
  }
}

TEST(PlaneKernelsTest, UnitesPlanesByFours) {
  std::mt19937_64 random(3);
  std::vector<BitPlane> planes(64);
  for (BitPlane& plane : planes) {
    for (uint64_t& word : plane.words) word = random() & random() & random();
  }
  for (const size_t count : {size_t{1}, size_t{8}, size_t{37}, size_t{64}}) {
    std::vector<BitPlane> of_fours(FoursOf(count) * kOfFour, planes[9]);
    UniteFours(planes.data(), count, of_fours.data());
    for (int i = 0; i < 100; ++i) {
      const uint64_t which = random() & (~uint64_t{0} >> (64 - count));
      BitPlane wanted;
      Unite(planes.data(), which, &wanted, Vectors::kAnywhere);
      for (const Vectors vectors : kAll) {
        if (vectors > WidestVectors()) continue;
        BitPlane united = planes[5];
        UniteOfFours(of_fours.data(), FoursOf(count), which, &united, vectors);
        EXPECT_TRUE((united - wanted).IsZero()) << which;
        EXPECT_TRUE((wanted - united).IsZero()) << which;
      }
    }
  }
}

TEST(PlaneKernelsTest, KeepsTheRowsOfAPlaneOrTheOthers) {
  BitPlane all = BitPlane::FirstRows(2'000);
  BitPlane plane;
  for (const uint32_t row : {3u, 700u, 1'999u, 2'001u}) plane.Set(row);
  BitPlane kept = all;
  EXPECT_TRUE(Keep(all, plane, true, &kept));
  EXPECT_FALSE(kept.Has(2) || kept.Has(2'001));
  EXPECT_TRUE(kept.Has(3) && kept.Has(700) && kept.Has(1'999));
  // Over the plane itself.
  kept = plane;
  EXPECT_TRUE(Keep(all, kept, false, &kept));
  EXPECT_TRUE(kept.Has(2) && kept.Has(1'998));
  EXPECT_FALSE(kept.Has(3) || kept.Has(1'999) || kept.Has(2'000));
  EXPECT_FALSE(Keep(plane, all | plane, false, &kept));
  EXPECT_TRUE(kept.IsZero());
}

TEST(PlaneKernelsTest, TurnsEachSquare) {
  std::mt19937_64 random(2);
  BitSquares squares;
  for (auto& row : squares.rows) {
    for (uint64_t& bits : row) bits = random();
  }
  for (const Vectors vectors : kAll) {
    if (vectors > WidestVectors()) continue;
    BitSquares turned = squares;
    Transpose(&turned, vectors);
    for (size_t square = 0; square < BitSquares::kSquares; ++square) {
      for (size_t row = 0; row < 64; ++row) {
        for (size_t column = 0; column < 64; ++column) {
          ASSERT_EQ(turned.rows[column][square] >> row & 1,
                    squares.rows[row][square] >> column & 1)
              << "square " << square << ", row " << row << ", column "
              << column;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
