#include "services/matching/columns/number_by_key.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr int64_t kBeyondDense = int64_t{1} << 40;

PackedColumn ColumnOf(const std::vector<int64_t>& keys) {
  std::vector<RowValue> values;
  for (uint32_t row = 0; row < keys.size(); ++row) {
    values.push_back({row, keys[row]});
  }
  return PackedColumn(1, static_cast<uint32_t>(keys.size()), values);
}

// A column's width follows from its keys.
void ExpectAllFound(const std::vector<int64_t>& keys, int bits) {
  const PackedColumn column = ColumnOf(keys);
  ASSERT_EQ(column.bits(), bits);
  for (const Vectors vectors :
       {Vectors::kAnywhere, Vectors::kAvx2, Vectors::kAvx512}) {
    if (vectors > WidestVectors()) continue;
    NumberByKey numbers;
    std::vector<uint32_t> found(keys.size());
    EXPECT_TRUE(numbers.FindAll(column, found.data(), vectors));
    EXPECT_EQ(found, std::vector<uint32_t>(keys.size(), NumberByKey::kNone));
    for (const int64_t key : keys) {
      numbers.Of(key) = static_cast<uint32_t>(key * 3 + 1);
    }
    EXPECT_FALSE(numbers.FindAll(column, found.data(), vectors));
    for (size_t i = 0; i < keys.size(); ++i) {
      EXPECT_EQ(found[i], static_cast<uint32_t>(keys[i] * 3 + 1)) << keys[i];
    }
    // One that is met later.
    if (std::count(keys.begin(), keys.end(), keys.back()) != 1) continue;
    numbers.Of(keys.back()) = NumberByKey::kNone;
    EXPECT_TRUE(numbers.FindAll(column, found.data(), vectors));
    EXPECT_EQ(found.back(), NumberByKey::kNone);
  }
}

TEST(NumberByKeyTest, FindsTheNumbersOfColumnsOfEachWidth) {
  ExpectAllFound({5, 5, 5}, 0);
  ExpectAllFound({5, 6, 5}, 1);
  ExpectAllFound({7, 9, 100, 8}, 8);
  ExpectAllFound({7, 9, 1'000, 8}, 16);
  ExpectAllFound({7, 9, 100'000, 8}, 32);
}

TEST(NumberByKeyTest, FindsTheNumbersOfManyRows) {
  std::vector<int64_t> keys;
  for (int64_t row = 0; row < 1'003; ++row) keys.push_back(3 + row * row % 997);
  keys.push_back(2'000);
  ExpectAllFound(keys, 16);
  for (int64_t& key : keys) key *= 300;
  ExpectAllFound(keys, 16);
}

TEST(NumberByKeyTest, ReadsKeysThatAreMultiplesOfOne) {
  ExpectAllFound({100, 300, 700, 100}, 8);
}

TEST(NumberByKeyTest, TellsThatANumberMayBeFoundOtherwise) {
  for (const int64_t key : {int64_t{-4}, kBeyondDense}) {
    NumberByKey numbers;
    numbers.Of(key) = 8;
    numbers.Of(3) = 9;
    EXPECT_EQ(numbers.Of(key), 8u);
    std::vector<uint32_t> found(2);
    EXPECT_TRUE(numbers.FindAll(ColumnOf({3, key}), found.data())) << key;
    EXPECT_EQ(found[0], 9u);
    EXPECT_EQ(found[1], NumberByKey::kNone);
  }
}

}  // namespace
}  // namespace sangam::matching
