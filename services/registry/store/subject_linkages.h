// The linkages of subjects.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_LINKAGES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_LINKAGES_H_

#include <functional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// Calls `visit` for each linkage of each subject, by name within a subject,
// until it returns an error, which is then returned. Other errors as of a read.
absl::Status VisitLinkagesOf(
    Snapshot& snapshot, const std::set<std::string>& subjects,
    const std::function<absl::Status(v1::Linkage linkage)>& visit);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_LINKAGES_H_
