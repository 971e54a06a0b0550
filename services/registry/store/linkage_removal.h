// Takes a wrong record of a linkage away.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_LINKAGE_REMOVAL_H_
#define SANGAM_SERVICES_REGISTRY_STORE_LINKAGE_REMOVAL_H_

#include "absl/status/status.h"
#include "common/changelog/standard_methods.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// As StandardMethods::Delete. What was sanctioned, paid or used is a record of
// money: it goes only by the etag of who has read it, else FAILED_PRECONDITION.
absl::Status RemoveLinkage(const StandardMethods& linkages,
                           const v1::DeleteLinkageRequest& request,
                           v1::DeleteLinkageResponse* response);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_LINKAGE_REMOVAL_H_
