#include "common/changelog/schema_versions.h"

#include "common/changelog/migrations.h"
#include "common/changelog/store_errors.h"
#include "common/status/macros.h"

namespace sangam {

const SchemaVersions& KnownSchemaVersions() {
  static const auto& versions =
      *new SchemaVersions{{"changelog", ChangelogMigrations().back().number},
                          {"registry", 12},
                          {"scheme_catalog", 3}};
  return versions;
}

absl::StatusOr<SchemaVersions> ReadSchemaVersions(sql::Database& database) {
  SchemaVersions versions;
  sql::Statement rows =
      database.Prepare("SELECT part, version FROM schema_version");
  while (rows.Next()) versions[rows.Text(0)] = rows.Int(1);
  SANGAM_RETURN_IF_ERROR(rows.status());
  return versions;
}

absl::Status CheckKnown(const SchemaVersions& found) {
  for (const auto& [part, version] : found) {
    const auto known = KnownSchemaVersions().find(part);
    const int64_t newest =
        known == KnownSchemaVersions().end() ? 0 : known->second;
    if (version > newest) return SchemaTooNewError(part, version, newest);
  }
  return absl::OkStatus();
}

}  // namespace sangam
