// The types of resources of the registry.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_RESOURCE_TYPES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_RESOURCE_TYPES_H_

#include "common/changelog/resource_type.h"

namespace sangam::registry {

// Each enforces what its records must satisfy, by themselves and among the
// others, and advances the profiles that a change reaches. Constant, and never
// destroyed.
const ResourceType& PlaceType();
const ResourceType& GroupType();
const ResourceType& EnterpriseType();
const ResourceType& ClusterType();
const ResourceType& LinkageType();
const ResourceType& PlanType();
const ResourceType& DemandType();

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_RESOURCE_TYPES_H_
