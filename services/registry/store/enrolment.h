// Enrolment of one enterprise.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ENROLMENT_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ENROLMENT_H_

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/enrolment.pb.h"

namespace sangam::registry {

// Adds the enterprise, or what the request says of it, as an import of a record
// with these facts would. INVALID_ARGUMENT on fields of the request, or where
// it can't be affiliated; REQUEST_ID_REUSED; STORE_FAILED.
absl::StatusOr<v1::EnrolEnterpriseResponse> Enrol(
    Changelog* changelog, const v1::EnrolEnterpriseRequest& request,
    const CallContext& call);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ENROLMENT_H_
