// What planes are made of where many are made at once.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_PLANE_KERNELS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_PLANE_KERNELS_H_

#include <cstddef>
#include <cstdint>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {

// The planes[i] for each bit i of `which`, joined by OR.
void Unite(const BitPlane* planes, uint64_t which, BitPlane* united,
           Vectors vectors = WidestVectors());
// The same for so many unions; the processor guesses how many planes each has
// if those of as many follow one another.
void UniteEach(const BitPlane* planes, const uint64_t* which, size_t count,
               BitPlane* const* united, Vectors vectors = WidestVectors());

// For many unions of the same planes: of each four planes all that can be
// united of them, kOfFour planes for each of FoursOf(count) fours.
constexpr size_t kOfFour = 16;
constexpr size_t FoursOf(size_t count) { return (count + 3) / 4; }
void UniteFours(const BitPlane* planes, size_t count, BitPlane* of_fours);
// The same as Unite of these planes, by so many steps for each union: the
// processor need not guess how many there are.
void UniteOfFours(const BitPlane* of_fours, size_t fours, uint64_t which,
                  BitPlane* united, Vectors vectors = WidestVectors());
// The same for so many unions.
void UniteEachOfFours(const BitPlane* of_fours, size_t fours,
                      const uint64_t* which, size_t count,
                      BitPlane* const* united,
                      Vectors vectors = WidestVectors());

// The rows of `all` that are also in `plane`, or that are not; whether there
// are any. What comes out may be put over `plane`.
bool Keep(const BitPlane& all, const BitPlane& plane, bool in_plane,
          BitPlane* kept);

// 64 rows by 64 columns of bits, for eight such squares side by side: a vector
// of the processor holds a row of all four.
struct BitSquares {
  static constexpr size_t kSquares = 8;

  alignas(64) uint64_t rows[64][kSquares];
};

// Of eight times 64 rows the four words of each: those of a row with the code c
// begin at words[4 * c]. Row i of each 64 goes to row i of a square; word w
// goes to squares[w]. `any[w]` takes in the bits that any row has.
constexpr size_t kWordsAtOnce = 4;
void GatherWords(const uint64_t* words, const uint32_t* codes,
                 BitSquares* squares, uint64_t* any,
                 Vectors vectors = WidestVectors());

// Turns each square: bit c of row r becomes bit r of row c.
void Transpose(BitSquares* squares, Vectors vectors = WidestVectors());

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_PLANE_KERNELS_H_
