#include "services/matching/columns/number_by_key.h"

#include <algorithm>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sangam::matching {
namespace {

// Of the rows from `first` on.
template <typename Packed>
bool FindFrom(uint32_t first, const PackedColumn& column,
              const std::vector<uint32_t>& dense, uint32_t* numbers) {
  const auto* packed = static_cast<const Packed*>(column.packed());
  const auto base = static_cast<uint64_t>(column.base());
  const uint64_t scale = column.scale();
  const uint64_t size = dense.size();
  const uint32_t* of_key = dense.data();
  const uint32_t rows = column.rows();
  uint32_t none = 0;
  for (uint32_t row = first; row < rows; ++row) {
    // A negative key is a large one.
    const uint64_t key = base + scale * packed[row];
    const uint32_t number = key < size ? of_key[key] : NumberByKey::kNone;
    numbers[row] = number;
    none |= number == NumberByKey::kNone ? 1 : 0;
  }
  return none != 0;
}

#if defined(__x86_64__)
// So many rows at once, as many as there are whole; how many rows that were.
constexpr uint32_t kAtOnce = 16;

SANGAM_AVX512 uint32_t GatherByAvx512(const uint16_t* packed, uint32_t rows,
                                      uint32_t base, uint32_t scale,
                                      const uint32_t* of_key, uint32_t size,
                                      uint32_t* numbers, bool* none) {
  const __m512i bases = _mm512_set1_epi32(static_cast<int>(base));
  const __m512i scales = _mm512_set1_epi32(static_cast<int>(scale));
  const __m512i sizes = _mm512_set1_epi32(static_cast<int>(size));
  const __m512i no_number = _mm512_set1_epi32(-1);
  uint32_t any = 0;
  uint32_t row = 0;
  for (; row + kAtOnce <= rows; row += kAtOnce) {
    const __m512i values = _mm512_maskz_cvtepu16_epi32(
        0xFFFF,
        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(packed + row)));
    const __m512i keys =
        _mm512_add_epi32(bases, _mm512_mullo_epi32(values, scales));
    const __m512i found = _mm512_mask_i32gather_epi32(
        no_number, _mm512_cmplt_epu32_mask(keys, sizes), keys, of_key,
        sizeof(uint32_t));
    _mm512_storeu_si512(numbers + row, found);
    any |= _mm512_cmpeq_epi32_mask(found, no_number);
  }
  *none = any != 0;
  return row;
}
#endif

template <typename Packed>
bool Find(const PackedColumn& column, const std::vector<uint32_t>& dense,
          uint32_t* numbers, Vectors) {
  return FindFrom<Packed>(0, column, dense, numbers);
}

// Texts and lists by their numbers, mostly.
template <>
bool Find<uint16_t>(const PackedColumn& column,
                    const std::vector<uint32_t>& dense, uint32_t* numbers,
                    Vectors vectors) {
#if defined(__x86_64__)
  constexpr int64_t kMost = std::numeric_limits<int32_t>::max();
  const int64_t base = column.base();
  if (vectors == Vectors::kAvx512 && base >= 0 && base <= kMost &&
      column.scale() <= static_cast<uint64_t>(kMost - base) / 0xFFFF &&
      dense.size() <= static_cast<size_t>(kMost)) {
    bool none = false;
    const uint32_t done = GatherByAvx512(
        static_cast<const uint16_t*>(column.packed()), column.rows(),
        static_cast<uint32_t>(base), static_cast<uint32_t>(column.scale()),
        dense.data(), static_cast<uint32_t>(dense.size()), numbers, &none);
    return FindFrom<uint16_t>(done, column, dense, numbers) || none;
  }
#endif
  return FindFrom<uint16_t>(0, column, dense, numbers);
}

// Of the few keys that eight bits can be, once each.
bool FindFew(const PackedColumn& column, const std::vector<uint32_t>& dense,
             uint32_t* numbers) {
  uint32_t of_packed[256];
  for (uint64_t packed = 0; packed < 256; ++packed) {
    const uint64_t key =
        static_cast<uint64_t>(column.base()) + column.scale() * packed;
    of_packed[packed] = key < dense.size() ? dense[key] : NumberByKey::kNone;
  }
  const auto* packed = static_cast<const uint8_t*>(column.packed());
  const uint32_t rows = column.rows();
  uint32_t none = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    const uint32_t number = of_packed[packed[row]];
    numbers[row] = number;
    none |= number == NumberByKey::kNone ? 1 : 0;
  }
  return none != 0;
}

}  // namespace

bool NumberByKey::FindAll(const PackedColumn& column, uint32_t* numbers,
                          Vectors vectors) const {
  switch (column.bits()) {
    case 8:
      return FindFew(column, dense_, numbers);
    case 16:
      return Find<uint16_t>(column, dense_, numbers, vectors);
    case 32:
      return Find<uint32_t>(column, dense_, numbers, vectors);
    case 64:
      return Find<uint64_t>(column, dense_, numbers, vectors);
    default:
      break;
  }
  // Of one bit or none: two keys at most.
  const auto number_of = [&](uint64_t packed) {
    const uint64_t key =
        static_cast<uint64_t>(column.base()) + column.scale() * packed;
    return key < dense_.size() ? dense_[key] : kNone;
  };
  if (column.bits() == 0) {
    std::fill_n(numbers, column.rows(), number_of(0));
    return number_of(0) == kNone;
  }
  const uint32_t of_bit[2] = {number_of(0), number_of(1)};
  const auto* words = static_cast<const uint64_t*>(column.packed());
  for (uint32_t row = 0; row < column.rows(); ++row) {
    numbers[row] = of_bit[words[row / 64] >> (row % 64) & 1];
  }
  return of_bit[0] == kNone || of_bit[1] == kNone;
}

uint32_t& NumberByKey::Slow(int64_t key) {
  if (key < 0 || key >= kMostDense) {
    return others_.emplace(key, kNone).first->second;
  }
  const auto at = static_cast<size_t>(key);
  dense_.resize(std::max(at + 1, 2 * dense_.size()), kNone);
  return dense_[at];
}

}  // namespace sangam::matching
