// Counts that mean something only beside one another.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_COUNTS_BESIDE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_COUNTS_BESIDE_H_

#include <vector>

#include "google/protobuf/descriptor.h"

namespace sangam::registry {

// The fields of a Profile that can't come from another record than `field`,
// which is one of its own: the whole of which it counts a part, the parts of
// which it counts the whole, and the other shares of a whole that is divided
// among them. 8 poor members of 15 are not 8 of another record's 10. Empty for
// a fact that stands by itself.
std::vector<const google::protobuf::FieldDescriptor*> CountsBeside(
    const google::protobuf::FieldDescriptor& field);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_COUNTS_BESIDE_H_
