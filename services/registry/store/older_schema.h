// Stores of earlier releases, for tests of migrations.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_OLDER_SCHEMA_H_
#define SANGAM_SERVICES_REGISTRY_STORE_OLDER_SCHEMA_H_

#include <string>

#include "absl/strings/str_cat.h"

namespace sangam::registry {

// Takes away the indexes that the ninth migration of the registry adds.
inline std::string UndoTheNinthMigrationSql() {
  std::string script;
  for (const char* partition : {"groups_by_kind_and_", "clusters_by_",
                                "enterprises_by_affiliation_and_"}) {
    for (const char* order :
         {"key", "title", "members", "update_time_micros"}) {
      // There is none of clusters by their names.
      absl::StrAppend(&script, "DROP INDEX IF EXISTS ", partition, order, ";");
    }
  }
  return script;
}

// Takes back what the migrations of the registry after the fourth did.
inline std::string UndoMigrationsAfterTheFourthSql() {
  std::string script =
      absl::StrCat(UndoTheNinthMigrationSql(),
                   "DROP TABLE merged_name; DROP TABLE erased_name;"
                   "DROP INDEX outside_id_by_key; DROP INDEX outside_id_by_end;"
                   "DROP INDEX reference_by_end;");
  for (const char* view :
       {"places", "groups", "enterprises", "clusters", "linkages"}) {
    absl::StrAppend(&script, "DROP VIEW reporting_", view, ";");
  }
  for (const char* column :
       {"department", "state", "received_on", "amount_paise"}) {
    absl::StrAppend(&script, "ALTER TABLE linkages DROP COLUMN ", column, ";");
  }
  absl::StrAppend(&script,
                  "DROP TABLE list_partition;"
                  "CREATE INDEX groups_by_kind ON \"groups\" (kind, key);"
                  "ALTER TABLE places DROP COLUMN state;"
                  "ALTER TABLE places DROP COLUMN district;"
                  "ALTER TABLE places DROP COLUMN title;");
  for (const char* table : {"groups", "enterprises", "clusters"}) {
    for (const char* order :
         {"key", "title", "members", "update_time_micros"}) {
      absl::StrAppend(&script, "DROP INDEX ", table, "_by_area_and_", order,
                      ";");
    }
    for (const char* column :
         {"area", "place", "title", "members", "formed_on"}) {
      absl::StrAppend(&script, "ALTER TABLE \"", table, "\" DROP COLUMN ",
                      column, ";");
    }
  }
  return absl::StrCat(script,
                      "ALTER TABLE enterprises DROP COLUMN affiliation;"
                      "UPDATE schema_version SET version = 4"
                      " WHERE part = 'registry';");
}

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_OLDER_SCHEMA_H_
