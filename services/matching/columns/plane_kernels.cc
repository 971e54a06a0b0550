#include "services/matching/columns/plane_kernels.h"

namespace sangam::matching {
namespace {

// Stays in registers, so that only the sources are read.
template <size_t kBytes>
inline __attribute__((always_inline)) void UniteBy(const BitPlane* planes,
                                                   uint64_t which,
                                                   BitPlane* united) {
  using Vector = typename VectorOf<kBytes>::Type;
  constexpr size_t kVectors = sizeof(BitPlane) / kBytes;
  Vector rows[kVectors] = {};
  for (; which != 0; which &= which - 1) {
    const auto* from =
        reinterpret_cast<const Vector*>(planes[__builtin_ctzll(which)].words);
    for (size_t i = 0; i < kVectors; ++i) rows[i] |= from[i];
  }
  auto* to = reinterpret_cast<Vector*>(united->words);
  for (size_t i = 0; i < kVectors; ++i) to[i] = rows[i];
}

template <size_t kBytes>
inline __attribute__((always_inline)) void UniteOfFoursBy(
    const BitPlane* of_fours, size_t fours, uint64_t which, BitPlane* united) {
  using Vector = typename VectorOf<kBytes>::Type;
  constexpr size_t kVectors = sizeof(BitPlane) / kBytes;
  Vector rows[kVectors] = {};
  for (size_t four = 0; four < fours; ++four, which >>= 4) {
    const auto* from = reinterpret_cast<const Vector*>(
        of_fours[four * kOfFour + which % kOfFour].words);
    for (size_t i = 0; i < kVectors; ++i) rows[i] |= from[i];
  }
  auto* to = reinterpret_cast<Vector*>(united->words);
  for (size_t i = 0; i < kVectors; ++i) to[i] = rows[i];
}

template <size_t kBytes>
inline __attribute__((always_inline)) void UniteEachBy(
    const BitPlane* planes, const uint64_t* which, size_t count,
    BitPlane* const* united) {
  for (size_t i = 0; i < count; ++i) {
    UniteBy<kBytes>(planes, which[i], united[i]);
  }
}

template <size_t kBytes>
inline __attribute__((always_inline)) void UniteEachOfFoursBy(
    const BitPlane* of_fours, size_t fours, const uint64_t* which, size_t count,
    BitPlane* const* united) {
  for (size_t i = 0; i < count; ++i) {
    UniteOfFoursBy<kBytes>(of_fours, fours, which[i], united[i]);
  }
}

void GatherAnywhere(const uint64_t* words, const uint32_t* codes,
                    BitSquares* squares, uint64_t* any) {
  uint64_t all[kWordsAtOnce] = {};
  for (size_t square = 0; square < BitSquares::kSquares; ++square) {
    for (size_t i = 0; i < 64; ++i) {
      const uint64_t* from = words + kWordsAtOnce * codes[square * 64 + i];
      for (size_t w = 0; w < kWordsAtOnce; ++w) {
        squares[w].rows[i][square] = from[w];
        all[w] |= from[w];
      }
    }
  }
  for (size_t w = 0; w < kWordsAtOnce; ++w) any[w] |= all[w];
}

// Exchanges ever smaller squares on both sides of the diagonal.
template <size_t kBytes>
inline __attribute__((always_inline)) void TransposeBy(BitSquares* squares) {
  using Vector = typename VectorOf<kBytes>::Type;
  constexpr size_t kVectors = sizeof(squares->rows[0]) / kBytes;
  uint64_t mask = ~uint64_t{0} >> 32;
  for (int half = 32; half != 0; half /= 2, mask ^= mask << half) {
    for (int first = 0; first < 64; first += 2 * half) {
      for (int row = first; row < first + half; ++row) {
        auto* upper = reinterpret_cast<Vector*>(squares->rows[row]);
        auto* lower = reinterpret_cast<Vector*>(squares->rows[row + half]);
        for (size_t i = 0; i < kVectors; ++i) {
          const Vector turn = ((upper[i] >> half) ^ lower[i]) & mask;
          upper[i] ^= turn << half;
          lower[i] ^= turn;
        }
      }
    }
  }
}

#if defined(__x86_64__)
SANGAM_AVX2 void UniteByAvx2(const BitPlane* planes, uint64_t which,
                             BitPlane* united) {
  UniteBy<32>(planes, which, united);
}
SANGAM_AVX512 void UniteByAvx512(const BitPlane* planes, uint64_t which,
                                 BitPlane* united) {
  UniteBy<64>(planes, which, united);
}
SANGAM_AVX2 void UniteEachByAvx2(const BitPlane* planes, const uint64_t* which,
                                 size_t count, BitPlane* const* united) {
  UniteEachBy<32>(planes, which, count, united);
}
SANGAM_AVX512 void UniteEachByAvx512(const BitPlane* planes,
                                     const uint64_t* which, size_t count,
                                     BitPlane* const* united) {
  UniteEachBy<64>(planes, which, count, united);
}
SANGAM_AVX2 void UniteOfFoursByAvx2(const BitPlane* of_fours, size_t fours,
                                    uint64_t which, BitPlane* united) {
  UniteOfFoursBy<32>(of_fours, fours, which, united);
}
SANGAM_AVX512 void UniteOfFoursByAvx512(const BitPlane* of_fours, size_t fours,
                                        uint64_t which, BitPlane* united) {
  UniteOfFoursBy<64>(of_fours, fours, which, united);
}
SANGAM_AVX2 void UniteEachOfFoursByAvx2(const BitPlane* of_fours, size_t fours,
                                        const uint64_t* which, size_t count,
                                        BitPlane* const* united) {
  UniteEachOfFoursBy<32>(of_fours, fours, which, count, united);
}
SANGAM_AVX512 void UniteEachOfFoursByAvx512(const BitPlane* of_fours,
                                            size_t fours, const uint64_t* which,
                                            size_t count,
                                            BitPlane* const* united) {
  UniteEachOfFoursBy<64>(of_fours, fours, which, count, united);
}
// Two rows to a vector; of four such rows first all words 0 and 1 come
// together, or all words 2 and 3, then of all eight the same word.
SANGAM_AVX512 void GatherByAvx512(const uint64_t* words, const uint32_t* codes,
                                  BitSquares* squares, uint64_t* any) {
  using Four = VectorOf<32>::Type;
  using Eight = VectorOf<64>::Type;
  Eight all[kWordsAtOnce] = {};
  for (size_t i = 0; i < 64; ++i) {
    Eight two[4];
    for (size_t j = 0; j < 4; ++j) {
      Four rows[2];
      for (size_t k = 0; k < 2; ++k) {
        const uint32_t code = codes[(2 * j + k) * 64 + i];
        __builtin_memcpy(&rows[k], words + kWordsAtOnce * code,
                         sizeof(rows[k]));
      }
      two[j] =
          __builtin_shufflevector(rows[0], rows[1], 0, 1, 2, 3, 4, 5, 6, 7);
    }
    Eight first[2];
    Eight last[2];
    for (size_t j = 0; j < 2; ++j) {
      first[j] = __builtin_shufflevector(two[2 * j], two[2 * j + 1], 0, 4, 8,
                                         12, 1, 5, 9, 13);
      last[j] = __builtin_shufflevector(two[2 * j], two[2 * j + 1], 2, 6, 10,
                                        14, 3, 7, 11, 15);
    }
    const Eight by_word[kWordsAtOnce] = {
        __builtin_shufflevector(first[0], first[1], 0, 1, 2, 3, 8, 9, 10, 11),
        __builtin_shufflevector(first[0], first[1], 4, 5, 6, 7, 12, 13, 14, 15),
        __builtin_shufflevector(last[0], last[1], 0, 1, 2, 3, 8, 9, 10, 11),
        __builtin_shufflevector(last[0], last[1], 4, 5, 6, 7, 12, 13, 14, 15)};
    for (size_t w = 0; w < kWordsAtOnce; ++w) {
      *reinterpret_cast<Eight*>(squares[w].rows[i]) = by_word[w];
      all[w] |= by_word[w];
    }
  }
  for (size_t w = 0; w < kWordsAtOnce; ++w) {
    for (size_t i = 0; i < BitSquares::kSquares; ++i) any[w] |= all[w][i];
  }
}

SANGAM_AVX2 void TransposeByAvx2(BitSquares* squares) {
  TransposeBy<32>(squares);
}
SANGAM_AVX512 void TransposeByAvx512(BitSquares* squares) {
  TransposeBy<64>(squares);
}
#endif

}  // namespace

void Unite(const BitPlane* planes, uint64_t which, BitPlane* united,
           Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) return UniteByAvx512(planes, which, united);
  if (vectors == Vectors::kAvx2) return UniteByAvx2(planes, which, united);
#endif
  UniteBy<16>(planes, which, united);
}

