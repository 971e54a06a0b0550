#include "services/matching/index/verdict_kernel.h"

#include <cstring>

#include "services/matching/index/bit_rows.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

constexpr size_t kWordsPerLine = 8;
// So many words of long rows are fetched ahead: rows are read side by side, too
// many of them for the processor to foresee.
constexpr size_t kWordsAhead = 2 * BitRows::kWordsPerTile;
// Rows up to this length stay near the processor from one subject to the next.
constexpr size_t kWordsInCache = 96;

// Goes through the conjuncts a step at a time, and for each step through all
// rows, so that what is counted stays in registers.
template <size_t kBytes>
class Fold {
 public:
  Fold(const ConjunctLayout& layout, const VerdictRows& rows,
       const KernelPlanes& planes)
      : layout_(layout), rows_(rows), planes_(planes) {}

  inline __attribute__((always_inline)) void Run() const {
    uint64_t* const planes[kPlanes] = {planes_.holds, planes_.unknown,
                                       planes_.near, planes_.open,
                                       planes_.open_near};
    for (uint64_t* plane : planes) {
      std::memset(plane, 0, layout_.plane_words() * sizeof(uint64_t));
    }
    const uint32_t* const blocks = layout_.block_of_strip().data();
    const size_t words = layout_.words();
    const bool is_long = words > kWordsInCache;
    for (size_t word = 0; word < words; word += kWords) {
      alignas(64) uint64_t found[kPlanes][kWords];
      Step(word, is_long && word + kWordsAhead < words, found);
      for (size_t i = 0; i < kWords; i += ConjunctLayout::kWordsPerStrip) {
        const size_t at = blocks[(word + i) / ConjunctLayout::kWordsPerStrip] *
                          ConjunctLayout::kWordsPerStrip;
        for (size_t plane = 0; plane < kPlanes; ++plane) {
          OrStrip(found[plane] + i, planes[plane] + at);
        }
      }
    }
  }

 private:
  using Vector = typename VectorOf<kBytes>::Type;
  using Strip = typename VectorOf<(kBytes < 32 ? kBytes : 32)>::Type;

  static constexpr size_t kPlanes = 5;
  static constexpr size_t kVectors = 2;
  static constexpr size_t kWords = kVectors * kBytes / sizeof(uint64_t);
  static_assert(kWords % ConjunctLayout::kWordsPerStrip == 0);
  static_assert(BitRows::kWordsPerTile % kWords == 0);

  static const Vector* At(const uint64_t* row, size_t word) {
    return reinterpret_cast<const Vector*>(row + word);
  }
  static inline __attribute__((always_inline)) void Fetch(const uint64_t* row,
                                                          size_t word) {
    for (size_t i = 0; i < kWords; i += kWordsPerLine) {
      __builtin_prefetch(row + word + kWordsAhead + i);
    }
  }
  static inline __attribute__((always_inline)) void OrStrip(
      const uint64_t* from, uint64_t* to) {
    constexpr size_t kEach = sizeof(Strip) / sizeof(uint64_t);
    for (size_t i = 0; i < ConjunctLayout::kWordsPerStrip; i += kEach) {
      *reinterpret_cast<Strip*>(to + i) |=
          *reinterpret_cast<const Strip*>(from + i);
    }
  }

