// Plans of those who stay, when somebody whom they name is erased.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_RELEASE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_RELEASE_H_

#include "absl/strings/string_view.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// Makes nobody of `erased` in a plan for another subject, so that it is still a
// plan: who applied by that name becomes a body of which nothing is said, under
// the same id, and roles that it held are held by nobody. What the plan came
// to stays, as it was made.
void ReleaseFromPlan(absl::string_view erased, v1::Plan* plan);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_RELEASE_H_
