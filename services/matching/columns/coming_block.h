// Brings the columns of one block near while another is worked on.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_COMING_BLOCK_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_COMING_BLOCK_H_

#include <algorithm>
#include <cstddef>
#include <vector>

#include "services/matching/columns/packed_column.h"
#include "services/matching/columns/subject_block.h"

namespace sangam::matching {

// The processor fetches what is read in order, but it waits at the beginning of
// each column, and there are many short ones. Changes nothing but the time.
class ComingBlock {
 public:
  // The next block, to be fetched in so many steps; null: none. It outlives
  // them.
  void Expect(const SubjectBlock* block, size_t steps) {
    columns_ = block == nullptr ? nullptr : &block->rows().columns();
    column_ = 0;
    at_ = 0;
    if (columns_ == nullptr) return;
    size_t bytes = 0;
    for (const PackedColumn& column : *columns_) bytes += column.bytes();
    a_step_ = bytes / std::max<size_t>(steps, 1) + 1;
  }

  void FetchSome() {
    constexpr size_t kLine = 64;
    if (columns_ == nullptr) return;
    for (size_t fetched = 0; fetched < a_step_ && column_ < columns_->size();) {
      const PackedColumn& column = (*columns_)[column_];
      if (at_ >= column.bytes()) {
        ++column_;
        at_ = 0;
        continue;
      }
      __builtin_prefetch(reinterpret_cast<const char*>(column.words().data()) +
                         at_);
      at_ += kLine;
      fetched += kLine;
    }
  }

 private:
  const std::vector<PackedColumn>* columns_ = nullptr;
  // How far it is.
  size_t column_ = 0;
  size_t at_ = 0;
  // In bytes.
  size_t a_step_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_COMING_BLOCK_H_
