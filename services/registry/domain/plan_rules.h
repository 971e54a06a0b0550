// What a stored plan must satisfy by itself.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_RULES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_RULES_H_

#include "absl/status/status.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT with every bad field, as seen from the plan
// ("terms.needs[1].head"). Where it says what came out, it says what that rests
// on, and that keeps the rules of CheckOutcome.
absl::Status CheckPlan(const v1::Plan& plan);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_RULES_H_
