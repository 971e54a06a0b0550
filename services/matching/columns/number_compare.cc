#include "services/matching/columns/number_compare.h"

#include <algorithm>
#include <limits>

#include "services/matching/index/each_processor.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sangam::matching {
namespace {

// A bit for each of 64 values: whether it is not greater.
template <typename Packed>
uint64_t WordAnywhere(const Packed* values, Packed limit) {
  uint64_t word = 0;
  for (size_t bit = 0; bit < 64; ++bit) {
    word |= uint64_t{values[bit] <= limit} << bit;
  }
  return word;
}

#if defined(__x86_64__)

SANGAM_AVX2 inline __m256i VectorAt(const void* values, size_t at) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(values) + at);
}

SANGAM_AVX2 inline uint32_t BitsOfBytes(__m256i bytes) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(bytes));
}

// There is no unsigned comparison: v <= limit where the lesser of both is v.
SANGAM_AVX2 inline uint32_t Rows32(const uint8_t* values, __m256i limit) {
  const __m256i v = VectorAt(values, 0);
  return BitsOfBytes(_mm256_cmpeq_epi8(_mm256_min_epu8(v, limit), v));
}

// Packing goes by halves of the vectors, so the parts are put in order again.
SANGAM_AVX2 inline uint32_t Rows32(const uint16_t* values, __m256i limit) {
  const __m256i a = VectorAt(values, 0);
  const __m256i b = VectorAt(values, 1);
  const __m256i both =
      _mm256_packs_epi16(_mm256_cmpeq_epi16(_mm256_min_epu16(a, limit), a),
                         _mm256_cmpeq_epi16(_mm256_min_epu16(b, limit), b));
  return BitsOfBytes(_mm256_permute4x64_epi64(both, 0xD8));
}

SANGAM_AVX2 inline uint32_t Rows32(const uint32_t* values, __m256i limit) {
  __m256i found[4];
  for (size_t i = 0; i < 4; ++i) {
    const __m256i v = VectorAt(values, i);
    found[i] = _mm256_cmpeq_epi32(_mm256_min_epu32(v, limit), v);
  }
  const __m256i all =
      _mm256_packs_epi16(_mm256_packs_epi32(found[0], found[1]),
                         _mm256_packs_epi32(found[2], found[3]));
  return BitsOfBytes(_mm256_permutevar8x32_epi32(
      all, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7)));
}

// Signed, so both have their first bit turned; the limit comes like that.
SANGAM_AVX2 inline uint32_t Rows32(const uint64_t* values, __m256i limit) {
  const __m256i first_bit =
      _mm256_set1_epi64x(std::numeric_limits<int64_t>::min());
  uint32_t greater = 0;
  for (size_t i = 0; i < 8; ++i) {
    const __m256i v = _mm256_xor_si256(VectorAt(values, i), first_bit);
    greater |= static_cast<uint32_t>(_mm256_movemask_pd(
                   _mm256_castsi256_pd(_mm256_cmpgt_epi64(v, limit))))
               << (4 * i);
  }
  return ~greater;
}

SANGAM_AVX2 inline __m256i Repeated(uint8_t limit) {
  return _mm256_set1_epi8(static_cast<char>(limit));
}
SANGAM_AVX2 inline __m256i Repeated(uint16_t limit) {
  return _mm256_set1_epi16(static_cast<int16_t>(limit));
}
SANGAM_AVX2 inline __m256i Repeated(uint32_t limit) {
  return _mm256_set1_epi32(static_cast<int32_t>(limit));
}
SANGAM_AVX2 inline __m256i Repeated(uint64_t limit) {
  return _mm256_set1_epi64x(static_cast<int64_t>(limit ^ (uint64_t{1} << 63)));
}

template <typename Packed>
SANGAM_AVX2 void WordsByAvx2(const Packed* values, size_t words, Packed limit,
                             uint64_t* to) {
  const __m256i limits = Repeated(limit);
  for (size_t i = 0; i < words; ++i) {
    const uint64_t low = Rows32(values + i * 64, limits);
    to[i] = low | uint64_t{Rows32(values + i * 64 + 32, limits)} << 32;
  }
}

