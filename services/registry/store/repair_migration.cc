#include "services/registry/store/repair_migration.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/registry/store/federation_roll_ups.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

absl::Status FillAreas(sql::Database& database, const ListedTable& listed) {
  const std::string& table = listed.table->collection();
  SANGAM_RETURN_IF_ERROR(database.Execute(absl::StrCat(
      "UPDATE \"", table,
      "\" SET area = coalesce((SELECT CASE WHEN district <> ''"
      " THEN district ELSE state END FROM places WHERE places.key = \"",
      table, "\".place), '') WHERE area = '' AND place <> '';")));
  return database.Execute(
      absl::StrCat("INSERT INTO list_partition (collection, area, record_class)"
                   " SELECT DISTINCT '",
                   table, "', area, ",
                   listed.class_column.empty() ? "0" : listed.class_column,
                   " FROM \"", table, "\" WHERE true ON CONFLICT DO NOTHING;"));
}

}  // namespace

absl::Status RepairMergedAndErased(sql::Database& database) {
  for (const ListedTable& listed : ListedTables()) {
    SANGAM_RETURN_IF_ERROR(FillAreas(database, listed));
  }
  return absl::OkStatus();
}

absl::Status RepairFederationTotals(sql::Database& database,
                                    const MigrationProgress& progress) {
  SANGAM_RETURN_IF_ERROR(CorrectFederationTotals(database, progress));
  // Whatever is right now: of what has gone since, past sums may be wrong.
  return database
      .Prepare(
          "UPDATE history SET body = ? WHERE collection = ? AND deleted = 0"
          " AND length(body) > 0",
          sql::Blob{""}, ProfileTable().collection())
      .Run();
}

}  // namespace sangam::registry
