#include "common/changelog/migrations.h"

#include "absl/strings/str_cat.h"
#include "common/changelog/store_errors.h"
#include "common/status/macros.h"

namespace sangam {

namespace {

// Names of tables, where unqualified names are looked for.
constexpr char kSqliteTables[] =
    "(SELECT name FROM sqlite_master WHERE type = 'table') AS tables";
constexpr char kPostgresTables[] =
    "(SELECT CAST(tablename AS TEXT) AS name FROM pg_tables"
    " WHERE schemaname = current_schema()) AS tables";

const char* TablesOf(const sql::Database& database) {
  return database.engine() == sql::Engine::kPostgres ? kPostgresTables
                                                     : kSqliteTables;
}

absl::StatusOr<int64_t> VersionOf(sql::Database& database,
                                  absl::string_view part) {
  sql::Statement row = database.Prepare(
      "SELECT version FROM schema_version WHERE part = ?", part);
  const int64_t version = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return version;
}

int64_t LastOf(const std::vector<Migration>& migrations) {
  return migrations.empty() ? 0 : migrations.back().number;
}

const std::string& ScriptFor(const sql::Database& database,
                             const Migration& migration) {
  const bool other = database.engine() == sql::Engine::kPostgres &&
                     migration.postgres_script.has_value();
  return other ? *migration.postgres_script : migration.script;
}

}  // namespace

absl::Status Migrate(sql::Database& database, absl::string_view part,
                     const std::vector<Migration>& migrations) {
  SANGAM_RETURN_IF_ERROR(
      database.Execute("CREATE TABLE IF NOT EXISTS schema_version ("
                       " part TEXT PRIMARY KEY, version INTEGER NOT NULL)"));
  SANGAM_ASSIGN_OR_RETURN(const int64_t version, VersionOf(database, part));
  const int64_t known = LastOf(migrations);
  if (version > known) return SchemaTooNewError(part, version, known);
  for (const Migration& migration : migrations) {
    if (migration.number <= version) continue;
    SANGAM_RETURN_IF_ERROR(database.Execute(ScriptFor(database, migration)));
    if (migration.step) SANGAM_RETURN_IF_ERROR(migration.step(database));
  }
  if (version == known) return absl::OkStatus();
  return database
      .Prepare(
          "INSERT INTO schema_version (part, version) VALUES (?, ?)"
          " ON CONFLICT (part) DO UPDATE SET version = excluded.version",
          part, known)
      .Run();
}

absl::Status CheckMigrated(sql::Database& database, absl::string_view part,
                           const std::vector<Migration>& migrations) {
  SANGAM_ASSIGN_OR_RETURN(const int64_t version, VersionOf(database, part));
  const int64_t known = LastOf(migrations);
  if (version > known) return SchemaTooNewError(part, version, known);
  if (version < known) return SchemaTooOldError(part, version, known);
  return absl::OkStatus();
}

absl::StatusOr<bool> HasTable(sql::Database& database, absl::string_view name) {
  sql::Statement row = database.Prepare(
      absl::StrCat("SELECT 1 FROM ", TablesOf(database), " WHERE name = ?"),
      name);
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return found;
}

absl::StatusOr<int64_t> CountTables(sql::Database& database) {
  sql::Statement row = database.Prepare(
      absl::StrCat("SELECT count(*) FROM ", TablesOf(database)));
  const int64_t count = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return count;
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
      {2,
       R"sql(
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
      )sql",
       {},
       // No store is older there.
       R"sql(
        CREATE INDEX history_by_key
          ON history (collection, key, revision, ordinal);
        CREATE TABLE instant (
          recorded_at_micros INTEGER PRIMARY KEY,
          revision INTEGER NOT NULL
        );
      )sql"},
      // Who took each of the newest revisions, for writers that lost their
      // connection within the commit. A file has no connection to lose.
      {3, "", {}, R"sql(
        CREATE TABLE write_mark (
          revision INTEGER PRIMARY KEY,
          mark TEXT NOT NULL
        );
      )sql"},
      // Where the store lived when it was last opened.
      {4, R"sql(
        CREATE TABLE life (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          place TEXT NOT NULL
        );
      )sql"},
  };
  return *kMigrations;
}

}  // namespace sangam
