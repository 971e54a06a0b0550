#include "services/matching/columns/row_bytes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sangam::matching {
namespace {

constexpr size_t kWords = BitPlane::kWords;

uint64_t FindAnywhere(const uint8_t* bytes, uint8_t wanted, uint64_t* words) {
  uint64_t any = 0;
  for (size_t i = 0; i < kWords; ++i) {
    uint64_t word = 0;
    for (size_t bit = 0; bit < 64; ++bit) {
      word |= uint64_t{bytes[i * 64 + bit] == wanted} << bit;
    }
    words[i] = word;
    any |= word;
  }
  return any;
}

uint8_t SplitAnywhere(const uint8_t* bytes, size_t bits,
                      BitPlane* const* planes) {
  uint8_t all = 0;
  for (size_t i = 0; i < kWords; ++i) {
    uint64_t words[8] = {};
    for (size_t row = 0; row < 64; ++row) {
      const uint8_t byte = bytes[i * 64 + row];
      all |= byte;
      for (size_t bit = 0; bit < bits; ++bit) {
        words[bit] |= uint64_t{byte >> bit & 1u} << row;
      }
    }
    for (size_t bit = 0; bit < bits; ++bit) planes[bit]->words[i] = words[bit];
  }
  return all;
}

#if defined(__x86_64__)

SANGAM_AVX2 uint64_t FindByAvx2(const uint8_t* bytes, uint8_t wanted,
                                uint64_t* words) {
  const auto* from = reinterpret_cast<const __m256i*>(bytes);
  const __m256i same = _mm256_set1_epi8(static_cast<char>(wanted));
  uint64_t any = 0;
  for (size_t i = 0; i < kWords; ++i) {
    const auto low = static_cast<uint32_t>(_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(_mm256_load_si256(from + 2 * i), same)));
    const auto high = static_cast<uint32_t>(_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(_mm256_load_si256(from + 2 * i + 1), same)));
    words[i] = low | uint64_t{high} << 32;
    any |= words[i];
  }
  return any;
}

// The bit that is asked for becomes the first of its byte.
SANGAM_AVX2 uint8_t SplitByAvx2(const uint8_t* bytes, size_t bits,
                                BitPlane* const* planes) {
  const auto* from = reinterpret_cast<const __m256i*>(bytes);
  __m256i all = _mm256_setzero_si256();
  for (size_t i = 0; i < kWords; ++i) {
    const __m256i low = _mm256_load_si256(from + 2 * i);
    const __m256i high = _mm256_load_si256(from + 2 * i + 1);
    all = _mm256_or_si256(all, _mm256_or_si256(low, high));
    for (size_t bit = 0; bit < bits; ++bit) {
      const __m128i by = _mm_cvtsi32_si128(7 - static_cast<int>(bit));
      const auto low_bits = static_cast<uint32_t>(
          _mm256_movemask_epi8(_mm256_sll_epi16(low, by)));
      const auto high_bits = static_cast<uint32_t>(
          _mm256_movemask_epi8(_mm256_sll_epi16(high, by)));
      planes[bit]->words[i] = low_bits | uint64_t{high_bits} << 32;
    }
  }
  alignas(32) uint8_t parts[32];
  _mm256_store_si256(reinterpret_cast<__m256i*>(parts), all);
  uint8_t joined = 0;
  for (const uint8_t part : parts) joined |= part;
  return joined;
}

SANGAM_AVX512 uint64_t FindByAvx512(const uint8_t* bytes, uint8_t wanted,
                                    uint64_t* words) {
  const __m512i same = _mm512_set1_epi8(static_cast<char>(wanted));
  uint64_t any = 0;
  for (size_t i = 0; i < kWords; ++i) {
    const uint64_t word =
        _mm512_cmpeq_epi8_mask(_mm512_load_si512(bytes + i * 64), same);
    words[i] = word;
    any |= word;
  }
  return any;
}

SANGAM_AVX512 uint8_t SplitByAvx512(const uint8_t* bytes, size_t bits,
                                    BitPlane* const* planes) {
  uint8_t all = 0;
  for (size_t bit = 0; bit < bits; ++bit) {
    const __m512i asked = _mm512_set1_epi8(static_cast<char>(1u << bit));
    uint64_t* words = planes[bit]->words;
    uint64_t any = 0;
    for (size_t i = 0; i < kWords; ++i) {
      const uint64_t word =
          _mm512_test_epi8_mask(_mm512_load_si512(bytes + i * 64), asked);
      words[i] = word;
      any |= word;
    }
    if (any != 0) all = static_cast<uint8_t>(all | 1u << bit);
  }
  return all;
}
#endif

using Find = uint64_t(const uint8_t* bytes, uint8_t wanted, uint64_t* words);

Find* FindBy(Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx2) return FindByAvx2;
  if (vectors == Vectors::kAvx512) return FindByAvx512;
#endif
  return FindAnywhere;
}

}  // namespace

void FindByte(const RowBytes& bytes, uint8_t wanted, BitPlane* plane,
              Vectors vectors) {
  FindBy(vectors)(bytes.of_row, wanted, plane->words);
}

uint64_t FindBytes(const RowBytes& bytes, size_t count, BitPlane* planes,
                   Vectors vectors) {
  Find* const find = FindBy(vectors);
  uint64_t found = 0;
  for (size_t byte = 0; byte < count; ++byte) {
    const uint64_t any =
        find(bytes.of_row, static_cast<uint8_t>(byte), planes[byte].words);
    if (any != 0) found |= uint64_t{1} << byte;
  }
  return found;
}

uint8_t SplitBits(const RowBytes& bytes, size_t bits, BitPlane* const* planes,
                  Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) {
    return SplitByAvx512(bytes.of_row, bits, planes);
  }
  if (vectors == Vectors::kAvx2) return SplitByAvx2(bytes.of_row, bits, planes);
#endif
  return SplitAnywhere(bytes.of_row, bits, planes);
}

}  // namespace sangam::matching
