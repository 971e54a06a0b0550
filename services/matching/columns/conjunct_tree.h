// The conjuncts of all versions against the planes of a block.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_CONJUNCT_TREE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_CONJUNCT_TREE_H_

#include <cstdint>
#include <vector>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/reverse_plan.h"

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

// Goes down the tree of a plan from the rows of `start`. What comes out of a
// conjunct is added to the plane of its version:
// planes[place_of_version[version]]; where that is kCounted, how many rows come
// out is added to counts[version] instead.
struct TreeWalk {
  static constexpr uint32_t kCounted = ~uint32_t{0};

  const ReversePlan::Parts* plan = nullptr;
  const SlotPlanes* slots = nullptr;
  BitPlane start;
  const uint32_t* place_of_version = nullptr;
  BitPlane* planes = nullptr;
  int64_t* counts = nullptr;
  // plan->depth + 1 planes to work in.
  BitPlane* stack = nullptr;
};

void WalkTree(const TreeWalk& walk);

// `all` without the rows of `a` and of `b`; whether any is left.
bool Without(const BitPlane& all, const BitPlane& a, const BitPlane& b,
             BitPlane* rest);
// The rows of `a` or `b`; whether there are any.
bool Either(const BitPlane& a, const BitPlane& b, BitPlane* either);

// How many rows a plane has.
int64_t CountRows(const BitPlane& plane);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_CONJUNCT_TREE_H_
