#include "services/registry/store/entity_record.h"

#include "services/registry/store/resource_types.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;

// `record` as the type that it is of, or null.
template <typename Resource>
const Resource* As(const Message& record) {
  return record.GetDescriptor() == Resource::descriptor()
             ? static_cast<const Resource*>(&record)
             : nullptr;
}

}  // namespace

const std::vector<const ResourceType*>& AllResourceTypes() {
  static const auto* const kTypes = new std::vector<const ResourceType*>{
      &PlaceType(),   &ClusterType(), &GroupType(), &EnterpriseType(),
      &LinkageType(), &PlanType(),    &DemandType()};
  return *kTypes;
}

const ResourceType* TypeOf(const v1::Entity& entity) {
  switch (entity.record_case()) {
    case v1::Entity::kPlace:
      return &PlaceType();
    case v1::Entity::kGroup:
      return &GroupType();
    case v1::Entity::kEnterprise:
      return &EnterpriseType();
    case v1::Entity::kCluster:
      return &ClusterType();
    case v1::Entity::kLinkage:
      return &LinkageType();
    case v1::Entity::kPlan:
      return &PlanType();
    case v1::Entity::kDemand:
      return &DemandType();
    case v1::Entity::RECORD_NOT_SET:
      break;
  }
  return nullptr;
}

const Message& RecordIn(const v1::Entity& entity) {
  switch (entity.record_case()) {
    case v1::Entity::kPlace:
      return entity.place();
    case v1::Entity::kGroup:
      return entity.group();
    case v1::Entity::kEnterprise:
      return entity.enterprise();
    case v1::Entity::kCluster:
      return entity.cluster();
    case v1::Entity::kPlan:
      return entity.plan();
    case v1::Entity::kDemand:
      return entity.demand();
    case v1::Entity::kLinkage:
    case v1::Entity::RECORD_NOT_SET:
      break;
  }
  return entity.linkage();
}

Message* MutableRecordIn(const ResourceType& type, v1::Entity* entity) {
  if (&type == &PlaceType()) return entity->mutable_place();
  if (&type == &GroupType()) return entity->mutable_group();
  if (&type == &EnterpriseType()) return entity->mutable_enterprise();
  if (&type == &ClusterType()) return entity->mutable_cluster();
  if (&type == &PlanType()) return entity->mutable_plan();
  if (&type == &DemandType()) return entity->mutable_demand();
  return entity->mutable_linkage();
}

std::vector<Reference> ReferencesOfRecord(const Message& record) {
  if (const auto* group = As<v1::Group>(record)) return ReferencesOf(*group);
  if (const auto* enterprise = As<v1::Enterprise>(record)) {
    return ReferencesOf(*enterprise);
  }
  if (const auto* cluster = As<v1::Cluster>(record)) {
    return ReferencesOf(*cluster);
  }
  if (const auto* place = As<v1::Place>(record)) return ReferencesOf(*place);
  if (const auto* plan = As<v1::Plan>(record)) return ReferencesOf(*plan);
  if (const auto* demand = As<v1::Demand>(record)) return ReferencesOf(*demand);
  return ReferencesOf(static_cast<const v1::Linkage&>(record));
}

const OutsideIds* OutsideIdsOf(const Message& record) {
  if (const auto* group = As<v1::Group>(record)) return &group->outside_ids();
  if (const auto* enterprise = As<v1::Enterprise>(record)) {
    return &enterprise->outside_ids();
  }
  if (const auto* cluster = As<v1::Cluster>(record)) {
    return &cluster->outside_ids();
  }
  return nullptr;
}

OutsideIds* MutableOutsideIdsOf(Message* record) {
  return const_cast<OutsideIds*>(OutsideIdsOf(*record));
}

absl::optional<Subject> SubjectOf(const Message& record) {
  if (const auto* group = As<v1::Group>(record)) return ToSubject(*group);
  if (const auto* enterprise = As<v1::Enterprise>(record)) {
    return ToSubject(*enterprise);
  }
  if (const auto* cluster = As<v1::Cluster>(record)) return ToSubject(*cluster);
  return absl::nullopt;
}

const char* BelongsToField(const Message& record) {
  if (As<v1::Group>(record) != nullptr) return "parent";
  if (As<v1::Enterprise>(record) != nullptr) return "group";
  if (As<v1::Linkage>(record) != nullptr) return "subject";
  return nullptr;
}

}  // namespace sangam::registry
