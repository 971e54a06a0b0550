// The tables of the registry.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_TABLES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_TABLES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/changelog/migrations.h"
#include "common/changelog/resource_table.h"

namespace sangam::registry {

inline constexpr char kStoreName[] = "registry";

// What OutsideIdKey makes of an id, as the index over the ids has it. A query
// that is to find it says the same, and that to_revision is kHoldsStill.
inline constexpr char kOutsideIdKeySql[] =
    "ltrim(upper(replace(replace(replace(replace(replace("
    "value, '-', ''), ' ', ''), '/', ''), '.', ''), '_', '')), '0')";

// Constant, and never destroyed.
const ResourceTable& PlaceTable();
const ResourceTable& GroupTable();
const ResourceTable& EnterpriseTable();
const ResourceTable& ClusterTable();
const ResourceTable& LinkageTable();
const ResourceTable& PlanTable();
const ResourceTable& DemandTable();
// One row for each subject, whose revision is the subject's profile_revision.
// Its body holds the sums of a federation (see roll_up_changes.h); that of any
// other subject is empty.
const ResourceTable& ProfileTable();

// The table of a resource name's collection, or null.
const ResourceTable* TableOf(absl::string_view resource_name);

// `progress` is told of those that take long; it may be empty.
std::vector<Migration> RegistryMigrations(const MigrationProgress& progress);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_TABLES_H_
