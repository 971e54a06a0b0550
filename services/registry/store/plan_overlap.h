// Heads of cost that have a linkage of another plan already.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLAN_OVERLAP_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLAN_OVERLAP_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// The registry's name of whom a plan is for, or of who applies; empty for a
// profile.
absl::StatusOr<std::string> RegistryNameOf(
    Snapshot& snapshot, const type::v1::PlanSubject& subject);

// Each linkage, not refused, that stands for a need of another plan for the
// same subject, of a head for which this one calls for a linkage, too: "shed:
// linkages/x of plans/q is for SHED already, SANCTIONED, ₹8,000". Only linkages
// of `applicants`, the plan's subject among them, are looked at.
absl::StatusOr<std::vector<std::string>> LinkagesOfOtherPlans(
    Snapshot& snapshot, const v1::Plan& plan,
    const std::set<std::string>& applicants);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLAN_OVERLAP_H_
