// What a service would say of a document, before anything is stored.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_DOCUMENT_CHECK_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_DOCUMENT_CHECK_H_

#include "absl/status/statusor.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/resource/resource_files.h"

namespace sangam::sangamctl {

// ResourceClient::Check of a document; the terms of a version are checked as a
// draft's, whatever is to become of it.
absl::StatusOr<Written> CheckDocument(const Resource& resource,
                                      ResourceClient& client);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_DOCUMENT_CHECK_H_
