// What is known of a subject, one attribute a line.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_PROFILE_TABLE_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_PROFILE_TABLE_H_

#include <string>

#include "sangam/registry/v1/subject_profile.pb.h"
#include "sangam/type/v1/attribute_options.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

// The subject, its place, its attributes with their labels and units, and what
// it received.
std::string DrawProfile(const registry::v1::GetSubjectProfileResponse& response,
                        const Layout& layout);

// A value with its unit: "₹320", "75.5 %", "yes", "2026-04-01"; empty if it is
// not set.
std::string AttributeValueInWords(const type::v1::AttributeValue& value,
                                  type::v1::AttributeUnit unit);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_PROFILE_TABLE_H_
