// Migrations that mend what earlier releases left wrong.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_

#include "absl/status/status.h"
#include "common/changelog/migrations.h"
#include "common/sql/database.h"

namespace sangam::registry {

// Forgets the sums that past states keep of federations, where a group was
// erased later: an earlier release left what it had added in them. They are
// summed up from what is left when they are asked for. And puts the subjects
// that a merge or an erasure changed back into the lists of their areas.
absl::Status RepairMergedAndErased(sql::Database& database);

// Sums up all federations anew: an earlier release counted some groups twice
// where a group became a federation in the same chunk of an import. If it was
// so of any, all sums that past states keep are forgotten, as above: from when
// on they were wrong is not known. `progress` may be empty.
absl::Status RepairFederationTotals(sql::Database& database,
                                    const MigrationProgress& progress);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_
