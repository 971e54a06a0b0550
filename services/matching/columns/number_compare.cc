#include "services/matching/columns/number_compare.h"

#include <algorithm>
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
void Narrow(const int64_t* values, uint32_t rows, int64_t least, uint32_t* to) {
  for (uint32_t row = 0; row < rows; ++row) {
    to[row] = static_cast<uint32_t>(static_cast<uint64_t>(values[row]) -
                                    static_cast<uint64_t>(least));
  }
}

template <typename Packed>
uint64_t WordAnywhere(const Packed* values, Packed limit) {
  uint64_t word = 0;
  for (size_t bit = 0; bit < 64; ++bit) {
    word |= uint64_t{values[bit] <= limit} << bit;
  }
  return word;
}

#if defined(__x86_64__)
#define SANGAM_AVX2 __attribute__((target("avx2")))

SANGAM_AVX2 inline __m256i Eight(const void* values, size_t at) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(values) + at);
}

SANGAM_AVX2 inline uint32_t BitsOfBytes(__m256i bytes) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(bytes));
}

// There is no unsigned comparison: v <= limit where the lesser of both is v.
SANGAM_AVX2 inline uint32_t Rows32(const uint8_t* values, __m256i limit) {
  const __m256i v = Eight(values, 0);
  return BitsOfBytes(_mm256_cmpeq_epi8(_mm256_min_epu8(v, limit), v));
}

// Packing goes by halves of the vectors, so the parts are put in order again.
SANGAM_AVX2 inline uint32_t Rows32(const uint16_t* values, __m256i limit) {
  const __m256i a = Eight(values, 0);
  const __m256i b = Eight(values, 1);
  const __m256i both =
      _mm256_packs_epi16(_mm256_cmpeq_epi16(_mm256_min_epu16(a, limit), a),
                         _mm256_cmpeq_epi16(_mm256_min_epu16(b, limit), b));
  return BitsOfBytes(_mm256_permute4x64_epi64(both, 0xD8));
}

SANGAM_AVX2 inline uint32_t Rows32(const uint32_t* values, __m256i limit) {
  __m256i found[4];
  for (size_t i = 0; i < 4; ++i) {
    const __m256i v = Eight(values, i);
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
    const __m256i v = _mm256_xor_si256(Eight(values, i), first_bit);
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

bool HasAvx2() {
  static const bool kHasAvx2 = __builtin_cpu_supports("avx2") != 0;
  return kHasAvx2;
}
#endif

template <typename Packed>
void FindWords(const Packed* values, size_t words, Packed limit, uint64_t* to) {
#if defined(__x86_64__)
  if (HasAvx2()) {
    WordsByAvx2(values, words, limit, to);
    return;
  }
#endif
  for (size_t i = 0; i < words; ++i) {
    to[i] = WordAnywhere(values + i * 64, limit);
  }
}

}  // namespace

template <typename Packed>
void FindAtMost(const Packed* values, uint32_t rows, Packed limit,
                BitPlane* at_most) {
  const size_t words = rows / 64;
  FindWords(values, words, limit, at_most->words);
  if (rows % 64 == 0) return;
  // Past the last row there may be nothing to read.
  Packed last[64] = {};
  std::copy_n(values + words * 64, rows % 64, last);
  FindWords(last, 1, limit, at_most->words + words);
}

template void FindAtMost(const uint8_t*, uint32_t, uint8_t, BitPlane*);
template void FindAtMost(const uint16_t*, uint32_t, uint16_t, BitPlane*);
template void FindAtMost(const uint32_t*, uint32_t, uint32_t, BitPlane*);
template void FindAtMost(const uint64_t*, uint32_t, uint64_t, BitPlane*);

void ComparedNumbers::Refer(const PackedColumn& column) {
  packed_ = column.packed();
  rows_ = column.rows();
  bits_ = column.bits();
  base_ = column.base();
  scale_ = column.scale();
}

void ComparedNumbers::Set(const int64_t* values, uint32_t rows) {
  int64_t most = 0;
  FindBounds(values, rows, &base_, &most);
  packed_ = own_;
  rows_ = rows;
  scale_ = 1;
  const uint64_t spread =
      static_cast<uint64_t>(most) - static_cast<uint64_t>(base_);
  if (spread <= std::numeric_limits<uint32_t>::max()) {
    bits_ = 32;
    Narrow(values, rows, base_, reinterpret_cast<uint32_t*>(own_));
    return;
  }
  bits_ = 64;
  for (uint32_t row = 0; row < rows; ++row) {
    own_[row] =
        static_cast<uint64_t>(values[row]) - static_cast<uint64_t>(base_);
  }
}

void ComparedNumbers::Less(int64_t limit, BitPlane* less) const {
  if (limit <= base_) {
    *less = BitPlane();
  } else {
    AtMost(limit - 1, less);
  }
}

void ComparedNumbers::AtMost(int64_t limit, BitPlane* at_most) const {
  if (limit < base_) {
    *at_most = BitPlane();
    return;
  }
  const uint64_t distance =
      static_cast<uint64_t>(limit) - static_cast<uint64_t>(base_);
  const uint64_t packed = scale_ == 1 ? distance : distance / scale_;
  if (bits_ < 64 && packed >= (uint64_t{1} << bits_) - 1) {
    std::fill_n(at_most->words, BitPlane::kWords, ~uint64_t{0});
    return;
  }
  switch (bits_) {
    case 1: {
      const auto* ones = static_cast<const uint64_t*>(packed_);
      for (size_t i = 0; i < (rows_ + 63) / 64; ++i) {
        at_most->words[i] = ~ones[i];
      }
      return;
    }
    case 8:
      FindAtMost(static_cast<const uint8_t*>(packed_), rows_,
                 static_cast<uint8_t>(packed), at_most);
      return;
    case 16:
      FindAtMost(static_cast<const uint16_t*>(packed_), rows_,
                 static_cast<uint16_t>(packed), at_most);
      return;
    case 32:
      FindAtMost(static_cast<const uint32_t*>(packed_), rows_,
                 static_cast<uint32_t>(packed), at_most);
      return;
    default:
      FindAtMost(static_cast<const uint64_t*>(packed_), rows_, packed, at_most);
  }
}

}  // namespace sangam::matching