  inline __attribute__((always_inline)) void Step(
      size_t word, bool fetches, uint64_t (*found)[kWords]) const {
    // Failed by one attribute or more, and by more than a changeable one.
    Vector ones[kVectors];
    Vector twos[kVectors];
    Vector unknown[kVectors] = {};
    Vector residual[kVectors] = {};
    for (size_t i = 0; i < kVectors; ++i) ones[i] = At(rows_.absent, word)[i];
    for (const uint64_t* row : rows_.fixed_fails) {
      if (fetches) Fetch(row, word);
      for (size_t i = 0; i < kVectors; ++i) ones[i] |= At(row, word)[i];
    }
    for (size_t i = 0; i < kVectors; ++i) twos[i] = ones[i];
    for (const uint64_t* row : rows_.changeable_fails) {
      if (fetches) Fetch(row, word);
      for (size_t i = 0; i < kVectors; ++i) {
        const Vector fails = At(row, word)[i];
        twos[i] |= ones[i] & fails;
        ones[i] |= fails;
      }
    }
    for (const uint64_t* row : rows_.unknowns) {
      if (fetches) Fetch(row, word);
      for (size_t i = 0; i < kVectors; ++i) unknown[i] |= At(row, word)[i];
    }
    for (const uint64_t* row : rows_.residuals) {
      for (size_t i = 0; i < kVectors; ++i) residual[i] |= At(row, word)[i];
    }
    for (size_t i = 0; i < kVectors; ++i) {
      const Vector near =
          ones[i] & ~twos[i] & ~unknown[i] & ~At(rows_.never_near, word)[i];
      const Vector planes[kPlanes] = {
          ~ones[i] & ~unknown[i] & ~residual[i],
          ~ones[i] & unknown[i] & ~residual[i], near & ~residual[i],
          ~ones[i] & residual[i], near & residual[i]};
      for (size_t plane = 0; plane < kPlanes; ++plane) {
        reinterpret_cast<Vector*>(found[plane])[i] = planes[plane];
      }
    }
  }

  const ConjunctLayout& layout_;
  const VerdictRows& rows_;
  const KernelPlanes& planes_;
};

#if defined(__x86_64__)
SANGAM_AVX2 void FoldByAvx2(const ConjunctLayout& layout,
                            const VerdictRows& rows,
                            const KernelPlanes& planes) {
  Fold<32>(layout, rows, planes).Run();
}
SANGAM_AVX512 void FoldByAvx512(const ConjunctLayout& layout,
                                const VerdictRows& rows,
                                const KernelPlanes& planes) {
  Fold<64>(layout, rows, planes).Run();
}
#endif

}  // namespace

void FoldVerdicts(const ConjunctLayout& layout, const VerdictRows& rows,
                  const KernelPlanes& planes) {
#if defined(__x86_64__)
  const Vectors vectors = WidestVectors();
  if (vectors == Vectors::kAvx512) return FoldByAvx512(layout, rows, planes);
  if (vectors == Vectors::kAvx2) return FoldByAvx2(layout, rows, planes);
#endif
  Fold<16>(layout, rows, planes).Run();
}

SANGAM_FOR_EACH_PROCESSOR
bool SettleVerdicts(const KernelPlanes& planes, const PositionMarks& marks,
                    size_t words, const VerdictWords& verdicts) {
  // The compiler takes many words at once where it knows that none overlap.
  const uint64_t* __restrict holds = planes.holds;
  const uint64_t* __restrict unknown = planes.unknown;
  const uint64_t* __restrict may_be_near = planes.near;
  const uint64_t* __restrict open = planes.open;
  const uint64_t* __restrict open_near = planes.open_near;
  const uint64_t* __restrict in_force = marks.in_force;
  const uint64_t* __restrict defects = marks.defects;
  const uint64_t* __restrict doubtful_near = marks.doubtful_near;
  uint64_t* __restrict eligible = verdicts.eligible;
  uint64_t* __restrict needs_information = verdicts.needs_information;
  uint64_t* __restrict near_miss = verdicts.near_miss;
  uint64_t* __restrict asked = verdicts.asked;
  uint64_t any = 0;
  for (size_t i = 0; i < words; ++i) {
    const uint64_t holding = holds[i] & in_force[i];
    const uint64_t others = in_force[i] & ~holding;
    const uint64_t needs = ((unknown[i] & others) | (defects[i] & in_force[i]));
    const uint64_t near = may_be_near[i] & others & ~needs;
    const uint64_t to_ask = (open[i] & others) |
                            (open_near[i] & others & ~needs & ~near) |
                            (near & doubtful_near[i]);
    eligible[i] = holding;
    needs_information[i] = needs;
    near_miss[i] = near;
    asked[i] = to_ask;
    any |= to_ask;
  }
  return any != 0;
}

}  // namespace sangam::matching
