// A verdict on every scheme at once, one bit each.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_VERDICT_PLANES_H_
#define SANGAM_SERVICES_MATCHING_INDEX_VERDICT_PLANES_H_

#include <cstdint>
#include <vector>

namespace sangam::matching {

// Bit p % 64 of word p / 64 stands for position p of the ForwardIndex that
// filled the planes; positions are its versions. At most one plane has a bit. A
// position that is in force and in none of the three is ineligible.
struct VerdictPlanes {
  std::vector<uint64_t> eligible;
  std::vector<uint64_t> needs_information;
  std::vector<uint64_t> near_miss;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_VERDICT_PLANES_H_
