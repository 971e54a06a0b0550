// Turns a stored plan into linkages.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLAN_PROPOSAL_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLAN_PROPOSAL_H_

#include <functional>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/plan_execution_service.pb.h"

namespace sangam::registry {

// Answers PlanExecutionService.ProposeLinkages, in one transaction. Errors as
// that says, and those of Changelog::Write, which see for `cancelled`.
absl::StatusOr<v1::ProposeLinkagesResponse> ProposeLinkages(
    Changelog* changelog, const v1::ProposeLinkagesRequest& request,
    const std::function<bool()>& cancelled = nullptr);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLAN_PROPOSAL_H_
