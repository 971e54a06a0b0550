// The numbers of a block's rows, to be compared with limits.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_COMPARED_NUMBERS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_COMPARED_NUMBERS_H_

#include <cstddef>
#include <cstdint>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/packed_column.h"
#include "services/matching/columns/subject_block.h"

namespace sangam::matching {

// The numbers of a block's rows, as narrow as they are: a limit is brought to
// the form of the numbers, rather than all numbers to that of the limit.
class ComparedNumbers {
 public:
  ComparedNumbers() = default;
  ComparedNumbers(const ComparedNumbers&) = delete;
  ComparedNumbers& operator=(const ComparedNumbers&) = delete;

  // Compares what the column has packed, where it lies, with about so many
  // limits; it is not sparse.
  void Refer(const PackedColumn& column, size_t limits);
  // Packs a copy of at least one number.
  void Set(const int64_t* values, uint32_t rows);

  // How wide a number is.
  int bits() const { return bits_; }

  // The rows whose number is less than `limit`; rows past the last, too, may be
  // among them.
  void Less(int64_t limit, BitPlane* less) const;
  // The same for not greater.
  void AtMost(int64_t limit, BitPlane* at_most) const;

 private:
  // What it pays to make coarse numbers for.
  static constexpr size_t kManyLimits = 4;

  void MakeCoarse();
  // AtMost by the coarse numbers, and by the rest of those that are the same.
  void CoarseAtMost(uint64_t packed, BitPlane* at_most) const;

  // Row r has base_ + scale_ * packed_[r], of so many bits.
  const void* packed_ = nullptr;
  uint32_t rows_ = 0;
  int bits_ = 0;
  int64_t base_ = 0;
  uint64_t scale_ = 1;
  // Of wide numbers the first sixteen bits may lie in own_: of a number what is
  // left of it without so many last bits.
  bool is_coarse_ = false;
  int coarse_shift_ = 0;
  // Numbers of 16, 32 or 64 bits.
  alignas(64) unsigned char own_[SubjectBlock::kMostRows * 8] = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_COMPARED_NUMBERS_H_
