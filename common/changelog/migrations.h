// Forward-only changes of a database's schema.
#ifndef SANGAM_COMMON_CHANGELOG_MIGRATIONS_H_
#define SANGAM_COMMON_CHANGELOG_MIGRATIONS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/sql/database.h"

namespace sangam {

// One step. Steps are applied once, in the order of their numbers, which count
// from 1 without gaps; a step that was released never changes.
struct Migration {
  int number;
  std::string script;
  // Runs after the script, for what SQL can't say. May be empty.
  std::function<absl::Status(sql::Database&)> step = {};
};

// Brings `part` of the schema ("changelog", or the owner's part) up to the last
// of `migrations`, within the caller's write transaction, so that two processes
// that start together take turns. FAILED_PRECONDITION if the database is newer
// than `migrations`.
absl::Status Migrate(sql::Database& database, absl::string_view part,
                     const std::vector<Migration>& migrations);

// The tables of the changelog itself.
const std::vector<Migration>& ChangelogMigrations();

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_MIGRATIONS_H_
