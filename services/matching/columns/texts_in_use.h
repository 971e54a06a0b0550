// Which texts of a table rows still say.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_TEXTS_IN_USE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_TEXTS_IN_USE_H_

#include <cstddef>
#include <vector>

#include "services/matching/columns/block_merge.h"
#include "services/matching/columns/row_set.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// Of the texts and lists that the table had when this was made, those that are
// marked. More may be added meanwhile. For one thread.
class TextsInUse {
 public:
  explicit TextsInUse(const TextTable& table);

  // Marks what these blocks say, and the texts of their lists.
  void Mark(const SubjectBlocks& blocks);

  // By number: whether it is marked.
  const std::vector<bool>& texts() const { return texts_; }
  const std::vector<bool>& lists() const { return lists_; }
  // How many texts and lists are marked.
  size_t count() const;

 private:
  void Mark(const RowSet& rows);
  void Mark(const std::vector<PackedColumn>& columns);

  const TextTable& table_;
  std::vector<bool> lists_;
  std::vector<bool> texts_;
  std::vector<RowValue> values_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_TEXTS_IN_USE_H_
