// Versions of one scheme that files describe and that can't stand together.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_VERSION_OVERLAP_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_VERSION_OVERLAP_H_

#include <vector>

#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/scheme_file/lint_report.h"

namespace sangam::sangamctl {

// Adds what the catalogue would say if all versions in `resources` were
// published: two of a scheme are in force on the same day, and neither takes
// the other's place. It is told at the later document: as a fault where both
// are to be submitted or published, as advice where one is a draft. Versions
// that could not be read are left out.
void AddOverlaps(const std::vector<Resource>& resources, LintReport& report);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_VERSION_OVERLAP_H_
