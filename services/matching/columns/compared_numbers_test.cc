#include "services/matching/columns/compared_numbers.h"

#include <limits>
#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

// Each value, those beside it and between, and the ends of all numbers.
std::set<int64_t> LimitsFor(const std::vector<RowValue>& values) {
  std::set<int64_t> limits = {kLeast, kLeast + 1, -1, 0, 1, kMost - 1, kMost};
  for (const RowValue& at : values) {
    limits.insert(at.value);
    if (at.value != kLeast) limits.insert(at.value - 1);
    if (at.value != kMost) limits.insert(at.value + 1);
  }
  return limits;
}

void ExpectRight(const ComparedNumbers& compared,
                 const std::vector<RowValue>& values) {
  for (const int64_t limit : LimitsFor(values)) {
    BitPlane less;
    BitPlane at_most;
    compared.Less(limit, &less);
    compared.AtMost(limit, &at_most);
    for (const RowValue& at : values) {
      ASSERT_EQ(less.Has(at.row), at.value < limit)
          << "row " << at.row << ": " << at.value << " < " << limit;
      ASSERT_EQ(at_most.Has(at.row), at.value <= limit)
          << "row " << at.row << ": " << at.value << " <= " << limit;
    }
  }
}

// `values` again and again; each `gap`th row has none.
std::vector<RowValue> Rows(const std::vector<int64_t>& values, uint32_t rows,
                           uint32_t gap) {
  std::vector<RowValue> made;
  for (uint32_t row = 0; row < rows; ++row) {
    if (row % gap == gap - 1) continue;
    made.push_back({row, values[row % values.size()]});
  }
  return made;
}

struct Case {
  int bits;
  std::vector<int64_t> values;
};

TEST(ComparedNumbersTest, ComparesColumnsOfEveryWidthWhereTheyLie) {
  for (const Case& test :
       {Case{0, {-7}}, Case{1, {5, 6}}, Case{1, {5, 100'005}},
        Case{8, {-100, 3, 150}}, Case{8, {1'000, 3'500, 26'000}},
        Case{16, {7, 60'000, 8}}, Case{32, {-1, 4'000'000'000, 0}},
        Case{64, {-1, 5'000'000'000, 0}}, Case{64, {kLeast, kMost, 0}},
        // The same but for their last bits.
        Case{64,
             {0, 1 << 20, (1 << 20) + 1, (1 << 20) + 2, int64_t{1} << 36}}}) {
    for (const uint32_t gap : {8u, 1'000u}) {
      const std::vector<RowValue> values = Rows(test.values, 150, gap);
      const PackedColumn column(1, 150, values);
      ASSERT_EQ(column.bits(), test.bits);
      ASSERT_NE(column.form(), PackedColumn::Form::kSparse);
      ComparedNumbers compared;
      for (const size_t limits : {1u, 100u}) {
        compared.Refer(column, limits);
        EXPECT_EQ(compared.bits(), test.bits);
        ExpectRight(compared, values);
      }
    }
  }
}

TEST(ComparedNumbersTest, ComparesACopyOfAnyNumbers) {
  ComparedNumbers compared;
  for (const Case& test :
       {Case{32, {7}}, Case{64, {kLeast, kMost, 0, -1}},
        Case{32, {-3, 4'294'967'292}}, Case{64, {-3, 4'294'967'293}},
        Case{32, {kMost, kMost - 1}}}) {
    for (const uint32_t rows : {1u, 64u, 150u, 1'024u}) {
      const std::vector<RowValue> values = Rows(test.values, rows, 5'000);
      std::vector<int64_t> numbers;
      for (const RowValue& at : values) numbers.push_back(at.value);
      compared.Set(numbers.data(), rows);
      if (rows > 1) {
        EXPECT_EQ(compared.bits(), test.bits);
      }
      ExpectRight(compared, values);
    }
  }
}

}  // namespace
}  // namespace sangam::matching
