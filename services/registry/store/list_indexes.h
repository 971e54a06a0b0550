// The indexes that lists read, as the newest migration makes them.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_LIST_INDEXES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_LIST_INDEXES_H_

#include "absl/status/status.h"
#include "common/changelog/migrations.h"
#include "common/sql/database.h"

namespace sangam::registry {

// Makes, for each table of ListedTables() and each order (the name, the title,
// the members, the time of the update):
//
//   - TABLE_by_area_and_ORDER (area, class, order, key, members, place) in the
//     place of the narrower one that the fifth migration made;
//   - TABLE_by_CLASS_and_ORDER (class, order, key, members); for clusters,
//   which
//     have no class, TABLE_by_ORDER, and none by name: the primary key is that.
//
// The last columns are there so that a list is read off an index alone, without
// a look at the table for each entry.
absl::Status MakeListIndexes(sql::Database& database,
                             const MigrationProgress& progress);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_LIST_INDEXES_H_
