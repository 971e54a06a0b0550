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
    const PackedColumn* received_on_column = rows.FindReceipts(kReceivedOn);
    const PackedColumn* observed_on_column = rows.FindReceipts(kObservedOn);
    values.LoadColumn(kReceiptCount, &counts_);
    uint32_t at = 0;
    ForEachRow(counts_.present, [&](uint32_t row) {
      const auto end = at + static_cast<uint32_t>(counts_.values[row]);
      for (; at < end; ++at) {
        // Of each receipt there is a scheme.
        const auto scheme = static_cast<size_t>(schemes->ValueAt(at));
        if (scheme >= tests_of_scheme_.size() ||
            tests_of_scheme_[scheme].empty()) {
          continue;
        }
        const auto received_on = DayIn(received_on_column, at);
        const auto observed_on = DayIn(observed_on_column, at);
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

  static absl::optional<int64_t> DayIn(const PackedColumn* days, uint32_t at) {
    int64_t day = 0;
    if (days == nullptr || !days->Get(at, &day)) return absl::nullopt;
    return day;
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
};

}  // namespace

std::unique_ptr<TestGroup> MakeReceiptTests(const std::vector<PlanTest>& tests,
                                            std::vector<uint32_t> members) {
  return std::make_unique<ReceiptTests>(tests, std::move(members));
}

}  // namespace sangam::matching
