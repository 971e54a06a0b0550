#include "services/matching/columns/conjunct_tree.h"

#include "services/matching/columns/each_processor.h"

namespace sangam::matching {
namespace {

// Whether anything is left.
inline __attribute__((always_inline)) bool Both(const BitPlane& a,
                                                const BitPlane& b,
                                                BitPlane* both) {
  uint64_t any = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    const uint64_t word = a.words[i] & b.words[i];
    both->words[i] = word;
    any |= word;
  }
  return any != 0;
}

inline __attribute__((always_inline)) int64_t Count(const BitPlane& plane) {
  int64_t count = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    count += __builtin_popcountll(plane.words[i]);
  }
  return count;
}

// The rows of `above` and of the slots of these nodes. They stay in registers,
// so that nothing but the slots is read and nothing is written in between.
inline __attribute__((always_inline)) BitPlane Along(const BitPlane& above,
                                                     const BitPlane* slots,
                                                     const PlanNode* node,
                                                     const PlanNode* end) {
  BitPlane rows = above;
  for (; node != end; ++node) {
    const BitPlane& slot = slots[node->slot];
    for (size_t i = 0; i < BitPlane::kWords; ++i) {
      rows.words[i] &= slot.words[i];
    }
  }
  return rows;
}

}  // namespace

SANGAM_FOR_EACH_PROCESSOR
void WalkTree(const TreeWalk& walk) {
  const std::vector<PlanNode>& nodes = walk.plan->nodes;
  const uint32_t* ends = walk.plan->ends.data();
  const PlaneState* states = walk.slots->states.data();
  const BitPlane* slots = walk.slots->planes.data();
  walk.stack[0] = walk.start;
  const auto count = static_cast<uint32_t>(nodes.size());
  for (uint32_t i = 0; i < count;) {
    const PlanNode& node = nodes[i];
    if (states[node.slot] == PlaneState::kNone) {
      i = node.next;
      continue;
    }
    const BitPlane& above = walk.stack[node.depth];
    if (node.is_tail) {
      const BitPlane rows = Along(above, slots, &node, &nodes[0] + node.next);
      const uint32_t version = ends[node.first_end];
      const uint32_t place = walk.place_of_version[version];
      if (place != TreeWalk::kCounted) {
        walk.planes[place] |= rows;
      } else {
        walk.counts[version] += Count(rows);
      }
      i = node.next;
      continue;
    }
    BitPlane& both = walk.stack[node.depth + 1];
    if (!Both(above, slots[node.slot], &both)) {
      i = node.next;
      continue;
    }
    int64_t rows = -1;
    for (uint32_t end = node.first_end; end < node.last_end; ++end) {
      const uint32_t version = ends[end];
      const uint32_t place = walk.place_of_version[version];
      if (place != TreeWalk::kCounted) {
        walk.planes[place] |= both;
        continue;
      }
      if (rows < 0) rows = Count(both);
      walk.counts[version] += rows;
    }
    ++i;
  }
}

SANGAM_FOR_EACH_PROCESSOR
bool Without(const BitPlane& all, const BitPlane& a, const BitPlane& b,
             BitPlane* rest) {
  uint64_t any = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    const uint64_t word = all.words[i] & ~(a.words[i] | b.words[i]);
    rest->words[i] = word;
    any |= word;
  }
  return any != 0;
}

SANGAM_FOR_EACH_PROCESSOR
bool Either(const BitPlane& a, const BitPlane& b, BitPlane* either) {
  uint64_t any = 0;
  for (size_t i = 0; i < BitPlane::kWords; ++i) {
    const uint64_t word = a.words[i] | b.words[i];
    either->words[i] = word;
    any |= word;
  }
  return any != 0;
}

SANGAM_FOR_EACH_PROCESSOR
int64_t CountRows(const BitPlane& plane) { return Count(plane); }

}  // namespace sangam::matching
