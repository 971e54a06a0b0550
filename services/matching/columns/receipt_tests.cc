// received: the receipts of a block, by scheme.
#include <string>
#include <utility>

#include "common/rules/truth.h"
#include "services/matching/columns/compared_numbers.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {
namespace {

using Months = absl::optional<int64_t>;

// What one receipt says of received(its scheme, within); see Received().
Truth Counts(const absl::optional<int64_t>& received_on,
             const absl::optional<int64_t>& observed_on, const Months& within,
             int64_t today, BlockValues& values) {
  if (received_on) {
    if (*received_on > today) return Truth::kFalse;
    return ToTruth(!within || values.MonthsSince(*received_on) < *within);
  }
  if (observed_on && *observed_on > today) return Truth::kUnknown;
  if (!within) return Truth::kTrue;
  if (observed_on && values.MonthsSince(*observed_on) >= *within) {
    return Truth::kFalse;
  }
  return Truth::kUnknown;
}

// A column of receipts, of any length.
class ReceiptNumbers {
 public:
  // Null: no receipt has a number.
  void Load(const PackedColumn* column, uint32_t receipts) {
    if (column == nullptr) {
      present_.assign((receipts + 63) / 64, 0);
      return;
    }
    values_.resize(receipts);
    present_.resize((receipts + 63) / 64);
    column->Unpack(values_.data(), present_.data());
  }

  int64_t At(uint32_t receipt) const { return values_[receipt]; }
  absl::optional<int64_t> Find(uint32_t receipt) const {
    if ((present_[receipt / 64] >> (receipt % 64) & 1) == 0) {
      return absl::nullopt;
    }
    return values_[receipt];
  }

 private:
  std::vector<int64_t> values_;
  std::vector<uint64_t> present_;
};

class ReceiptTests : public TestGroup {
 public:
  ReceiptTests(const std::vector<PlanTest>& tests,
               std::vector<uint32_t> members)
      : tests_(tests),
        members_(std::move(members)),
        holds_(members_.size()),
        unknown_(members_.size()) {}

  void Fill(BlockValues& values, PlaneSink& sink) override {
    FindSchemes(values.texts());
    values.LoadColumn(kReceiptsCompleteUntil, &complete_until_);
    const int64_t today = DayNumber(values.basis().as_of);
    BitPlane too_early;
    compared_.Set(complete_until_.values, values.size());
    compared_.Less(today, &too_early);
    const BitPlane open = values.all() - (complete_until_.present - too_early);
    for (size_t i = 0; i < members_.size(); ++i) {
      holds_[i] = &sink.Holds(members_[i]);
      *holds_[i] = BitPlane();
      unknown_[i] = open;
    }
    ReadReceipts(values, today);
    for (size_t i = 0; i < members_.size(); ++i) {
      // One that counts settles it.
      unknown_[i] -= *holds_[i];
      sink.Finish(members_[i], !holds_[i]->IsZero(), &unknown_[i], nullptr);
    }
  }

 private:
  // A scheme that no subject has received has no number.
  void FindSchemes(const TextTable& texts) {
    if (found_) return;
    found_ = true;
    for (uint32_t i = 0; i < members_.size(); ++i) {
      const auto scheme =
          texts.FindText(tests_[members_[i]].predicate->names.front());
      if (!scheme) continue;
      if (*scheme >= tests_of_scheme_.size()) {
        tests_of_scheme_.resize(*scheme + 1);
      }
      tests_of_scheme_[*scheme].push_back(i);
    }
  }

  void ReadReceipts(BlockValues& values, int64_t today) {
    const RowSet& rows = values.block().rows();
    const PackedColumn* schemes = rows.FindReceipts(kReceiptScheme);
    if (schemes == nullptr) return;
    schemes_.Load(schemes, schemes->rows());
    received_on_.Load(rows.FindReceipts(kReceivedOn), schemes->rows());
    observed_on_.Load(rows.FindReceipts(kObservedOn), schemes->rows());
    values.LoadColumn(kReceiptCount, &counts_);
    uint32_t at = 0;
    ForEachRow(counts_.present, [&](uint32_t row) {
      const auto end = at + static_cast<uint32_t>(counts_.values[row]);
      for (; at < end; ++at) {
        // Of each receipt there is a scheme.
        const auto scheme = static_cast<size_t>(schemes_.At(at));
        if (scheme >= tests_of_scheme_.size() ||
            tests_of_scheme_[scheme].empty()) {
          continue;
        }
        const auto received_on = received_on_.Find(at);
        const auto observed_on = observed_on_.Find(at);
        for (uint32_t test : tests_of_scheme_[scheme]) {
          const Truth truth = Counts(
              received_on, observed_on,
              tests_[members_[test]].predicate->within_months, today, values);
          if (truth == Truth::kTrue) holds_[test]->Set(row);
          if (truth == Truth::kUnknown) unknown_[test].Set(row);
        }
      }
    });
  }

  const std::vector<PlanTest>& tests_;
  const std::vector<uint32_t> members_;
  std::vector<BitPlane*> holds_;
  std::vector<BitPlane> unknown_;
  bool found_ = false;
  // By the number of its name.
  std::vector<std::vector<uint32_t>> tests_of_scheme_;
  RowNumbers complete_until_;
  ComparedNumbers compared_;
  RowNumbers counts_;
  ReceiptNumbers schemes_;
  ReceiptNumbers received_on_;
  ReceiptNumbers observed_on_;
};

}  // namespace

std::unique_ptr<TestGroup> MakeReceiptTests(const std::vector<PlanTest>& tests,
                                            std::vector<uint32_t> members) {
  return std::make_unique<ReceiptTests>(tests, std::move(members));
}

}  // namespace sangam::matching
