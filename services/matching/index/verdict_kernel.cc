#include "services/matching/index/verdict_kernel.h"

#include <cstring>

#include "services/matching/index/bit_rows.h"

namespace sangam::matching {
namespace {

// The bits of a strip; the compiler makes one or several registers of it.
typedef uint64_t Strip __attribute__((vector_size(32), may_alias));

constexpr size_t kStrips =
    BitRows::kWordsPerTile / ConjunctLayout::kWordsPerStrip;
static_assert(sizeof(Strip) == ConjunctLayout::kBitsPerStrip / 8);

}  // namespace

// Goes through the conjuncts tile by tile, and for each tile through all rows,
// so that what is counted stays in registers.
__attribute__((target_clones("avx2", "default"))) void FoldVerdicts(
    const ConjunctLayout& layout, const VerdictRows& rows,
    const KernelPlanes& planes) {
  const size_t plane_bytes = layout.plane_words() * sizeof(uint64_t);
  for (uint64_t* plane : {planes.holds, planes.unknown, planes.near,
                          planes.open, planes.open_near}) {
    std::memset(plane, 0, plane_bytes);
  }
  const uint32_t* const blocks = layout.block_of_strip().data();
  const size_t strips = layout.block_of_strip().size();
  for (size_t first = 0; first < strips; first += kStrips) {
    const size_t word = first * ConjunctLayout::kWordsPerStrip;
    // Failed by one attribute or more, and by more than a changeable one.
    Strip ones[kStrips];
    Strip twos[kStrips];
    Strip unknown[kStrips];
    const auto* absent = reinterpret_cast<const Strip*>(rows.absent + word);
    for (size_t i = 0; i < kStrips; ++i) ones[i] = absent[i];
    for (const uint64_t* row : rows.fixed_fails) {
      const auto* fails = reinterpret_cast<const Strip*>(row + word);
      for (size_t i = 0; i < kStrips; ++i) ones[i] |= fails[i];
    }
    for (size_t i = 0; i < kStrips; ++i) twos[i] = ones[i];
    for (const uint64_t* row : rows.changeable_fails) {
      const auto* fails = reinterpret_cast<const Strip*>(row + word);
      for (size_t i = 0; i < kStrips; ++i) {
        twos[i] |= ones[i] & fails[i];
        ones[i] |= fails[i];
      }
    }
    for (size_t i = 0; i < kStrips; ++i) unknown[i] = Strip{};
    for (const uint64_t* row : rows.unknowns) {
      const auto* untold = reinterpret_cast<const Strip*>(row + word);
      for (size_t i = 0; i < kStrips; ++i) unknown[i] |= untold[i];
    }
    Strip residual[kStrips] = {};
    for (const uint64_t* row : rows.residuals) {
      const auto* open = reinterpret_cast<const Strip*>(row + word);
      for (size_t i = 0; i < kStrips; ++i) residual[i] |= open[i];
    }
    const auto* never_near =
        reinterpret_cast<const Strip*>(rows.never_near + word);
    for (size_t i = 0; i < kStrips; ++i) {
      const size_t at = blocks[first + i] * ConjunctLayout::kWordsPerStrip;
      const Strip near = ones[i] & ~twos[i] & ~unknown[i] & ~never_near[i];
      *reinterpret_cast<Strip*>(planes.holds + at) |=
          ~ones[i] & ~unknown[i] & ~residual[i];
      *reinterpret_cast<Strip*>(planes.unknown + at) |=
          ~ones[i] & unknown[i] & ~residual[i];
      *reinterpret_cast<Strip*>(planes.near + at) |= near & ~residual[i];
      *reinterpret_cast<Strip*>(planes.open + at) |= ~ones[i] & residual[i];
      *reinterpret_cast<Strip*>(planes.open_near + at) |= near & residual[i];
    }
  }
}

}  // namespace sangam::matching
