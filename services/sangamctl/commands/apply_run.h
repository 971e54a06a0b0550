// Sends resources to their services.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_RUN_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_RUN_H_

#include <atomic>
#include <vector>

#include "services/sangamctl/commands/apply_report.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/screen/progress_bar.h"

namespace sangam::sangamctl {

// Writes all resources in the order of their references, several at a time, and
// waits. Where the catalogue would refuse one of its documents whatever the
// others store, nothing is written; a resource that is refused only when it is
// written does not stop the others. Stops early when a
// service can't be reached or `interrupted` becomes true; writes under way are
// finished.
ApplyReport ApplyResources(const std::vector<Resource>& resources,
                           const std::string& approver, ServiceCaller& caller,
                           ProgressBar& progress,
                           const std::atomic<bool>& interrupted);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_RUN_H_
