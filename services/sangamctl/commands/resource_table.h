// Tables of resources.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_RESOURCE_TABLE_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_RESOURCE_TABLE_H_

#include <memory>
#include <vector>

#include "google/protobuf/message.h"
#include "services/sangamctl/resource/resource_type.h"
#include "services/sangamctl/screen/table.h"

namespace sangam::sangamctl {

// The columns that tell resources of this type apart. All of `resources` are of
// `type`.
Table TableOf(
    const ResourceType& type,
    const std::vector<std::unique_ptr<google::protobuf::Message>>& resources);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_RESOURCE_TABLE_H_
