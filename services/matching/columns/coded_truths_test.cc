#include "services/matching/columns/coded_truths.h"

#include <numeric>
#include <random>
#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

// Keeps what it is told of each test.
class KeptPlanes : public PlaneSink {
 public:
  KeptPlanes(size_t tests, const std::set<uint32_t>& wants_unknown)
      : holds(tests),
        any(tests),
        unknown(tests),
        finished(tests),
        states(tests, kUntold) {
    std::vector<Wish> wishes(tests);
    for (uint32_t test = 0; test < tests; ++test) {
      wishes[test].holds = &holds[test];
      wishes[test].unknown = wants_unknown.count(test) != 0;
      if (!wishes[test].unknown) wishes[test].state = &states[test];
    }
    SetWishes(std::move(wishes));
  }

  bool WantsBarred() const override { return false; }

  bool IsFinished(uint32_t test) const {
    return WantsUnknown(test) ? finished[test] == 1 : states[test] != kUntold;
  }
  bool MayHold(uint32_t test) const {
    return WantsUnknown(test) ? any[test] : states[test] == PlaneState::kMixed;
  }

  std::vector<BitPlane> holds;
  std::vector<bool> any;
  std::vector<BitPlane> unknown;
  std::vector<int> finished;
  std::vector<PlaneState> states;

 private:
  static constexpr auto kUntold = static_cast<PlaneState>(9);

  void Take(uint32_t test, bool may_hold, const BitPlane* unknown_or_none,
            const BarredPlanes* barred) override {
    any[test] = may_hold;
    unknown[test] = unknown_or_none == nullptr ? BitPlane() : *unknown_or_none;
    ++finished[test];
    EXPECT_EQ(barred, nullptr);
  }
};

