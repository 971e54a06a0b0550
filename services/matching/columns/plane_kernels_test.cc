#include "services/matching/columns/plane_kernels.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

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
    // Whatever was in it.
    BitPlane united = planes[5];
    Unite(planes.data(), which, &united);
    EXPECT_TRUE((united - wanted).IsZero()) << which;
    EXPECT_TRUE((wanted - united).IsZero()) << which;
  }
}

TEST(PlaneKernelsTest, TurnsEachSquare) {
  std::mt19937_64 random(2);
  BitSquares squares;
  for (auto& row : squares.rows) {
    for (uint64_t& bits : row) bits = random();
  }
  BitSquares turned = squares;
  Transpose(&turned);
  for (size_t square = 0; square < BitSquares::kSquares; ++square) {
    for (size_t row = 0; row < 64; ++row) {
      for (size_t column = 0; column < 64; ++column) {
        ASSERT_EQ(turned.rows[column][square] >> row & 1,
                  squares.rows[row][square] >> column & 1)
            << "square " << square << ", row " << row << ", column " << column;
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
