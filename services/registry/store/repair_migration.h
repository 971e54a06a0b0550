// The migration that mends what earlier releases left wrong.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_

#include "absl/status/status.h"
#include "common/sql/database.h"

namespace sangam::registry {

// Forgets the sums that past states keep of federations, where a group was
// erased later: an earlier release left what it had added in them. They are
// summed up from what is left when they are asked for. And puts the subjects
// that a merge or an erasure changed back into the lists of their areas.
absl::Status RepairMergedAndErased(sql::Database& database);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_
