// The registry's second service.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_CARE_METHOD_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_CARE_METHOD_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace sangam::sangamctl {

// A method of SubjectCareService, as ServiceCaller::Call takes it.
inline std::string CareMethod(absl::string_view method) {
  return absl::StrCat("sangam.registry.v1.SubjectCareService/", method);
}

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_CARE_METHOD_H_
