// Planes of what is said of each row in a byte.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_ROW_BYTES_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_ROW_BYTES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {

// A byte for each row of a block.
struct RowBytes {
  alignas(64) uint8_t of_row[SubjectBlock::kMostRows] = {};

  // Of the rows past the last.
  void FillRest(uint32_t rows, uint8_t byte) {
    std::fill(of_row + rows, of_row + SubjectBlock::kMostRows, byte);
  }
};

// The rows that have the byte 0, then those that have 1, and so on: a plane for
// each of so many bytes, at most 64. A bit for each plane that has any row.
uint64_t FindBytes(const RowBytes& bytes, size_t count, BitPlane* planes,
                   Vectors vectors = WidestVectors());

// The rows that have this byte.
void FindByte(const RowBytes& bytes, uint8_t wanted, BitPlane* plane,
              Vectors vectors = WidestVectors());

// The rows whose byte has its first bit, its second, ...: a plane for each of
// so many bits, at most 8. A bit for each plane that has any row; the others
// are anything.
uint8_t SplitBits(const RowBytes& bytes, size_t bits, BitPlane* const* planes,
                  Vectors vectors = WidestVectors());

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_ROW_BYTES_H_
