// Keeps small counts back, because they tell of single households.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_SMALL_COUNTS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_SMALL_COUNTS_H_

#include <cstdint>

#include "sangam/matching/v1/coverage.pb.h"

namespace sangam::matching {

// The counts of one row. Eligible, needs information, near miss and the rest
// make up the subjects; left out are those of the eligible who have not
// received.
struct CellCounts {
  int64_t subjects = 0;
  int64_t eligible = 0;
  int64_t received = 0;
  int64_t left_out = 0;
  int64_t needs_information = 0;
  int64_t near_miss = 0;
};

// Fills the counts of `cell`, but for those from 1 to smallest - 1, and those
// from which one of these could be worked out within the row, or beside a row
// that tells of the same subjects by another scheme, or from the same row with
// another smallest count. What is hidden stays so where `smallest` is larger.
void FillCounts(const CellCounts& counts, int64_t smallest,
                v1::CoverageCell* cell);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_SMALL_COUNTS_H_
