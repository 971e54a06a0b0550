// received: the receipts of a block, by scheme.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/rules/truth.h"
#include "services/matching/columns/compared_numbers.h"
#include "services/matching/columns/number_by_key.h"
#include "services/matching/columns/row_bytes.h"
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
    is_full_ = column != nullptr && column->count() == receipts;
    if (column == nullptr) {
      present_.assign((receipts + 63) / 64, 0);
      return;
    }
    values_.resize(receipts);
    present_.resize((receipts + 63) / 64);
    column->Unpack(values_.data(), present_.data());
  }

  // Whether all receipts have a number, none of them greater.
  bool AreAllAtMost(int64_t limit) const {
    return is_full_ &&
           std::all_of(values_.begin(), values_.end(),
                       [limit](int64_t value) { return value <= limit; });
  }
  int64_t At(uint32_t receipt) const { return values_[receipt]; }
  bool Has(uint32_t receipt) const {
    return (present_[receipt / 64] >> (receipt % 64) & 1) != 0;
  }
  absl::optional<int64_t> Find(uint32_t receipt) const {
    if (!Has(receipt)) return absl::nullopt;
    return values_[receipt];
  }

 private:
  bool is_full_ = false;
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
        unknown_(members_.size()) {
    for (const uint32_t test : members_) {
      within_.push_back(tests_[test].predicate->within_months);
    }
  }

  void Fill(BlockValues& values, PlaneSink& sink) override {
    FindSchemes(values.texts());
    const int64_t today = DayNumber(values.basis().as_of);
    const BitPlane open = values.all() - CompleteOn(today, values);
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
  static constexpr size_t kMostBits = 16;
  static constexpr uint32_t kAtLeastRead = 2;

  // The rows whose record of receipts is complete until this day.
  BitPlane CompleteOn(int64_t day, BlockValues& values) {
    BitPlane present;
    const PackedColumn* column =
        values.block().rows().Find(kReceiptsCompleteUntil);
    if (column != nullptr && column->form() != PackedColumn::Form::kSparse) {
      present = values.PresenceOf(*column);
      compared_.Refer(*column);
    } else {
      values.LoadColumn(kReceiptsCompleteUntil, &complete_until_);
      present = complete_until_.present;
      compared_.Set(complete_until_.values, values.size());
    }
    BitPlane too_early;
    compared_.Less(day, &too_early);
    return present - too_early;
  }

  // A scheme that no subject has received has no number.
  void FindSchemes(const TextTable& texts) {
    if (found_) return;
    found_ = true;
    for (uint32_t i = 0; i < members_.size(); ++i) {
      const auto scheme =
          texts.FindText(tests_[members_[i]].predicate->names.front());
      if (!scheme) continue;
      uint32_t& asked = asked_of_scheme_.Of(*scheme);
      if (asked == NumberByKey::kNone) {
        asked = static_cast<uint32_t>(tests_of_asked_.size());
        tests_of_asked_.emplace_back();
      }
      tests_of_asked_[asked].push_back(i);
    }
    are_few_and_plain_ =
        members_.size() <= kMostBits &&
        std::none_of(within_.begin(), within_.end(),
                     [](const Months& within) { return within.has_value(); });
    if (!are_few_and_plain_) return;
    for (const std::vector<uint32_t>& tests : tests_of_asked_) {
      uint32_t bits = 0;
      for (const uint32_t test : tests) bits |= 1u << test;
      bits_of_asked_.push_back(static_cast<uint16_t>(bits));
    }
  }

  // Of each receipt there is a scheme.
  void FindAsked(const PackedColumn& schemes) {
    asked_.resize(schemes.rows());
    if (schemes.form() != PackedColumn::Form::kSparse) {
      asked_of_scheme_.FindAll(schemes, asked_.data());
      return;
    }
    schemes_.Load(&schemes, schemes.rows());
    for (uint32_t i = 0; i < schemes.rows(); ++i) {
      asked_[i] = asked_of_scheme_.Of(schemes_.At(i));
    }
  }

  void ReadReceipts(BlockValues& values, int64_t today) {
    const RowSet& rows = values.block().rows();
    const PackedColumn* schemes = rows.FindReceipts(kReceiptScheme);
    if (schemes == nullptr || tests_of_asked_.empty()) return;
    FindAsked(*schemes);
    received_on_.Load(rows.FindReceipts(kReceivedOn), schemes->rows());
    values.LoadColumn(kReceiptCount, &counts_);
    if (are_few_and_plain_ && received_on_.AreAllAtMost(today)) {
      SplitReceipts(values.size());
      return;
    }
    observed_on_.Load(rows.FindReceipts(kObservedOn), schemes->rows());
    uint32_t at = 0;
    ForEachRow(counts_.present, [&](uint32_t row) {
      const auto end = at + static_cast<uint32_t>(counts_.values[row]);
      for (; at < end; ++at) {
        if (asked_[at] != NumberByKey::kNone) Read(at, row, today, values);
      }
    });
  }

  // Where all receipts count: a bit of each row for each of the few tests.
  void SplitReceipts(uint32_t rows) {
    bits_of_receipt_.assign(asked_.size() + kAtLeastRead, 0);
    for (size_t i = 0; i < asked_.size(); ++i) {
      if (asked_[i] == NumberByKey::kNone) continue;
      bits_of_receipt_[i] = bits_of_asked_[asked_[i]];
    }
    // Hardly anybody has more receipts than that. The processor can't guess how
    // many there are, so none of these is read only if it is there.
    const auto if_true = [](bool given) { return 0u - (given ? 1u : 0u); };
    const uint16_t* next = bits_of_receipt_.data();
    for (uint32_t row = 0; row < rows; ++row) {
      const uint32_t count = static_cast<uint32_t>(counts_.values[row]) &
                             if_true(counts_.present.Has(row));
      uint32_t bits =
          (next[0] & if_true(count > 0)) | (next[1] & if_true(count > 1));
      for (uint32_t i = kAtLeastRead; i < count; ++i) bits |= next[i];
      next += count;
      bytes_[0].of_row[row] = static_cast<uint8_t>(bits);
      bytes_[1].of_row[row] = static_cast<uint8_t>(bits >> 8);
    }
    for (size_t i = 0; i < 2 && 8 * i < holds_.size(); ++i) {
      bytes_[i].FillRest(rows, 0);
      SplitBits(bytes_[i], std::min(holds_.size() - 8 * i, size_t{8}),
                holds_.data() + 8 * i);
    }
  }

  // What a receipt says of the tests about its scheme.
  void Read(uint32_t receipt, uint32_t row, int64_t today,
            BlockValues& values) {
    const std::vector<uint32_t>& tests = tests_of_asked_[asked_[receipt]];
    const bool is_past =
        received_on_.Has(receipt) && received_on_.At(receipt) <= today;
    for (const uint32_t test : tests) {
      // As most are.
      if (is_past && !within_[test]) {
        holds_[test]->Set(row);
        continue;
      }
      const Truth truth =
          Counts(received_on_.Find(receipt), observed_on_.Find(receipt),
                 within_[test], today, values);
      if (truth == Truth::kTrue) holds_[test]->Set(row);
      if (truth == Truth::kUnknown) unknown_[test].Set(row);
    }
  }

  const std::vector<PlanTest>& tests_;
  const std::vector<uint32_t> members_;
  std::vector<BitPlane*> holds_;
  std::vector<BitPlane> unknown_;
  bool found_ = false;
  // By test.
  std::vector<Months> within_;
  // The schemes that tests ask for, by the numbers of their names.
  NumberByKey asked_of_scheme_;
  std::vector<std::vector<uint32_t>> tests_of_asked_;
  // By receipt: which of these it is about, if any.
  std::vector<uint32_t> asked_;
  // Whether there are at most kMostBits tests, and none counts months.
  bool are_few_and_plain_ = false;
  // Then a bit for each test.
  std::vector<uint16_t> bits_of_asked_;
  std::vector<uint16_t> bits_of_receipt_;
  RowBytes bytes_[2];
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
