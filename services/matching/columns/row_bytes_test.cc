#include "services/matching/columns/row_bytes.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr Vectors kAll[] = {Vectors::kAnywhere, Vectors::kAvx2,
                            Vectors::kAvx512};

// Bytes below `end`, of all rows up to `rows`; `rest` past them.
RowBytes Drawn(unsigned end, uint32_t rows, uint8_t rest) {
  std::mt19937 random(end);
  RowBytes bytes;
  for (uint8_t& byte : bytes.of_row)
    byte = static_cast<uint8_t>(random() % end);
  bytes.FillRest(rows, rest);
  return bytes;
}

TEST(RowBytesTest, FindsTheRowsOfEachByte) {
  for (const Vectors vectors : kAll) {
    if (vectors > WidestVectors()) continue;
    for (const unsigned end : {1u, 7u, 200u}) {
      const RowBytes bytes = Drawn(end, 2'000, 0xFF);
      // Whatever was there.
      std::vector<BitPlane> planes(64, BitPlane::FirstRows(99));
      const uint64_t found = FindBytes(bytes, 64, planes.data(), vectors);
      for (size_t byte = 0; byte < 64; ++byte) {
        ASSERT_EQ((found >> byte & 1) != 0, !planes[byte].IsZero());
        for (uint32_t row = 0; row < SubjectBlock::kMostRows; ++row) {
          ASSERT_EQ(planes[byte].Has(row), bytes.of_row[row] == byte)
              << "byte " << byte << ", row " << row;
        }
      }
      BitPlane plane = BitPlane::FirstRows(99);
      FindByte(bytes, 150, &plane, vectors);
      for (uint32_t row = 0; row < SubjectBlock::kMostRows; ++row) {
        ASSERT_EQ(plane.Has(row), bytes.of_row[row] == 150) << "row " << row;
      }
    }
  }
}

TEST(RowBytesTest, SplitsBytesIntoTheirBits) {
  for (const Vectors vectors : kAll) {
    if (vectors > WidestVectors()) continue;
    for (const unsigned end : {1u, 5u, 256u}) {
      for (const size_t bits : {size_t{3}, size_t{8}}) {
        const RowBytes bytes = Drawn(end, 2'001, 0);
        std::vector<BitPlane> planes(8, BitPlane::FirstRows(99));
        BitPlane* pointers[8];
        for (size_t bit = 0; bit < 8; ++bit) pointers[bit] = &planes[bit];
        const uint8_t any = SplitBits(bytes, bits, pointers, vectors);
        for (size_t bit = 0; bit < bits; ++bit) {
          ASSERT_EQ((any >> bit & 1) != 0, !planes[bit].IsZero());
          for (uint32_t row = 0; row < SubjectBlock::kMostRows; ++row) {
            ASSERT_EQ(planes[bit].Has(row), (bytes.of_row[row] >> bit & 1) != 0)
                << "bit " << bit << ", row " << row;
          }
        }
        // The others are left alone.
        for (size_t bit = bits; bit < 8; ++bit) {
          EXPECT_TRUE(planes[bit].Has(98) && !planes[bit].Has(99));
        }
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
