// What a plan was before, and whom it was ever for.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLAN_SUBJECTS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLAN_SUBJECTS_H_

#include <functional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// Calls `visit` for all versions of the plan that are there, in no order. As
// far back as history is kept. Errors: INTERNAL.
absl::Status VisitPastPlans(
    Snapshot& snapshot, absl::string_view plan,
    const std::function<void(const v1::Plan& version)>& visit);

// The subjects of all versions of the plan and all who applied in them, under
// the names that they have now: what was proposed for somebody stays theirs
// when they leave the terms. As far back as history is kept. Those that were in
// the registry only as profiles, or are not any more, are left out.
absl::StatusOr<std::set<std::string>> SubjectsOfPastPlans(
    Snapshot& snapshot, absl::string_view plan);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLAN_SUBJECTS_H_
