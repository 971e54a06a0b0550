// Forward-only changes of a database's schema.
#ifndef SANGAM_COMMON_CHANGELOG_MIGRATIONS_H_
#define SANGAM_COMMON_CHANGELOG_MIGRATIONS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/sql/database.h"

namespace sangam {

// One step. Steps are applied once, in the order of their numbers, which count
// from 1 without gaps; a step that was released never changes.
struct Migration {
  int number;
  // As Database::Execute takes it.
  std::string script;
  // Runs after the script, for what SQL can't say. May be empty.
  std::function<absl::Status(sql::Database&)> step = {};
  // Takes the place of `script` on PostgreSQL, where one text can't do for both
  // engines.
  absl::optional<std::string> postgres_script = {};
};

// Is told of a step that takes long: what it does, and with how many rows it is
// done.
using MigrationProgress = std::function<void(absl::string_view, int64_t)>;

// Brings `part` of the schema ("changelog", or the owner's part) up to the last
// of `migrations`, within the caller's write transaction, so that two processes
// that start together take turns. FAILED_PRECONDITION if the database is newer
// than `migrations`.
absl::Status Migrate(sql::Database& database, absl::string_view part,
                     const std::vector<Migration>& migrations);

// OK if `part` of the schema is at the last of `migrations`.
// FAILED_PRECONDITION if it is older or newer; the message says which version
// is needed.
absl::Status CheckMigrated(sql::Database& database, absl::string_view part,
                           const std::vector<Migration>& migrations);

// Whether the database has a table of this name.
absl::StatusOr<bool> HasTable(sql::Database& database, absl::string_view name);

// How many tables the database has, where this connection looks for them.
absl::StatusOr<int64_t> CountTables(sql::Database& database);

// The tables of the changelog itself.
const std::vector<Migration>& ChangelogMigrations();

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_MIGRATIONS_H_
