#include "services/matching/columns/number_compare.h"

#include <cstring>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "services/matching/columns/each_processor.h"

namespace sangam::matching {
namespace {

SANGAM_FOR_EACH_PROCESSOR
void FindBounds(const int64_t* values, uint32_t rows, int64_t* least,
                int64_t* most) {
  int64_t low = values[0];
  int64_t high = values[0];
  for (uint32_t row = 1; row < rows; ++row) {
    low = values[row] < low ? values[row] : low;
    high = values[row] > high ? values[row] : high;
  }
  *least = low;
  *most = high;
}

SANGAM_FOR_EACH_PROCESSOR
void ToDistances(const int64_t* values, uint32_t rows, int64_t least,
                 int32_t* distances) {
  for (uint32_t row = 0; row < rows; ++row) {
    distances[row] = static_cast<int32_t>(values[row] - least);
  }
}

void CompareAnywhere(const int32_t* distances, int32_t limit, BitPlane* less) {
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    uint64_t word = 0;
    for (size_t bit = 0; bit < 64; ++bit) {
      word |= uint64_t{distances[i * 64 + bit] < limit} << bit;
    }
    less->words[i] = word;
  }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void CompareByAvx2(const int32_t* distances,
                                                   int32_t limit,
                                                   BitPlane* less) {
  const __m256i limits = _mm256_set1_epi32(limit);
  auto* bytes = reinterpret_cast<uint8_t*>(less->words);
  for (size_t i = 0; i < BitPlane::kWords * 8; ++i) {
    const __m256i eight =
        _mm256_load_si256(reinterpret_cast<const __m256i*>(distances + i * 8));
    bytes[i] = static_cast<uint8_t>(_mm256_movemask_ps(
        _mm256_castsi256_ps(_mm256_cmpgt_epi32(limits, eight))));
  }
}
#endif

using CompareFunction = void (*)(const int32_t*, int32_t, BitPlane*);

CompareFunction ChooseCompare() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return &CompareByAvx2;
#endif
  return &CompareAnywhere;
}

}  // namespace

bool NarrowNumbers::Set(const int64_t* values, uint32_t rows) {
  FindBounds(values, rows, &least_, &most_);
  const uint64_t spread =
      static_cast<uint64_t>(most_) - static_cast<uint64_t>(least_);
  if (spread >= uint64_t{std::numeric_limits<int32_t>::max()}) return false;
  ToDistances(values, rows, least_, distances_);
  return true;
}

void NarrowNumbers::LessThanDistance(int64_t distance, BitPlane* less) const {
  static const CompareFunction kCompare = ChooseCompare();
  kCompare(distances_, static_cast<int32_t>(distance), less);
}

void NarrowNumbers::Less(int64_t limit, BitPlane* less) const {
  if (limit <= least_) {
    *less = BitPlane();
  } else if (limit > most_) {
    std::memset(less->words, 0xFF, sizeof(less->words));
  } else {
    LessThanDistance(limit - least_, less);
  }
}

void NarrowNumbers::AtMost(int64_t limit, BitPlane* at_most) const {
  if (limit < least_) {
    *at_most = BitPlane();
  } else if (limit >= most_) {
    std::memset(at_most->words, 0xFF, sizeof(at_most->words));
  } else {
    LessThanDistance(limit - least_ + 1, at_most);
  }
}

}  // namespace sangam::matching
