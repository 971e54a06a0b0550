// By which needs of a plan its linkages are known.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLAN_NEED_IDS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLAN_NEED_IDS_H_

#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT on each need whose head had another id before, be it in an
// earlier version from which it was taken out, where a
// linkage of the plan stands for that one, from an application on and not
// refused: under a new id the head would be applied for once more.
absl::Status CheckNeedsKeepTheirIds(Snapshot& snapshot, const v1::Plan& before,
                                    const v1::Plan& after);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLAN_NEED_IDS_H_
