#include "services/scheme_catalog/store/catalog_tables.h"

#include "absl/strings/str_cat.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/store/scheme_index.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

std::vector<Migration> CatalogMigrations(const CatalogTables& tables) {
  const auto words = [&](sql::Engine engine) {
    return absl::StrCat(tables.attributes.CreateTableSql(),
                        tables.parameters.CreateTableSql(),
                        tables.place_sets.CreateTableSql(),
                        tables.readiness_rules.CreateTableSql(),
                        StoredDictionary::CreateTableSql(),
                        SchemeIndex::CreateTableSql(engine));
  };
  return {{1, absl::StrCat(tables.departments.CreateTableSql(),
                           tables.schemes.CreateTableSql(),
                           tables.scheme_versions.CreateTableSql(),
                           tables.references.CreateTableSql())},
          {2, words(sql::Engine::kSqlite), {}, words(sql::Engine::kPostgres)},
          {3, absl::StrCat(tables.replicable_models.CreateTableSql(),
                           tables.survey_problems.CreateTableSql(),
                           tables.upgrade_programmes.CreateTableSql())}};
}

absl::Status CheckNotReferred(Snapshot& snapshot, const CatalogTables& tables,
                              absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<std::string> referrer,
                          tables.references.FirstReferrerOf(snapshot, name));
  if (referrer) return InUseError(name, *referrer);
  return absl::OkStatus();
}

absl::Status CheckExists(Snapshot& snapshot, const ResourceTable& table,
                         absl::string_view field, absl::string_view name) {
  if (name.empty()) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<StoredResource> found,
                          table.Get(snapshot, name));
  return found ? absl::OkStatus() : MissingReferenceError(field, name);
}

}  // namespace sangam::scheme_catalog
