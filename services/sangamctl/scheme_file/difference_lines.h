// What differs between two versions, as lines with - and +.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_DIFFERENCE_LINES_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_DIFFERENCE_LINES_H_

#include <string>

#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

// The names of both, then each field with its value in the base and in the
// other. Text of the service is made safe to print.
std::string DrawDifferences(
    const std::string& base, const std::string& other,
    const scheme_catalog::v1::DiffSchemeVersionsResponse& response,
    const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_DIFFERENCE_LINES_H_
