// The migration that extracts what lists filter and sort by.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_LIST_MIGRATION_H_
#define SANGAM_SERVICES_REGISTRY_STORE_LIST_MIGRATION_H_

#include <string>

#include "absl/status/status.h"
#include "common/changelog/migrations.h"
#include "common/sql/database.h"

namespace sangam::registry {

// Adds the columns, empty, and the table of partitions.
std::string ListColumnsSql();

// Fills them from the stored records and makes their indexes.
absl::Status FillListColumns(sql::Database& database,
                             const MigrationProgress& progress);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_LIST_MIGRATION_H_
