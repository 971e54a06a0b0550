// Migrations that mend what earlier releases left wrong.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_

#include "absl/status/status.h"
#include "common/changelog/migrations.h"
#include "common/sql/database.h"

namespace sangam::registry {

// Puts the subjects that a merge or an erasure changed back into the lists of
// their areas.
absl::Status RepairMergedAndErased(sql::Database& database);

// Sums up all federations anew: an earlier release counted some groups twice
// where a group became a federation in the same chunk of an import. All sums
// that past states keep are forgotten: from when on they were wrong is not
// known, and another release left in them what had been erased. They are summed
// up from what is left when they are asked for. `progress` may be empty.
absl::Status RepairFederationTotals(sql::Database& database,
                                    const MigrationProgress& progress);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REPAIR_MIGRATION_H_
