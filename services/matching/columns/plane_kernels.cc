#include "services/matching/columns/plane_kernels.h"

#include "services/matching/columns/each_processor.h"

namespace sangam::matching {

SANGAM_FOR_EACH_PROCESSOR
void Unite(const BitPlane* planes, uint64_t which, BitPlane* united) {
  // Stays in registers, so that only the sources are read.
  uint64_t words[BitPlane::kWords] = {};
  for (; which != 0; which &= which - 1) {
    const BitPlane& plane = planes[__builtin_ctzll(which)];
    for (size_t i = 0; i < BitPlane::kWords; ++i) words[i] |= plane.words[i];
  }
  for (size_t i = 0; i < BitPlane::kWords; ++i) united->words[i] = words[i];
}

SANGAM_FOR_EACH_PROCESSOR
bool Keep(const BitPlane& all, const BitPlane& plane, bool in_plane,
          BitPlane* kept) {
  const uint64_t turn = in_plane ? 0 : ~uint64_t{0};
  uint64_t any = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    const uint64_t word = all.words[i] & (plane.words[i] ^ turn);
    kept->words[i] = word;
    any |= word;
  }
  return any != 0;
}

// Exchanges ever smaller squares on both sides of the diagonal.
SANGAM_FOR_EACH_PROCESSOR
void Transpose(BitSquares* squares) {
  uint64_t mask = ~uint64_t{0} >> 32;
  for (size_t half = 32; half != 0; half /= 2, mask ^= mask << half) {
    for (size_t first = 0; first < 64; first += 2 * half) {
      for (size_t row = first; row < first + half; ++row) {
        uint64_t* upper = squares->rows[row];
        uint64_t* lower = squares->rows[row + half];
        for (size_t i = 0; i < BitSquares::kSquares; ++i) {
          const uint64_t turn = ((upper[i] >> half) ^ lower[i]) & mask;
          upper[i] ^= turn << half;
          lower[i] ^= turn;
        }
      }
    }
  }
}

}  // namespace sangam::matching
