#include "common/changelog/migrations.h"

#include "absl/strings/str_cat.h"
#include "common/changelog/store_errors.h"
#include "common/status/macros.h"

namespace sangam {

absl::Status Migrate(sql::Database& database, absl::string_view part,
                     const std::vector<Migration>& migrations) {
  SANGAM_RETURN_IF_ERROR(
      database.Execute("CREATE TABLE IF NOT EXISTS schema_version ("
                       " part TEXT PRIMARY KEY, version INTEGER NOT NULL)"));
  int64_t version = 0;
  {
    sql::Statement row = database.Prepare(
        "SELECT version FROM schema_version WHERE part = ?", part);
    if (row.Next()) version = row.Int(0);
    SANGAM_RETURN_IF_ERROR(row.status());
  }
  const int64_t known = migrations.empty() ? 0 : migrations.back().number;
  if (version > known) return SchemaTooNewError(part, version, known);
  for (const Migration& migration : migrations) {
    if (migration.number <= version) continue;
    SANGAM_RETURN_IF_ERROR(database.Execute(migration.script));
    if (migration.step) SANGAM_RETURN_IF_ERROR(migration.step(database));
  }
  if (version == known) return absl::OkStatus();
  return database
      .Prepare("INSERT OR REPLACE INTO schema_version VALUES (?, ?)", part,
               known)
      .Run();
}

const std::vector<Migration>& ChangelogMigrations() {
  static const auto* const kMigrations = new std::vector<Migration>{
      {1, R"sql(
        CREATE TABLE meta (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          store TEXT NOT NULL,
          epoch TEXT NOT NULL,
          revision INTEGER NOT NULL,
          compacted_revision INTEGER NOT NULL
        );
        CREATE TABLE history (
          revision INTEGER NOT NULL,
          ordinal INTEGER NOT NULL,
          collection TEXT NOT NULL,
          key TEXT NOT NULL,
          deleted INTEGER NOT NULL,
          body BLOB NOT NULL,
          recorded_at_micros INTEGER NOT NULL,
          PRIMARY KEY (revision, ordinal)
        );
        CREATE TABLE request (
          request_id TEXT PRIMARY KEY,
          digest BLOB NOT NULL,
          response BLOB NOT NULL,
          recorded_at_micros INTEGER NOT NULL
        );
        CREATE INDEX request_by_age ON request (recorded_at_micros);
      )sql"},
      {2, R"sql(
        CREATE INDEX history_by_key
          ON history (collection, key, revision, ordinal);
        -- The newest revision that was recorded at or before each time.
        CREATE TABLE instant (
          recorded_at_micros INTEGER PRIMARY KEY,
          revision INTEGER NOT NULL
        );
        INSERT INTO instant
          SELECT recorded_at_micros, revision FROM (
            SELECT recorded_at_micros, revision, min(recorded_at_micros)
                OVER (ORDER BY revision
                      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS later
            FROM history WHERE ordinal = 1)
          WHERE later IS NULL OR later > recorded_at_micros;
      )sql"},
  };
  return *kMigrations;
}

}  // namespace sangam
