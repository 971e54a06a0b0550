// The conditions of all versions against the planes of a block.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_VERSION_FORMULAS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_VERSION_FORMULAS_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/reverse_plan.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {

// What of a plane is known without looking at it.
enum class PlaneState : uint8_t { kMixed, kNone };

// A plane for each slot of a plan.
struct SlotPlanes {
  std::vector<BitPlane> planes;
  std::vector<PlaneState> states;

  void Resize(size_t slots) {
    planes.resize(slots);
    states.resize(slots, PlaneState::kNone);
  }
};

// Writes the formulas of plan->versions; the versions have their conjuncts.
// False: `cancelled`, which may be empty, was true, and not all are written.
bool AddFormulas(ReversePlan::Parts* plan,
                 const std::function<bool()>& cancelled = nullptr);

// Of the rows of `start`, those for which a version's formula comes out:
// by_version[version]. Other versions' planes stay as they are.
void FindRows(const ReversePlan::Parts& plan, const SlotPlanes& slots,
              const BitPlane& start, BitPlane* by_version,
              Vectors vectors = WidestVectors());
// Only how many there are, in counts[version].
void CountRows(const ReversePlan::Parts& plan, const SlotPlanes& slots,
               const BitPlane& start, int64_t* counts,
               Vectors vectors = WidestVectors());

// `all` without the rows of `a` and of `b`; whether any is left.
bool Without(const BitPlane& all, const BitPlane& a, const BitPlane& b,
             BitPlane* rest);
// The rows of `a` or `b`; whether there are any.
bool Either(const BitPlane& a, const BitPlane& b, BitPlane* either);

// How many rows a plane has.
int64_t CountRows(const BitPlane& plane);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_VERSION_FORMULAS_H_
