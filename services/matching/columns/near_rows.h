// Who nearly meets the conditions of a version.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_NEAR_ROWS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_NEAR_ROWS_H_

#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/reverse_plan.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {

// Where a test holds, or fails by what can be mended: `negated` is whether it
// is the negation that is asked about. `barred`, where it fails for good, may
// be null; so does what is not changeable.
struct TestOutcome {
  const BitPlane* all = nullptr;
  const BitPlane* holds = nullptr;
  const BitPlane* unknown = nullptr;
  const BitPlane* barred = nullptr;
  bool changeable = false;
  bool negated = false;
};
void FindNearlyHolding(const TestOutcome& test, BitPlane* near);

// Adds those rows of `among` where the conjunct holds, or lacks nothing but
// tests of one attribute that can be mended. Both planes lie by slot: where a
// test holds, and what FindNearlyHolding says of it.
void AddNearRows(const PlanConjunct& conjunct, const BitPlane* holds,
                 const BitPlane* near, const BitPlane& among, BitPlane* found,
                 Vectors vectors = WidestVectors());

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_NEAR_ROWS_H_
