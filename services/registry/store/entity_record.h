// The record that an Entity holds, whatever its type.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ENTITY_RECORD_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ENTITY_RECORD_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/changelog/resource_type.h"
#include "google/protobuf/message.h"
#include "sangam/registry/v1/entity.pb.h"
#include "services/registry/domain/subject.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/references.h"

namespace sangam::registry {

// All types, in the order in which their records are best written and exported:
// places, clusters, groups, enterprises, linkages, plans, demands.
const std::vector<const ResourceType*>& AllResourceTypes();

// The type of the record in `entity`; null where there is none.
const ResourceType* TypeOf(const v1::Entity& entity);

// The record; `entity` has one.
const google::protobuf::Message& RecordIn(const v1::Entity& entity);
// The empty record of a type in an entity.
google::protobuf::Message* MutableRecordIn(const ResourceType& type,
                                           v1::Entity* entity);

// What the functions of references.h and subject.h say of a record of any type.
std::vector<Reference> ReferencesOfRecord(
    const google::protobuf::Message& record);
// Null for what is no subject.
const OutsideIds* OutsideIdsOf(const google::protobuf::Message& record);
OutsideIds* MutableOutsideIdsOf(google::protobuf::Message* record);
// Nothing for what is no subject.
absl::optional<Subject> SubjectOf(const google::protobuf::Message& record);
// The reference by which a subject belongs to a group, or a linkage to a
// subject: "parent", "group" or "subject"; null where there is none.
const char* BelongsToField(const google::protobuf::Message& record);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ENTITY_RECORD_H_
