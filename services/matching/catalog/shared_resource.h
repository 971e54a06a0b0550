// Holds what is the same in two states of the catalogue once.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_SHARED_RESOURCE_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_SHARED_RESOURCE_H_

#include <memory>
#include <utility>

#include "google/protobuf/message.h"
#include "services/matching/catalog/catalog_snapshot.h"

namespace sangam::matching {

// Whether both say the same; etags alone do not tell, as a store that was
// restored may give them out again.
bool SayTheSame(const google::protobuf::Message& a,
                const google::protobuf::Message& b);

// The resource as `known` (may be null) holds it, if that says the same; else
// an object of its own.
template <typename Resource>
std::shared_ptr<const Resource> SharedResource(Resource resource,
                                               const CatalogSnapshot* known) {
  if (known != nullptr) {
    auto held = known->ResourceNamedAs(resource);
    if (held != nullptr && held->etag() == resource.etag() &&
        SayTheSame(*held, resource)) {
      return held;
    }
  }
  return std::make_shared<const Resource>(std::move(resource));
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_SHARED_RESOURCE_H_