// Here each comparison gives its bits at once.
SANGAM_AVX512 inline uint64_t Rows64(const uint8_t* values, uint8_t limit) {
  return _mm512_cmple_epu8_mask(_mm512_loadu_si512(values),
                                _mm512_set1_epi8(static_cast<char>(limit)));
}

SANGAM_AVX512 inline uint64_t Rows64(const uint16_t* values, uint16_t limit) {
  const __m512i limits = _mm512_set1_epi16(static_cast<int16_t>(limit));
  uint64_t rows = 0;
  for (size_t i = 0; i < 2; ++i) {
    const __m512i v = _mm512_loadu_si512(values + i * 32);
    rows |= uint64_t{_mm512_cmple_epu16_mask(v, limits)} << (i * 32);
  }
  return rows;
}

SANGAM_AVX512 inline uint64_t Rows64(const uint32_t* values, uint32_t limit) {
  const __m512i limits = _mm512_set1_epi32(static_cast<int32_t>(limit));
  uint64_t rows = 0;
  for (size_t i = 0; i < 4; ++i) {
    const __m512i v = _mm512_loadu_si512(values + i * 16);
    rows |= uint64_t{_mm512_cmple_epu32_mask(v, limits)} << (i * 16);
  }
  return rows;
}

SANGAM_AVX512 inline uint64_t Rows64(const uint64_t* values, uint64_t limit) {
  const __m512i limits = _mm512_set1_epi64(static_cast<int64_t>(limit));
  uint64_t rows = 0;
  for (size_t i = 0; i < 8; ++i) {
    const __m512i v = _mm512_loadu_si512(values + i * 8);
    rows |= uint64_t{_mm512_cmple_epu64_mask(v, limits)} << (i * 8);
  }
  return rows;
}

template <typename Packed>
SANGAM_AVX512 void WordsByAvx512(const Packed* values, size_t words,
                                 Packed limit, uint64_t* to) {
  for (size_t i = 0; i < words; ++i) to[i] = Rows64(values + i * 64, limit);
}
#endif

template <typename Packed>
void WordsAnywhere(const Packed* values, size_t words, Packed limit,
                   uint64_t* to) {
  for (size_t i = 0; i < words; ++i) {
    to[i] = WordAnywhere(values + i * 64, limit);
  }
}

// By something that does so for whole words.
template <typename Packed>
void FindBy(void (*find_words)(const Packed*, size_t, Packed, uint64_t*),
            const Packed* values, uint32_t rows, Packed limit,
            BitPlane* at_most) {
  const size_t words = rows / 64;
  find_words(values, words, limit, at_most->words);
  if (rows % 64 == 0) return;
  // Past the last row there may be nothing to read.
  Packed last[64] = {};
  std::copy_n(values + words * 64, rows % 64, last);
  find_words(last, 1, limit, at_most->words + words);
}

}  // namespace

template <typename Packed>
void FindAtMost(const Packed* values, uint32_t rows, Packed limit,
                BitPlane* at_most, Vectors vectors) {
  auto* find_words = WordsAnywhere<Packed>;
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx2) find_words = WordsByAvx2<Packed>;
  if (vectors == Vectors::kAvx512) find_words = WordsByAvx512<Packed>;
#endif
  FindBy(find_words, values, rows, limit, at_most);
}

template void FindAtMost(const uint8_t*, uint32_t, uint8_t, BitPlane*, Vectors);
template void FindAtMost(const uint16_t*, uint32_t, uint16_t, BitPlane*,
                         Vectors);
template void FindAtMost(const uint32_t*, uint32_t, uint32_t, BitPlane*,
                         Vectors);
template void FindAtMost(const uint64_t*, uint32_t, uint64_t, BitPlane*,
                         Vectors);

}  // namespace sangam::matching