void UniteEach(const BitPlane* planes, const uint64_t* which, size_t count,
               BitPlane* const* united, Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) {
    return UniteEachByAvx512(planes, which, count, united);
  }
  if (vectors == Vectors::kAvx2) {
    return UniteEachByAvx2(planes, which, count, united);
  }
#endif
  UniteEachBy<16>(planes, which, count, united);
}

void UniteFours(const BitPlane* planes, size_t count, BitPlane* of_fours) {
  for (size_t four = 0; four < FoursOf(count); ++four) {
    BitPlane* of_four = of_fours + four * kOfFour;
    of_four[0] = BitPlane();
    for (size_t which = 1; which < kOfFour; ++which) {
      const size_t last =
          four * 4 + static_cast<size_t>(__builtin_ctzll(which));
      of_four[which] = of_four[which & (which - 1)];
      if (last < count) of_four[which] |= planes[last];
    }
  }
}

void UniteOfFours(const BitPlane* of_fours, size_t fours, uint64_t which,
                  BitPlane* united, Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) {
    return UniteOfFoursByAvx512(of_fours, fours, which, united);
  }
  if (vectors == Vectors::kAvx2) {
    return UniteOfFoursByAvx2(of_fours, fours, which, united);
  }
#endif
  UniteOfFoursBy<16>(of_fours, fours, which, united);
}

void UniteEachOfFours(const BitPlane* of_fours, size_t fours,
                      const uint64_t* which, size_t count,
                      BitPlane* const* united, Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) {
    return UniteEachOfFoursByAvx512(of_fours, fours, which, count, united);
  }
  if (vectors == Vectors::kAvx2) {
    return UniteEachOfFoursByAvx2(of_fours, fours, which, count, united);
  }
#endif
  UniteEachOfFoursBy<16>(of_fours, fours, which, count, united);
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

void GatherWords(const uint64_t* words, const uint32_t* codes,
                 BitSquares* squares, uint64_t* any, Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) {
    return GatherByAvx512(words, codes, squares, any);
  }
#endif
  GatherAnywhere(words, codes, squares, any);
}

void Transpose(BitSquares* squares, Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx512) return TransposeByAvx512(squares);
  if (vectors == Vectors::kAvx2) return TransposeByAvx2(squares);
#endif
  TransposeBy<16>(squares);
}

}  // namespace sangam::matching
