// Rows of a list of texts.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_LIST_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_LIST_ROWS_H_

#include <deque>
#include <vector>

#include "services/matching/index/attribute_rows.h"
#include "services/matching/index/coded_rows.h"
#include "services/matching/index/text_map.h"

namespace sangam::matching {

// `"A" in list` fails where no element is A, so rows are joined by AND over the
// elements; its negation fails where some element is A, so they are joined by
// OR. A conjunct that wants several elements has a turn for each: the AND of
// one row for all of them would let one element pass for another. Alternatives
// have one turn, in which any of their elements passes.
class ListRows : public AttributeRows {
 public:
  ListRows(const AttributeTests& tests, size_t words);

  void AddTo(const SubjectView& subject, const ReferenceData& reference,
             WorkRows* work, VerdictRows* rows) const override;
  size_t bytes() const override;

 private:
  BitRows* RowsToSpoil() override {
    return wanted_.empty() ? unwanted_.rows() : wanted_.front().rows();
  }
  const AttributeInfo& attribute_;
  const bool changeable_;
  MissingRows missing_;
  TextMap<uint32_t> codes_;
  // What fails unless the element is there, by turns.
  std::deque<CodedRows> wanted_;
  // What fails if the element is there.
  CodedRows unwanted_;
  // What fails whenever the list is given.
  BitRows always_;
  // Of longer lists a test may run out of steps, which only the evaluator can
  // tell.
  int64_t most_elements_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_LIST_ROWS_H_
