// Rows of a yes-or-no attribute.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_TRUTH_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_TRUTH_ROWS_H_

#include "services/matching/index/attribute_rows.h"

namespace sangam::matching {

class TruthRows : public AttributeRows {
 public:
  TruthRows(const AttributeTests& tests, size_t words);

  void AddTo(const SubjectView& subject, const ReferenceData& reference,
             WorkRows* work, VerdictRows* rows) const override;
  size_t bytes() const override { return missing_.bytes() + rows_.bytes(); }

 private:
  BitRows* RowsToSpoil() override { return &rows_; }

  const AttributeInfo& attribute_;
  const bool changeable_;
  MissingRows missing_;
  // Of no, of yes, and of a no that is only not given.
  BitRows rows_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_TRUTH_ROWS_H_
