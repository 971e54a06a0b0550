// What a group, an enterprise or a cluster must satisfy by itself.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_RULES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_RULES_H_

#include "absl/status/status.h"
#include "sangam/registry/v1/cluster.pb.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/registry/v1/group.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT with every bad field, as seen from the record ("parent",
// "profile.women_members"); of an affiliated enterprise also with every fact
// that it lacks, however it came to be affiliated (see CheckAffiliable).
absl::Status CheckGroup(const v1::Group& group);
absl::Status CheckEnterprise(const v1::Enterprise& enterprise);
absl::Status CheckCluster(const v1::Cluster& cluster);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_RULES_H_
