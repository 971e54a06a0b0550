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

TEST(PlaneKernelsTest, UnitesPlanesForEachOfMany) {
  std::mt19937_64 random(4);
  std::vector<BitPlane> planes(64);
  for (BitPlane& plane : planes) {
    for (uint64_t& word : plane.words) word = random() & random() & random();
  }
  std::vector<uint64_t> which = {0, 1, uint64_t{1} << 63, random(), random()};
  for (const Vectors vectors : kAll) {
    if (vectors > WidestVectors()) continue;
    std::vector<BitPlane> united(which.size(), planes[5]);
    std::vector<BitPlane*> pointers;
    for (BitPlane& plane : united) pointers.push_back(&plane);
    UniteEach(planes.data(), which.data(), which.size(), pointers.data(),
              vectors);
    for (size_t i = 0; i < which.size(); ++i) {
      BitPlane wanted;
      Unite(planes.data(), which[i], &wanted, Vectors::kAnywhere);
      EXPECT_TRUE((united[i] - wanted).IsZero()) << i;
      EXPECT_TRUE((wanted - united[i]).IsZero()) << i;
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

TEST(PlaneKernelsTest, GathersTheWordsOfRows) {
  constexpr uint32_t kCodes = 50;
  constexpr size_t kSquares = BitSquares::kSquares;
  std::mt19937_64 random(5);
  std::vector<uint64_t> words(kCodes * kWordsAtOnce);
  // Bits that no row has are there to be seen, too.
  for (uint64_t& word : words) word = random() & ~uint64_t{6};
  std::vector<uint32_t> codes(kSquares * 64);
  for (uint32_t& code : codes) code = static_cast<uint32_t>(random() % kCodes);
  for (const Vectors vectors : kAll) {
    if (vectors > WidestVectors()) continue;
    std::vector<BitSquares> squares(kWordsAtOnce);
    // Of the rows before.
    uint64_t any[kWordsAtOnce] = {2, 0, 0, 0};
    GatherWords(words.data(), codes.data(), squares.data(), any, vectors);
    for (size_t w = 0; w < kWordsAtOnce; ++w) {
      uint64_t wanted = w == 0 ? 2 : 0;
      for (size_t row = 0; row < codes.size(); ++row) {
        const uint64_t word = words[codes[row] * kWordsAtOnce + w];
        ASSERT_EQ(squares[w].rows[row % 64][row / 64], word)
            << "word " << w << ", row " << row;
        wanted |= word;
      }
      EXPECT_EQ(any[w], wanted);
    }
  }
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
