// Leaves texts behind that no subject says any more.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_TEXT_COMPACTION_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_TEXT_COMPACTION_H_

#include <cstddef>
#include <memory>

#include "services/matching/columns/block_merge.h"
#include "services/matching/columns/text_table.h"
#include "services/matching/columns/texts_in_use.h"

namespace sangam::matching {

// Blocks, and the table that their numbers are of.
struct BlocksWithTexts {
  SubjectBlocks blocks;
  std::shared_ptr<TextTable> texts;
};

// The same subjects with a table of its own that holds only what `used` has
// marked of theirs. `blocks` and `texts` stay as they are, for those who read
// them. While both are there they take twice the memory.
BlocksWithTexts CompactTexts(const SubjectBlocks& blocks,
                             const TextTable& texts, const TextsInUse& used);

// Says when to look which texts are in use, so that looking costs little beside
// what changed: a table grows to twice of what was in use, or half of the
// subjects go. For one thread.
class CompactionSchedule {
 public:
  // A new table: look as soon as it is of any size.
  void Reset() { *this = {}; }
  bool IsDue(const TextTable& texts, size_t subjects) const;
  // So many texts and lists were in use, of so many subjects.
  void Looked(size_t in_use, size_t subjects);

 private:
  size_t in_use_ = 0;
  size_t subjects_ = 0;
};

// So small a table may hold what nobody says.
inline constexpr size_t kFewTexts = 4096;

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_TEXT_COMPACTION_H_
