#include "services/matching/columns/number_compare.h"

#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

template <typename Packed>
class NumberCompareTest : public ::testing::Test {};

using Widths = ::testing::Types<uint8_t, uint16_t, uint32_t, uint64_t>;
TYPED_TEST_SUITE(NumberCompareTest, Widths);

// On the heap and not longer than that, so that reading past them shows.
template <typename Packed>
std::vector<Packed> Draw(uint32_t rows, unsigned seed) {
  constexpr Packed kMost = std::numeric_limits<Packed>::max();
  std::mt19937_64 random(seed);
  std::vector<Packed> values(rows);
  for (Packed& value : values) {
    value = static_cast<Packed>(random());
    // The ends, and a middle where signed numbers would turn.
    if (random() % 4 == 0) value = random() % 2 == 0 ? 0 : kMost;
    if (random() % 4 == 0) value = static_cast<Packed>(kMost / 2 + 1);
  }
  return values;
}

template <typename Packed>
void ExpectRight(const std::vector<Packed>& values, Packed limit) {
  const auto rows = static_cast<uint32_t>(values.size());
  for (const Vectors vectors :
       {Vectors::kAnywhere, Vectors::kAvx2, Vectors::kAvx512}) {
    if (vectors > WidestVectors()) continue;
    BitPlane found;
    FindAtMost(values.data(), rows, limit, &found, vectors);
    for (uint32_t row = 0; row < rows; ++row) {
      ASSERT_EQ(found.Has(row), values[row] <= limit)
          << row << " of " << rows << ", vectors " << static_cast<int>(vectors);
    }
  }
}

TYPED_TEST(NumberCompareTest, FindsWhatIsNotGreater) {
  constexpr TypeParam kMost = std::numeric_limits<TypeParam>::max();
  for (const uint32_t rows : {1u, 63u, 64u, 65u, 200u, 1023u, 1024u}) {
    const std::vector<TypeParam> values = Draw<TypeParam>(rows, rows);
    for (const TypeParam limit :
         {TypeParam{0}, static_cast<TypeParam>(kMost / 2),
          static_cast<TypeParam>(kMost / 2 + 1),
          static_cast<TypeParam>(kMost - 1), kMost, values.front(),
          values.back()}) {
      ExpectRight(values, limit);
    }
  }
}

TYPED_TEST(NumberCompareTest, LeavesOtherWordsAlone) {
  const std::vector<TypeParam> values(65, 1);
  BitPlane found;
  found.Set(700);
  FindAtMost(values.data(), 65, TypeParam{0}, &found);
  EXPECT_TRUE(found.Has(700));
}

}  // namespace
}  // namespace sangam::matching
