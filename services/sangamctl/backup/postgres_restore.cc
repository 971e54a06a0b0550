#include "services/sangamctl/backup/postgres_restore.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/sql/database.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/sangamctl/backup/backup_errors.h"
#include "services/sangamctl/backup/child_process.h"
#include "services/sangamctl/backup/store_facts.h"

namespace sangam::sangamctl {
namespace {

using sql::Database;

// Restores of one database follow each other: psql still ends the script that a
// killed sangamctl handed to it, and what it made must be seen to be removed.
//
// Removes the store that is there, all tables and views of its schema, for
// those that a newer release added must not outlast it. Who reads them just now
// is waited for a while. What others made beside the store and depends on it
// stays, and fails the restore by name.
constexpr char kBegin[] = R"sql(
BEGIN;
SET LOCAL lock_timeout = '10s';
SELECT pg_advisory_xact_lock(hashtext('sangamctl restore'));
DO $remove$
DECLARE
  names text;
  written bigint;
BEGIN
  IF to_regclass(format('%I.meta', current_schema())) IS NOT NULL THEN
    LOCK TABLE meta;
    SELECT max(revision) INTO written FROM meta;
  END IF;
)sql";
constexpr char kUnlessWritten[] = R"sql(
  IF written > 0 THEN
    RAISE EXCEPTION 'the store was written to meanwhile';
  END IF;
)sql";
constexpr char kRemove[] = R"sql(
  SELECT string_agg(format('%I.%I', schemaname, viewname), ', ') INTO names
    FROM pg_views WHERE schemaname = current_schema();
  IF names IS NOT NULL THEN EXECUTE 'DROP VIEW ' || names; END IF;
  SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO names
    FROM pg_tables WHERE schemaname = current_schema();
  IF names IS NOT NULL THEN EXECUTE 'DROP TABLE ' || names; END IF;
END
$remove$;
)sql";

// The end of a pipe to a program that reads a script.
class ScriptSink {
 public:
  explicit ScriptSink(Descriptor end) : end_(std::move(end)) {}

  // False where the reader is gone.
  bool Write(absl::string_view text) {
    while (!text.empty()) {
      const ssize_t part =
          send(end_.get(), text.data(), text.size(), MSG_NOSIGNAL);
      if (part < 0 && errno == EINTR) continue;
      if (part < 0) return false;
      text.remove_prefix(static_cast<size_t>(part));
    }
    return true;
  }
  void Close() { end_.Close(); }

 private:
  Descriptor end_;
};

// Two ends of a line: what is written into one is read from the other.
absl::Status MakeLine(Descriptor* one, Descriptor* other) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return InternalFault("the system has no sockets left");
  }
  *one = Descriptor(ends[0]);
  *other = Descriptor(ends[1]);
  return absl::OkStatus();
}

// Hands on what pg_restore says, which is a line for each row. False where psql
// is gone.
bool HandOn(int from, ScriptSink& to, int64_t rows,
            const BackupProgress& progress) {
  std::string text(size_t{1} << 16, '\0');
  int64_t lines = 0;
  while (true) {
    const ssize_t got = read(from, text.data(), text.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    const absl::string_view part(text.data(), static_cast<size_t>(got));
    if (!to.Write(part)) return false;
    lines += std::count(part.begin(), part.end(), '\n');
    if (progress) progress({"rows restored", std::min(lines, rows), rows});
  }
}

// Connections of a service that was just stopped take a moment to end.
constexpr int kLooks = 20;

absl::Status CheckUnused(Database& database, const std::string& name) {
  for (int look = 0; look < kLooks; ++look) {
    // By the name under which services connect.
    sql::Statement others = database.Prepare(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND application_name = 'sangam' AND pid <> pg_backend_pid()");
    const bool used = others.Next();
    SANGAM_RETURN_IF_ERROR(others.status());
    if (!used) return absl::OkStatus();
    SANGAM_RETURN_IF_ERROR(database.Execute("SELECT pg_sleep(0.1)"));
  }
  return StoreInUseError(name);
}

}  // namespace

absl::Status CheckPostgresTarget(const sql::StoreAddress& store,
                                 const BackupManifest& backup, bool replace) {
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database,
                          Database::Open(store, Database::Access::kReadOnly));
  SANGAM_RETURN_IF_ERROR(
      CheckTarget(*database, store.Description(), backup, replace));
  sql::Statement schema =
      database->Prepare("SELECT CAST(current_schema() AS TEXT)");
  const std::string tables_in = schema.Next() ? schema.Text(0) : "";
  SANGAM_RETURN_IF_ERROR(schema.status());
  if (tables_in != backup.tables_in) {
    return OtherTablesError(backup.tables_in, tables_in);
  }
  return CheckUnused(*database, store.Description());
}

absl::Status RestorePostgres(const std::string& path,
                             const BackupManifest& backup,
                             const sql::StoreAddress& store, bool replace,
                             const BackupProgress& progress) {
  SANGAM_ASSIGN_OR_RETURN(const std::string life,
                          RestoredLifeScript(backup.tables_in, backup));
  Descriptor restored, script, script_read, restored_read;
  SANGAM_RETURN_IF_ERROR(MakeLine(&script, &script_read));
  SANGAM_RETURN_IF_ERROR(MakeLine(&restored, &restored_read));
  SANGAM_ASSIGN_OR_RETURN(
      const std::unique_ptr<ChildProcess> reader,
      ChildProcess::Start({"pg_restore", "--file=-", "--no-owner",
                           "--no-privileges", "--no-tablespaces",
                           absl::StrCat("--schema=", backup.tables_in), path},
                          -1, restored.get()));
  restored.Close();
  SANGAM_ASSIGN_OR_RETURN(
      const std::unique_ptr<ChildProcess> writer,
      ChildProcess::Start({"psql", "--no-psqlrc", "--quiet", "--no-password",
                           "--set=ON_ERROR_STOP=1", "--output=/dev/null",
                           "--file=-", absl::StrCat("--dbname=", store.text())},
                          script_read.get(), -1));
  script_read.Close();
  ScriptSink sink(std::move(script));
  const bool begun =
      sink.Write(absl::StrCat(kBegin, replace ? "" : kUnlessWritten, kRemove));
  const bool told =
      begun && HandOn(restored_read.get(), sink, backup.rows, progress);
  restored_read.Close();
  if (!told) {
    // psql is gone, and says why.
    SANGAM_RETURN_IF_ERROR(writer->Finish());
  }
  // Without a COMMIT the server takes all back.
  SANGAM_RETURN_IF_ERROR(reader->Finish());
  sink.Write(absl::StrCat(life, "ANALYZE;\nCOMMIT;\n"));
  sink.Close();
  return writer->Finish();
}

}  // namespace sangam::sangamctl
