// A bit for each row of a block.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_BIT_PLANE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_BIT_PLANE_H_

#include <cstddef>
#include <cstdint>

#include "services/matching/columns/subject_block.h"

namespace sangam::matching {

// Row r is bit r % 64 of word r / 64.
struct alignas(64) BitPlane {
  static constexpr size_t kWords = SubjectBlock::kMostRows / 64;

  uint64_t words[kWords] = {};

  bool Has(uint32_t row) const {
    return (words[row / 64] >> (row % 64) & 1) != 0;
  }
  void Set(uint32_t row) { words[row / 64] |= uint64_t{1} << (row % 64); }
  void Clear(uint32_t row) { words[row / 64] &= ~(uint64_t{1} << (row % 64)); }

  bool IsZero() const {
    uint64_t any = 0;
    for (uint64_t word : words) any |= word;
    return any == 0;
  }

  BitPlane& operator|=(const BitPlane& other) {
    for (size_t i = 0; i < kWords; ++i) words[i] |= other.words[i];
    return *this;
  }
  BitPlane& operator&=(const BitPlane& other) {
    for (size_t i = 0; i < kWords; ++i) words[i] &= other.words[i];
    return *this;
  }
  // Takes the rows of `other` out.
  BitPlane& operator-=(const BitPlane& other) {
    for (size_t i = 0; i < kWords; ++i) words[i] &= ~other.words[i];
    return *this;
  }
  friend BitPlane operator|(const BitPlane& a, const BitPlane& b) {
    BitPlane result = a;
    return result |= b;
  }
  friend BitPlane operator&(const BitPlane& a, const BitPlane& b) {
    BitPlane result = a;
    return result &= b;
  }
  friend BitPlane operator-(const BitPlane& a, const BitPlane& b) {
    BitPlane result = a;
    return result -= b;
  }

  // The first rows, so many.
  static BitPlane FirstRows(uint32_t rows) {
    BitPlane plane;
    for (uint32_t i = 0; i < rows / 64; ++i) plane.words[i] = ~uint64_t{0};
    if (rows % 64 != 0) {
      plane.words[rows / 64] = (uint64_t{1} << (rows % 64)) - 1;
    }
    return plane;
  }
};

// Calls `visit` with each row of the plane, in order.
template <typename Visit>
void ForEachRow(const BitPlane& plane, const Visit& visit) {
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    for (uint64_t word = plane.words[i]; word != 0; word &= word - 1) {
      visit(static_cast<uint32_t>(i * 64) +
            static_cast<uint32_t>(__builtin_ctzll(word)));
    }
  }
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_BIT_PLANE_H_
