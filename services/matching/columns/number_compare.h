// Many numbers against a limit at once.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_

#include <cstdint>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/packed_column.h"

namespace sangam::matching {

// The rows whose value is not greater than `limit`; of rows past the last, any.
// Vectors of the processor hold the more values the narrower these are.
template <typename Packed>
void FindAtMost(const Packed* values, uint32_t rows, Packed limit,
                BitPlane* at_most);
extern template void FindAtMost(const uint8_t*, uint32_t, uint8_t, BitPlane*);
extern template void FindAtMost(const uint16_t*, uint32_t, uint16_t, BitPlane*);
extern template void FindAtMost(const uint32_t*, uint32_t, uint32_t, BitPlane*);
extern template void FindAtMost(const uint64_t*, uint32_t, uint64_t, BitPlane*);

// The numbers of a block's rows, as narrow as they are: a limit is brought to
// the form of the numbers, rather than all numbers to that of the limit.
class ComparedNumbers {
 public:
  // Compares what the column has packed, where it lies; it is not sparse.
  void Refer(const PackedColumn& column);
  // Packs a copy.
  void Set(const int64_t* values, uint32_t rows);

  // How wide a number is.
  int bits() const { return bits_; }

  // The rows whose number is less than `limit`; rows past the last, too, may be
  // among them.
  void Less(int64_t limit, BitPlane* less) const;
  // The same for not greater.
  void AtMost(int64_t limit, BitPlane* at_most) const;

 private:
  // Row r has base_ + scale_ * packed_[r], of so many bits.
  const void* packed_ = nullptr;
  uint32_t rows_ = 0;
  int bits_ = 0;
  int64_t base_ = 0;
  uint64_t scale_ = 1;
  alignas(64) uint64_t own_[SubjectBlock::kMostRows] = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_
