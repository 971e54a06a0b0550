// Many numbers against a limit at once.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_

#include <cstdint>

#include "services/matching/columns/bit_plane.h"

namespace sangam::matching {

// The numbers of a block's rows as distances from the least of them.
class NarrowNumbers {
 public:
  // False where they lie too far apart for it.
  bool Set(const int64_t* values, uint32_t rows);

  // The rows whose number is less than `limit`; rows past the last, too, may be
  // among them.
  void Less(int64_t limit, BitPlane* less) const;
  // The same for not greater.
  void AtMost(int64_t limit, BitPlane* at_most) const;

 private:
  // The rows whose distance is less than this.
  void LessThanDistance(int64_t distance, BitPlane* less) const;

  int64_t least_ = 0;
  int64_t most_ = 0;
  alignas(64) int32_t distances_[SubjectBlock::kMostRows] = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_
