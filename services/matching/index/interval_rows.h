// Rows of a number or a date.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_INTERVAL_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_INTERVAL_ROWS_H_

#include <vector>

#include "services/matching/index/attribute_rows.h"

namespace sangam::matching {

// The bounds that tests name cut the numbers into intervals, on each of which
// every conjunct has one truth. Where that takes little room, each interval has
// a row of its own. Else only some have one (a checkpoint); the others say
// which bits differ from the one before.
class IntervalRows : public AttributeRows {
 public:
  IntervalRows(const AttributeTests& tests, size_t words, const RowRoom& room);

  void AddTo(const SubjectView& subject, const ReferenceData& reference,
             WorkRows* work, VerdictRows* rows) const override;
  size_t bytes() const override;

 private:
  struct Checkpoint {
    uint32_t interval = 0;
    // Whether the bits by which it differs from the interval before are kept.
    bool has_toggles = false;
  };

  BitRows* RowsToSpoil() override { return &rows_; }
  std::vector<int64_t>* BeginsToSpoil() override { return &begins_; }
  // Whether it takes little room to give each interval a row.
  bool MayBeDense(const RowRoom& room) const;
  // Each takes where the toggles of each interval begin, the toggles, and the
  // row before the first.
  void KeepAllRows(const std::vector<uint32_t>& first,
                   const std::vector<uint32_t>& toggles, uint64_t* row);
  void KeepCheckpoints(const std::vector<uint32_t>& first,
                       const std::vector<uint32_t>& toggles, size_t spacing,
                       uint64_t* row);
  size_t IntervalOf(int64_t value) const;
  const uint64_t* RowOf(int64_t value, WorkRows* work) const;

  const AttributeInfo& attribute_;
  const bool changeable_;
  MissingRows missing_;
  // Where intervals begin, but for the first.
  std::vector<int64_t> begins_;
  // By interval, and the end; into toggles_.
  std::vector<uint32_t> first_toggle_;
  std::vector<uint32_t> toggles_;
  // Parallel to the rows; the first is of interval 0. Empty where each interval
  // has a row; then there are no toggles either.
  std::vector<Checkpoint> checkpoints_;
  BitRows rows_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_INTERVAL_ROWS_H_
