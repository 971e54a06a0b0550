// What belongs to a linkage beside its steps and its money.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_FOLLOW_UP_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_FOLLOW_UP_H_

#include "common/validation/violations.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// Adds a fault for what can't be right of the subject's answer to the match, of
// evidence, and of later looks; also where the linkage's state does not allow
// it.
void CheckFollowUp(Violations& violations, const v1::Linkage& linkage);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_FOLLOW_UP_H_
