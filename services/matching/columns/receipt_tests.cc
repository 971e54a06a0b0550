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
    if (column == nullptr) {
      present_.assign((receipts + 63) / 64, 0);
      return;
    }
    values_.resize(receipts);
    present_.resize((receipts + 63) / 64);
    column->Unpack(values_.data(), present_.data());
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
  std::vector<int64_t> values_;
  std::vector<uint64_t> present_;
};

// Whether all of so many receipts have a number, none of them greater.
bool AreAllAtMost(int64_t limit, const PackedColumn* column,
                  uint32_t receipts) {
  return column != nullptr && receipts > 0 && column->count() == receipts &&
         column->MostValue() <= limit;
}

SANGAM_FOR_EACH_PROCESSOR
void KeepBits(const uint32_t* found, size_t count, uint16_t* bits) {
  for (size_t i = 0; i < count; ++i) {
    bits[i] =
        static_cast<uint16_t>(found[i] == NumberByKey::kNone ? 0 : found[i]);
  }
}

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
      if (sink.WantsUnknown(members_[i])) unknown_[i] = open;
    }
    ReadReceipts(values, today);
    for (size_t i = 0; i < members_.size(); ++i) {
      // One that counts settles it.
      if (sink.WantsUnknown(members_[i])) unknown_[i] -= *holds_[i];
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
      compared_.Refer(*column, 1);
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
    for (uint32_t i = 0; i < members_.size(); ++i) {
      const auto scheme =
          texts.FindText(tests_[members_[i]].predicate->names.front());
      if (!scheme) continue;
      uint32_t& bits = bits_of_scheme_.Of(*scheme);
      bits = (bits == NumberByKey::kNone ? 0 : bits) | 1u << i;
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
    const PackedColumn* received_on = rows.FindReceipts(kReceivedOn);
    if (are_few_and_plain_ && schemes->form() != PackedColumn::Form::kSparse &&
        AreAllAtMost(today, received_on, schemes->rows())) {
      SplitReceipts(*schemes, values);
      return;
    }
    FindAsked(*schemes);
    received_on_.Load(received_on, schemes->rows());
    values.LoadColumn(kReceiptCount, &counts_);
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
  void SplitReceipts(const PackedColumn& schemes, const BlockValues& values) {
    asked_.resize(schemes.rows());
    bits_of_scheme_.FindAll(schemes, asked_.data());
    bits_of_receipt_.assign(asked_.size() + kAtLeastRead, 0);
    KeepBits(asked_.data(), asked_.size(), bits_of_receipt_.data());
    const PackedColumn* counts = values.block().rows().Find(kReceiptCount);
    if (counts == nullptr) return;
    if (counts->form() != PackedColumn::Form::kSparse && counts->bits() <= 1 &&
        counts->base() == 1 && counts->scale() == 1) {
      JoinOneOrTwo(*counts, values);
    } else {
      values.LoadColumn(kReceiptCount, &counts_);
      JoinAny(values.size());
    }
    for (size_t i = 0; i < 2 && 8 * i < holds_.size(); ++i) {
      SplitBits(bytes_[i], std::min(holds_.size() - 8 * i, size_t{8}),
                holds_.data() + 8 * i);
    }
  }

  // The processor can't guess how many receipts a row has, so none of these is
  // read only if it is there.
  static uint32_t If(uint32_t given) { return 0u - given; }

  void PutBits(size_t row, uint32_t bits) {
    bytes_[0].of_row[row] = static_cast<uint8_t>(bits);
    bytes_[1].of_row[row] = static_cast<uint8_t>(bits >> 8);
  }

  // Mostly nobody has more than two, and a bit tells who has two.
  void JoinOneOrTwo(const PackedColumn& counts, const BlockValues& values) {
    const BitPlane present = values.PresenceOf(counts);
    BitPlane two;
    if (counts.bits() == 1) {
      std::copy_n(static_cast<const uint64_t*>(counts.packed()),
                  (values.size() + 63) / 64, two.words);
    }
    const uint16_t* next = bits_of_receipt_.data();
    for (size_t word = 0; word < BitPlane::kWords; ++word) {
      uint64_t any = present.words[word];
      uint64_t more = two.words[word];
      for (size_t i = 0; i < 64; ++i, any >>= 1, more >>= 1) {
        const auto first = static_cast<uint32_t>(any & 1);
        const auto second = static_cast<uint32_t>(more & 1);
        PutBits(word * 64 + i, (next[0] & If(first)) | (next[1] & If(second)));
        next += first + second;
      }
    }
  }

  void JoinAny(uint32_t rows) {
    const uint16_t* next = bits_of_receipt_.data();
    for (uint32_t row = 0; row < rows; ++row) {
      const uint32_t count = static_cast<uint32_t>(counts_.values[row]) &
                             If(counts_.present.Has(row) ? 1 : 0);
      uint32_t bits =
          (next[0] & If(count > 0 ? 1 : 0)) | (next[1] & If(count > 1 ? 1 : 0));
      for (uint32_t i = kAtLeastRead; i < count; ++i) bits |= next[i];
      next += count;
      PutBits(row, bits);
    }
    for (RowBytes& bytes : bytes_) bytes.FillRest(rows, 0);
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
  // Then a bit for each test, by the scheme's name.
  NumberByKey bits_of_scheme_;
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
