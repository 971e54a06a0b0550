// Attributes of few values: each test is asked once for each value, of a
// subject of whom nothing else is known.
#include <algorithm>
#include <utility>

#include "absl/types/optional.h"
#include "common/rules/evaluator.h"
#include "services/matching/columns/coded_truths.h"
#include "services/matching/columns/plain_truth.h"
#include "services/matching/columns/row_bytes.h"
#include "services/matching/columns/value_profile.h"

namespace sangam::matching {
namespace {

// At least one number.
SANGAM_FOR_EACH_PROCESSOR
uint8_t MostOf(const uint8_t* numbers, uint32_t count) {
  uint8_t most = 0;
  for (uint32_t i = 0; i < count; ++i) {
    most = numbers[i] > most ? numbers[i] : most;
  }
  return most;
}

class CategoryTests : public TestGroup {
 public:
  CategoryTests(const std::vector<PlanTest>& tests,
                std::vector<uint32_t> members)
      : tests_(tests),
        info_(*tests[members.front()].predicate->attribute),
        members_(members),
        truths_(std::move(members)) {}

  void Fill(BlockValues& values, PlaneSink& sink) override {
    if (missing_ == NumberByKey::kNone) missing_ = Ask(values, {});
    if (const PackedColumn* column = values.PlainColumnOf(info_)) {
      if (FindRows(*column, values) && truths_.SpreadRows(code_rows_, sink)) {
        return;
      }
      FindCodes(*column, values);
    } else {
      FindCodes(values);
    }
    truths_.Spread(codes_, values.size(), sink);
  }

 private:
  uint32_t CodeOf(int64_t number, const BlockValues& values) {
    uint32_t& code = code_of_number_.Of(number);
    if (code == NumberByKey::kNone) {
      code = Ask(values, values.ValueOf(info_, number));
    }
    return code;
  }

  // What the column has packed as this.
  static int64_t NumberOf(const PackedColumn& column, uint64_t packed) {
    return static_cast<int64_t>(static_cast<uint64_t>(column.base()) +
                                column.scale() * packed);
  }

  // The rows of each code where the column has few different numbers:
  // code_rows_ is about them. False: it has many.
  bool FindRows(const PackedColumn& column, const BlockValues& values) {
    const uint32_t rows = values.size();
    const BitPlane present = values.PresenceOf(column);
    size_t numbers = 1;
    uint64_t given = 1;
    switch (column.bits()) {
      case 0:
        planes_[0] = present;
        break;
      case 1:
        numbers = 2;
        planes_[1] = BitPlane();
        std::copy_n(static_cast<const uint64_t*>(column.packed()),
                    (rows + 63) / 64, planes_[1].words);
        planes_[0] = present - planes_[1];
        given = 3;
        break;
      case 8: {
        const auto* packed = static_cast<const uint8_t*>(column.packed());
        numbers = size_t{MostOf(packed, rows)} + 1;
        std::copy_n(packed, rows, bytes_.of_row);
        if (numbers > kFewNumbers) return FindKnownRows(column, values);
        bytes_.FillRest(rows, kFewNumbers);
        given = FindBytes(bytes_, numbers, planes_);
        // Rows without a number have packed 0.
        planes_[0] &= present;
        break;
      }
      default:
        return false;
    }
    missing_rows_ = values.all() - present;
    code_rows_.assign(1, {missing_, &missing_rows_});
    for (size_t i = 0; i < numbers; ++i) {
      if ((given >> i & 1) == 0) continue;
      code_rows_.push_back({CodeOf(NumberOf(column, i), values), &planes_[i]});
    }
    return true;
  }

  // The same where they are few but lie apart. False: there are others than
  // were met before, too.
  bool FindKnownRows(const PackedColumn& column, const BlockValues& values) {
    BitPlane rest = values.PresenceOf(column);
    missing_rows_ = values.all() - rest;
    code_rows_.assign(1, {missing_, &missing_rows_});
    for (int packed = 0; packed < 256; ++packed) {
      const auto byte = static_cast<uint8_t>(packed);
      const uint32_t code = code_of_number_.Known(NumberOf(column, byte));
      if (code == NumberByKey::kNone) continue;
      if (code_rows_.size() > kFewNumbers) return false;
      BitPlane& plane = planes_[code_rows_.size() - 1];
      FindByte(bytes_, byte, &plane);
      plane &= values.PresenceOf(column);
      rest -= plane;
      code_rows_.push_back({code, &plane});
    }
    return rest.IsZero();
  }

  // Of what the column has packed, all rows at once.
  void FindCodes(const PackedColumn& column, const BlockValues& values) {
    const bool may_lack = code_of_number_.FindAll(column, codes_);
    ForEachRow(values.all() - values.PresenceOf(column),
               [this](uint32_t row) { codes_[row] = missing_; });
    if (!may_lack) return;
    for (uint32_t row = 0; row < values.size(); ++row) {
      if (codes_[row] != NumberByKey::kNone) continue;
      codes_[row] = CodeOf(column.ValueAt(row), values);
    }
  }

  void FindCodes(BlockValues& values) {
    values.Load(info_, &numbers_);
    std::fill_n(codes_, values.size(), missing_);
    ForEachRow(numbers_.present, [&](uint32_t row) {
      codes_[row] = CodeOf(numbers_.values[row], values);
    });
  }

  // The code of what the tests say of a value.
  uint32_t Ask(const BlockValues& values, const rules::Value& value) {
    absl::optional<SubjectView> subject;
    ValueTruths truths(members_.size());
    for (size_t i = 0; i < members_.size(); ++i) {
      const rules::Predicate& predicate = *tests_[members_[i]].predicate;
      absl::optional<Truth> truth = PlainTruthOf(predicate, value);
      if (!truth) {
        if (!subject) {
          subject.emplace(ProfileWith(info_, value), PlaceChain(),
                          values.basis().as_of, values.dictionary());
        }
        truth = rules::EvaluatePredicate(predicate, *subject,
                                         values.basis().reference)
                    .truth;
      }
      truths.Set(i, *truth);
    }
    return truths_.CodeOf(truths);
  }

  static constexpr uint8_t kFewNumbers = 32;

  const std::vector<PlanTest>& tests_;
  const AttributeInfo& info_;
  const std::vector<uint32_t> members_;
  RowNumbers numbers_;
  CodedTruths truths_;
  NumberByKey code_of_number_;
  uint32_t missing_ = NumberByKey::kNone;
  uint32_t codes_[SubjectBlock::kMostRows] = {};
  // Of what a column has packed, if these are few.
  RowBytes bytes_;
  BitPlane planes_[kFewNumbers];
  BitPlane missing_rows_;
  std::vector<CodedTruths::CodeRows> code_rows_;
};

}  // namespace

std::unique_ptr<TestGroup> MakeCategoryTests(const std::vector<PlanTest>& tests,
                                             std::vector<uint32_t> members) {
  return std::make_unique<CategoryTests>(tests, std::move(members));
}

}  // namespace sangam::matching
