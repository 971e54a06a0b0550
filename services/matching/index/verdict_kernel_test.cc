#include "services/matching/index/verdict_kernel.h"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "services/matching/index/bit_rows.h"

namespace sangam::matching {
namespace {

constexpr size_t kPlanes = 5;

// Rows at random, of versions with so many conjuncts each.
class RandomRows {
 public:
  RandomRows(const std::vector<uint32_t>& conjuncts, uint64_t seed)
      : layout_(conjuncts), random_(seed), rows_(layout_.words()) {
    for (size_t i = 0; i < kRows; ++i) rows_.Add();
    // Absent: whatever is no conjunct's.
    std::fill_n(rows_[0], layout_.words(), ~uint64_t{0});
    for (size_t position = 0; position < conjuncts.size(); ++position) {
      for (uint32_t j = 0; j < conjuncts[position]; ++j) {
        const uint32_t bit = layout_.BitOf(position, j);
        ClearBit(rows_[0], bit);
        for (size_t row = 1; row < kRows; ++row) {
          if (random_() % 8 == 0) SetBit(rows_[row], bit);
        }
      }
    }
    lists_.absent = rows_[0];
    lists_.never_near = rows_[1];
    const BitRows& rows = rows_;
    lists_.fixed_fails = {rows[2], rows[3]};
    lists_.changeable_fails = {rows[4], rows[5], rows[6]};
    lists_.unknowns = {rows[7], rows[8]};
    lists_.residuals = {rows[9]};
  }

  const ConjunctLayout& layout() const { return layout_; }
  const VerdictRows& lists() const { return lists_; }

  // In which planes a conjunct is.
  std::array<bool, kPlanes> PlanesOf(uint32_t bit) const {
    const auto count = [bit](const std::vector<const uint64_t*>& rows) {
      return std::count_if(
          rows.begin(), rows.end(),
          [bit](const uint64_t* row) { return TestBit(row, bit); });
    };
    const auto fixed = count(lists_.fixed_fails);
    const auto fails = fixed + count(lists_.changeable_fails);
    const bool unknown = count(lists_.unknowns) > 0;
    const bool residual = count(lists_.residuals) > 0;
    const bool near = fixed == 0 && fails == 1 && !unknown &&
                      !TestBit(lists_.never_near, bit);
    return {fails == 0 && !unknown && !residual,
            fails == 0 && unknown && !residual, near && !residual,
            fails == 0 && residual, near && residual};
  }

 private:
  static constexpr size_t kRows = 10;

  const ConjunctLayout layout_;
  std::mt19937_64 random_;
  BitRows rows_;
  VerdictRows lists_;
};

// By the vectors of the processor that it runs on, and however long rows are.
TEST(VerdictKernelTest, FindsWhatEachConjunctSays) {
  for (const size_t count : {1, 200, 257, 1500, 9000}) {
    std::vector<uint32_t> conjuncts(count);
    for (size_t i = 0; i < count; ++i) {
      conjuncts[i] = static_cast<uint32_t>((count - i) % 4);
    }
    RandomRows random(conjuncts, count);
    std::vector<std::array<bool, kPlanes>> wanted(count);
    for (size_t position = 0; position < count; ++position) {
      for (uint32_t j = 0; j < conjuncts[position]; ++j) {
        const auto planes = random.PlanesOf(random.layout().BitOf(position, j));
        for (size_t k = 0; k < kPlanes; ++k) {
          wanted[position][k] = wanted[position][k] || planes[k];
        }
      }
    }
    WorkRows work;
    work.Reset((random.layout().plane_words() + 15) / 16 * 16);
    uint64_t* planes[kPlanes];
    for (uint64_t*& plane : planes) plane = work.Take();
    FoldVerdicts(random.layout(), random.lists(),
                 {planes[0], planes[1], planes[2], planes[3], planes[4]});
    for (uint32_t position = 0; position < count; ++position) {
      for (size_t k = 0; k < kPlanes; ++k) {
        ASSERT_EQ(TestBit(planes[k], position), wanted[position][k])
            << count << ", " << position << ", plane " << k;
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
