// Many numbers against a limit at once.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_

#include <cstdint>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {

// The rows whose value is not greater than `limit`; of rows past the last, any.
// Reads no value past the last. For uint8_t, uint16_t, uint32_t and uint64_t:
// vectors of the processor hold the more values the narrower these are.
template <typename Packed>
void FindAtMost(const Packed* values, uint32_t rows, Packed limit,
                BitPlane* at_most, Vectors vectors = WidestVectors());

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_COMPARE_H_
