// The files of the Local Government Directory, which need no mapping.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_LGD_MAPPING_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_LGD_MAPPING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::sangamctl {

// The mapping, as a text that ReadMapping reads, of a file of the directory
// with these headings: states, districts, sub-districts, blocks, villages, gram
// panchayats or urban local bodies. Empty for other headings.
std::string LgdMappingFor(const std::vector<std::string>& headings);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_LGD_MAPPING_H_
