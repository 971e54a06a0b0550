// Rows of a text: mostly one of a few words.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_CATEGORY_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_CATEGORY_ROWS_H_

#include "services/matching/index/attribute_rows.h"
#include "services/matching/index/coded_rows.h"
#include "services/matching/index/text_map.h"

namespace sangam::matching {

class CategoryRows : public AttributeRows {
 public:
  CategoryRows(const AttributeTests& tests, size_t words);

  void AddTo(const SubjectView& subject, const ReferenceData& reference,
             WorkRows* work, VerdictRows* rows) const override;
  size_t bytes() const override;

 private:
  BitRows* RowsToSpoil() override { return rows_.rows(); }

  const AttributeInfo& attribute_;
  const bool changeable_;
  MissingRows missing_;
  // The texts that tests name; any other has the common row.
  TextMap<uint32_t> codes_;
  CodedRows rows_;
};

// The bytes of a map of texts to codes.
size_t BytesOf(const TextMap<uint32_t>& codes);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_CATEGORY_ROWS_H_
