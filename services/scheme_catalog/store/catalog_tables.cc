#include "services/scheme_catalog/store/catalog_tables.h"

#include "absl/strings/str_cat.h"

namespace sangam::scheme_catalog {

std::vector<Migration> CatalogMigrations(const CatalogTables& tables) {
  return {{1, absl::StrCat(tables.departments.CreateTableSql(),
                           tables.schemes.CreateTableSql(),
                           tables.scheme_versions.CreateTableSql(),
                           tables.references.CreateTableSql())}};
}

absl::Status CheckNotReferred(Snapshot& snapshot, const CatalogTables& tables,
                              absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<std::string> referrer,
                          tables.references.FirstReferrerOf(snapshot, name));
  if (referrer) return InUseError(name, *referrer);
  return absl::OkStatus();
}

}  // namespace sangam::scheme_catalog
