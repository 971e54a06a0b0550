// What is known of a subject, one attribute a line.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_PROFILE_TABLE_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_PROFILE_TABLE_H_

#include <string>

#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

// The subject, its place, its attributes with their labels and units, and what
// it received.
std::string DrawProfile(const registry::v1::GetSubjectProfileResponse& response,
                        const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_PROFILE_TABLE_H_