// Numbers from `first` on.
std::vector<uint32_t> From(uint32_t first, size_t count) {
  std::vector<uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

// Truths of so many tests, drawn at random. Test 0 never holds, test 1 is never
// unknown, and one in `rare` says anything but false.
class DrawnTruths {
 public:
  explicit DrawnTruths(size_t tests, unsigned rare = 1)
      : tests_(tests), rare_(rare) {}

  // The numbers of its tests lie apart from their places.
  static constexpr uint32_t kFirst = 3;

  void AddCodes(size_t count, CodedTruths* coded) {
    for (size_t i = 0; i < count; ++i) {
      truths_.emplace_back();
      ValueTruths bits(tests_);
      for (size_t test = 0; test < tests_; ++test) {
        auto truth = static_cast<Truth>(random_() % 3);
        if (random_() % rare_ != 0) truth = Truth::kFalse;
        if (test == 0 && truth == Truth::kTrue) truth = Truth::kFalse;
        if (test == 1 && truth == Truth::kUnknown) truth = Truth::kFalse;
        truths_.back().push_back(truth);
        bits.Set(test, truth);
      }
      codes_.push_back(coded->CodeOf(bits));
      EXPECT_EQ(coded->CodeOf(bits), codes_.back());
    }
  }

  // Of which everything is unknown.
  void AddUnknown(CodedTruths* coded) {
    truths_.emplace_back(tests_, Truth::kUnknown);
    ValueTruths bits(tests_);
    for (size_t test = 0; test < tests_; ++test) {
      bits.Set(test, Truth::kUnknown);
    }
    codes_.push_back(coded->CodeOf(bits));
  }

  // Spreads values drawn among the last `codes` over a block.
  void ExpectSpread(uint32_t rows, size_t codes, CodedTruths* coded) {
    std::vector<size_t> value_of_row;
    std::vector<uint32_t> code_of_row;
    for (uint32_t row = 0; row < rows; ++row) {
      value_of_row.push_back(codes_.size() - 1 - (row * 7) % codes);
      code_of_row.push_back(codes_[value_of_row.back()]);
    }
    // By value, and some of them twice.
    std::vector<BitPlane> rows_of_value(2 * codes_.size());
    for (uint32_t row = 0; row < rows; ++row) {
      rows_of_value[2 * value_of_row[row] + row % 5 % 2].Set(row);
    }
    std::vector<CodedTruths::CodeRows> code_rows;
    for (size_t i = 0; i < rows_of_value.size(); ++i) {
      if (rows_of_value[i].IsZero()) continue;
      code_rows.push_back({codes_[i / 2], &rows_of_value[i]});
    }
    for (const bool by_rows : {false, true}) {
      std::set<uint32_t> wants_unknown;
      for (uint32_t i = 0; i < tests_; i += 2) wants_unknown.insert(kFirst + i);
      KeptPlanes sink(kFirst + tests_, wants_unknown);
      // Whatever was there.
      for (BitPlane& plane : sink.holds) plane = BitPlane::FirstRows(rows / 2);
      if (!by_rows) {
        coded->Spread(code_of_row.data(), rows, sink);
      } else if (!coded->SpreadRows(code_rows, sink)) {
        continue;
      }
      Expect(sink, value_of_row, codes);
    }
  }

 private:
  void Expect(const KeptPlanes& sink, const std::vector<size_t>& value_of_row,
              size_t codes) const {
    const size_t rows = value_of_row.size();
    for (uint32_t i = 0; i < tests_; ++i) {
      const uint32_t test = kFirst + i;
      ASSERT_TRUE(sink.IsFinished(test));
      ASSERT_TRUE(sink.MayHold(test) || sink.holds[test].IsZero());
      for (uint32_t row = 0; row < SubjectBlock::kMostRows; ++row) {
        const Truth truth =
            row < rows ? truths_[value_of_row[row]][i] : Truth::kFalse;
        ASSERT_EQ(sink.holds[test].Has(row), truth == Truth::kTrue)
            << "test " << i << " of " << tests_ << ", row " << row << " of "
            << rows << ", " << codes << " codes";
        if (!sink.WantsUnknown(test)) continue;
        ASSERT_EQ(sink.unknown[test].Has(row), truth == Truth::kUnknown)
            << "test " << i << " of " << tests_ << ", row " << row << " of "
            << rows << ", " << codes << " codes";
      }
    }
    EXPECT_FALSE(sink.MayHold(kFirst));
  }

  const size_t tests_;
  const unsigned rare_;
  std::mt19937 random_{1};
  std::vector<std::vector<Truth>> truths_;
  std::vector<uint32_t> codes_;
};

TEST(CodedTruthsTest, SpreadsFewAndManyCodesOverBlocksOfAnySize) {
  for (const size_t tests : {2u, 9u, 16u, 17u, 64u, 65u, 130u, 256u, 257u}) {
    CodedTruths coded(From(DrawnTruths::kFirst, tests));
    EXPECT_EQ(coded.tests(), tests);
    DrawnTruths drawn(tests);
    drawn.AddCodes(400, &coded);
    // One block after the other, so that nothing of one stays for the next.
    for (const uint32_t rows : {1u, 64u, 1'000u, 1'024u, 2'048u, 70u}) {
      for (const size_t codes : {1u, 2u, 64u, 65u, 300u}) {
        drawn.ExpectSpread(rows, codes, &coded);
      }
    }
    // Values that are met later.
    drawn.AddCodes(10, &coded);
    drawn.ExpectSpread(1'024, 100, &coded);
  }
}

TEST(CodedTruthsTest, SpreadsCodesThatAreFewInAll) {
  for (const size_t tests : {2u, 64u, 130u, 131u}) {
    CodedTruths coded(From(DrawnTruths::kFirst, tests));
    // Of which most may say little.
    DrawnTruths drawn(tests, tests == 131 ? 8 : 1);
    // Up to as many as have a plane each, and one more.
    for (const size_t more : {1u, 2u, 30u, 31u, 1u}) {
      drawn.AddCodes(more, &coded);
      for (const size_t codes : {size_t{1}, more}) {
        drawn.ExpectSpread(1'000, codes, &coded);
        drawn.ExpectSpread(65, codes, &coded);
      }
    }
  }
}

TEST(CodedTruthsTest, SpreadsCodesThatSayLittle) {
  for (const size_t tests : {64u, 130u, 400u}) {
    CodedTruths coded(From(DrawnTruths::kFirst, tests));
    DrawnTruths drawn(tests, 60);
    drawn.AddCodes(300, &coded);
    drawn.AddUnknown(&coded);
    drawn.AddCodes(10, &coded);
    for (const uint32_t rows : {1u, 64u, 1'024u, 70u}) {
      for (const size_t codes : {1u, 20u, 300u}) {
        drawn.ExpectSpread(rows, codes, &coded);
      }
    }
  }
}

TEST(CodedTruthsTest, TheSameTruthsHaveTheSameCode) {
  CodedTruths coded(From(0, 70));
  ValueTruths a(70);
  a.Set(69, Truth::kTrue);
  ValueTruths b(70);
  b.Set(69, Truth::kUnknown);
  ValueTruths none(70);
  none.Set(69, Truth::kFalse);
  EXPECT_NE(coded.CodeOf(a), coded.CodeOf(b));
  EXPECT_NE(coded.CodeOf(a), coded.CodeOf(none));
  EXPECT_NE(coded.CodeOf(b), coded.CodeOf(none));
  EXPECT_EQ(coded.CodeOf(ValueTruths(70)), coded.CodeOf(none));
}

TEST(NumberByKeyTest, KeepsANumberForEachKey) {
  NumberByKey numbers;
  const std::vector<int64_t> keys = {
      0,         5,        6, 1'000, -1, -1'000, 100'000, int64_t{1} << 40,
      INT64_MIN, INT64_MAX};
  for (size_t i = 0; i < keys.size(); ++i) {
    EXPECT_EQ(numbers.Known(keys[i]), NumberByKey::kNone) << keys[i];
    EXPECT_EQ(numbers.Of(keys[i]), NumberByKey::kNone) << keys[i];
    numbers.Of(keys[i]) = static_cast<uint32_t>(i);
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    EXPECT_EQ(numbers.Of(keys[i]), i) << keys[i];
  }
  EXPECT_EQ(numbers.Of(4), NumberByKey::kNone);
  EXPECT_EQ(numbers.Known(1'000), 3);
  EXPECT_EQ(numbers.Known(4), NumberByKey::kNone);
}

}  // namespace
}  // namespace sangam::matching
