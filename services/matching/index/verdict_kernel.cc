#include "services/matching/index/verdict_kernel.h"

#include <cstring>

#include "services/matching/index/bit_rows.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

// A cache line and a strip; the compiler makes one or several registers of
// each.
typedef uint64_t Line __attribute__((vector_size(64), may_alias));
typedef uint64_t Strip __attribute__((vector_size(32), may_alias));

constexpr size_t kTile = BitRows::kWordsPerTile;
constexpr size_t kWordsPerLine = sizeof(Line) / sizeof(uint64_t);
constexpr size_t kLines = kTile / kWordsPerLine;
constexpr size_t kStrips = kTile / ConjunctLayout::kWordsPerStrip;
static_assert(sizeof(Strip) == ConjunctLayout::kBitsPerStrip / 8);

// So many tiles of long rows are fetched ahead: rows are read side by side, too
// many of them for the processor to foresee.
constexpr size_t kTilesAhead = 2;
// Of shorter rows all was fetched when they were found.
constexpr size_t kFetchedBefore = 96;

// The lines of a row from a word on.
inline const Line* LinesAt(const uint64_t* row, size_t word) {
  return reinterpret_cast<const Line*>(row + word);
}

inline void FetchAhead(const uint64_t* row, size_t word) {
  for (size_t i = 0; i < kTile; i += kWordsPerLine) {
    __builtin_prefetch(row + word + kTilesAhead * kTile + i);
  }
}

}  // namespace

// Goes through the conjuncts tile by tile, and for each tile through all rows,
// so that what is counted stays in registers.
SANGAM_FOR_EACH_PROCESSOR
void FoldVerdicts(const ConjunctLayout& layout, const VerdictRows& rows,
                  const KernelPlanes& planes) {
  const size_t plane_bytes = layout.plane_words() * sizeof(uint64_t);
  for (uint64_t* plane : {planes.holds, planes.unknown, planes.near,
                          planes.open, planes.open_near}) {
    std::memset(plane, 0, plane_bytes);
  }
  const uint32_t* const blocks = layout.block_of_strip().data();
  const size_t words = layout.words();
  const bool is_long = words > kFetchedBefore;
  for (size_t word = 0; word < words; word += kTile) {
    const bool fetches = is_long && word + kTilesAhead * kTile < words;
    // Failed by one attribute or more, and by more than a changeable one.
    Line ones[kLines];
    Line twos[kLines];
    Line unknown[kLines] = {};
    Line residual[kLines] = {};
    Line near[kLines];
    for (size_t i = 0; i < kLines; ++i) ones[i] = LinesAt(rows.absent, word)[i];
    for (const uint64_t* row : rows.fixed_fails) {
      if (fetches) FetchAhead(row, word);
      for (size_t i = 0; i < kLines; ++i) ones[i] |= LinesAt(row, word)[i];
    }
    for (size_t i = 0; i < kLines; ++i) twos[i] = ones[i];
    for (const uint64_t* row : rows.changeable_fails) {
      if (fetches) FetchAhead(row, word);
      for (size_t i = 0; i < kLines; ++i) {
        const Line fails = LinesAt(row, word)[i];
        twos[i] |= ones[i] & fails;
        ones[i] |= fails;
      }
    }
    for (const uint64_t* row : rows.unknowns) {
      if (fetches) FetchAhead(row, word);
      for (size_t i = 0; i < kLines; ++i) unknown[i] |= LinesAt(row, word)[i];
    }
    for (const uint64_t* row : rows.residuals) {
      for (size_t i = 0; i < kLines; ++i) residual[i] |= LinesAt(row, word)[i];
    }
    for (size_t i = 0; i < kLines; ++i) {
      near[i] =
          ones[i] & ~twos[i] & ~unknown[i] & ~LinesAt(rows.never_near, word)[i];
    }
    Strip strips[5][kStrips];
    for (size_t i = 0; i < kLines; ++i) {
      const Line planes_of_line[5] = {
          ~ones[i] & ~unknown[i] & ~residual[i],
          ~ones[i] & unknown[i] & ~residual[i], near[i] & ~residual[i],
          ~ones[i] & residual[i], near[i] & residual[i]};
      for (size_t plane = 0; plane < 5; ++plane) {
        std::memcpy(&strips[plane][i * 2], &planes_of_line[plane],
                    sizeof(Line));
      }
    }
    for (size_t i = 0; i < kStrips; ++i) {
      const size_t at = blocks[word / ConjunctLayout::kWordsPerStrip + i] *
                        ConjunctLayout::kWordsPerStrip;
      size_t number = 0;
      for (uint64_t* plane : {planes.holds, planes.unknown, planes.near,
                              planes.open, planes.open_near}) {
        *reinterpret_cast<Strip*>(plane + at) |= strips[number++][i];
      }
    }
  }
}

}  // namespace sangam::matching
