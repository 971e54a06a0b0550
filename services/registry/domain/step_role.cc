#include "services/registry/domain/step_role.h"

#include "common/validation/code_format.h"

namespace sangam::registry {

void CheckRole(Violations& violations, const std::string& field,
               const std::string& role) {
  if (role.empty()) {
    violations.Add(field, "is missing");
  } else {
    CheckCapitalCode(violations, field, role);
  }
}

}  // namespace sangam::registry
