// Which schemas a store may have.
#ifndef SANGAM_COMMON_CHANGELOG_SCHEMA_VERSIONS_H_
#define SANGAM_COMMON_CHANGELOG_SCHEMA_VERSIONS_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/database.h"

namespace sangam {

// The version of each part of a store's schema: "changelog", and the store's
// own, "registry" or "scheme_catalog".
using SchemaVersions = std::map<std::string, int64_t>;

// The newest that this release knows, for those who carry stores about without
// knowing their tables. A test of each owner compares it with its migrations.
const SchemaVersions& KnownSchemaVersions();

// Those of the store in `database`.
absl::StatusOr<SchemaVersions> ReadSchemaVersions(sql::Database& database);

// FAILED_PRECONDITION if any part of `found` is newer than this release's, or
// not known to it.
absl::Status CheckKnown(const SchemaVersions& found);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_SCHEMA_VERSIONS_H_
