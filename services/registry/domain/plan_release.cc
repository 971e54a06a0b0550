#include "services/registry/domain/plan_release.h"

namespace sangam::registry {

void ReleaseFromPlan(absl::string_view erased, v1::Plan* plan) {
  type::v1::PlanTerms& terms = *plan->mutable_terms();
  for (type::v1::PlanApplicant& applicant : *terms.mutable_applicants()) {
    if (applicant.subject().name() != erased) continue;
    // A profile that says nothing.
    applicant.mutable_subject()->mutable_profile();
  }
  auto& roles = *terms.mutable_roles();
  for (int i = roles.size() - 1; i >= 0; --i) {
    if (roles[i].owner() == erased) roles.DeleteSubrange(i, 1);
  }
}

}  // namespace sangam::registry
