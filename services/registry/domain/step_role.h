// Who took a step of a linkage or a demand.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_STEP_ROLE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_STEP_ROLE_H_

#include <string>

#include "common/validation/violations.h"

namespace sangam::registry {

// Adds a fault unless `role`, who took a step, is given as a capital code.
void CheckRole(Violations& violations, const std::string& field,
               const std::string& role);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_STEP_ROLE_H_
