// The order in which resources can be written.
#ifndef SANGAM_SERVICES_SANGAMCTL_RESOURCE_APPLY_ORDER_H_
#define SANGAM_SERVICES_SANGAMCTL_RESOURCE_APPLY_ORDER_H_

#include <cstddef>
#include <vector>

#include "services/sangamctl/resource/resource_files.h"

namespace sangam::sangamctl {

// One write.
struct ApplyStep {
  // The resource's index.
  size_t resource = 0;
  // Create the cluster without its SPV unless it is there, since the SPV can't
  // be written before it; a later step writes the whole.
  bool create_without_spv = false;
  bool operator==(const ApplyStep&) const = default;
};

// Steps in rounds: what a step refers to is written in an earlier round, so the
// steps of one round can run side by side. The rounds go from departments over
// the words of rules (attributes, parameters, place sets, and what is derived
// of them), places, schemes, their versions and readiness rules to groups,
// clusters and enterprises, and end with linkages and plans. A circle of
// references that no order can satisfy is written in the order given; the
// server says what is wrong with it. `resources` hold no tests of schemes.
std::vector<std::vector<ApplyStep>> OrderForApply(
    const std::vector<Resource>& resources);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_RESOURCE_APPLY_ORDER_H_
