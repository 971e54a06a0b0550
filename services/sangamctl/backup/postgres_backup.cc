#include "services/sangamctl/backup/postgres_backup.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/sql/database.h"
#include "common/sql/transaction.h"
#include "common/status/macros.h"
#include "services/sangamctl/backup/child_process.h"
#include "services/sangamctl/backup/store_facts.h"

namespace sangam::sangamctl {
namespace {

using sql::Database;

constexpr absl::Duration kLookEvery = absl::Milliseconds(200);

std::string Quoted(absl::string_view name) {
  return absl::StrCat("\"", absl::StrReplaceAll(name, {{"\"", "\"\""}}), "\"");
}

absl::StatusOr<std::string> TextOf(Database& database,
                                   absl::string_view query) {
  sql::Statement row = database.Prepare(query);
  std::string text;
  if (row.Next()) text = row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return text;
}

absl::StatusOr<int64_t> CountRows(Database& database) {
  std::vector<std::string> tables;
  sql::Statement names = database.Prepare(
      "SELECT CAST(tablename AS TEXT) FROM pg_tables"
      " WHERE schemaname = current_schema()");
  while (names.Next()) tables.push_back(names.Text(0));
  SANGAM_RETURN_IF_ERROR(names.status());
  int64_t all = 0;
  for (const std::string& table : tables) {
    sql::Statement row =
        database.Prepare(absl::StrCat("SELECT count(*) FROM ", Quoted(table)));
    if (row.Next()) all += row.Int(0);
    SANGAM_RETURN_IF_ERROR(row.status());
  }
  return all;
}

// Follows a dump by what the server tells of it: how many rows of each table
// were read. A table that is read between two looks is missed, and is small.
class DumpWatch {
 public:
  DumpWatch(const sql::StoreAddress& store, int64_t rows,
            const BackupProgress& progress)
      : rows_(rows), progress_(progress) {
    auto opened = Database::Open(store, Database::Access::kReadOnly);
    if (opened.ok()) database_ = *std::move(opened);
  }

  void Look() {
    if (database_ == nullptr) return;
    sql::Statement tables = database_->Prepare(
        "SELECT CAST(relid AS TEXT), tuples_processed FROM "
        "pg_stat_progress_copy"
        " WHERE datname = current_database() AND command = 'COPY TO'");
    while (tables.Next()) {
      int64_t& seen = seen_[tables.Text(0)];
      seen = std::max(seen, tables.Int(1));
    }
    int64_t done = 0;
    for (const auto& [table, rows] : seen_) done += rows;
    progress_({"rows written", std::min(done, rows_), rows_});
  }

 private:
  const int64_t rows_;
  const BackupProgress& progress_;
  std::unique_ptr<Database> database_;
  std::map<std::string, int64_t> seen_;
};

}  // namespace

absl::StatusOr<BackupManifest> DumpPostgres(const sql::StoreAddress& store,
                                            BackupFileWriter& file,
                                            const BackupProgress& progress) {
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database,
                          Database::Open(store, Database::Access::kReadOnly));
  // The dump sees exactly what this transaction sees, which outlasts it.
  sql::Transaction snapshot(*database);
  SANGAM_RETURN_IF_ERROR(snapshot.BeginRead());
  SANGAM_RETURN_IF_ERROR(
      database->Execute("SET LOCAL idle_in_transaction_session_timeout = 0"));
  SANGAM_ASSIGN_OR_RETURN(BackupManifest facts,
                          ReadStoreFacts(*database, store.Description()));
  SANGAM_ASSIGN_OR_RETURN(
      facts.tables_in,
      TextOf(*database, "SELECT CAST(current_schema() AS TEXT)"));
  SANGAM_ASSIGN_OR_RETURN(facts.rows, CountRows(*database));
  SANGAM_ASSIGN_OR_RETURN(const std::string name,
                          TextOf(*database, "SELECT pg_export_snapshot()"));
  // The address holds no password; the program finds it where libpq does.
  SANGAM_ASSIGN_OR_RETURN(
      const std::unique_ptr<ChildProcess> dump,
      ChildProcess::Start({"pg_dump", "--format=custom", "--no-password",
                           absl::StrCat("--snapshot=", name),
                           absl::StrCat("--schema=", Quoted(facts.tables_in)),
                           absl::StrCat("--dbname=", store.text())},
                          -1, file.descriptor()));
  if (progress) {
    DumpWatch watch(store, facts.rows, progress);
    while (!dump->EndsWithin(kLookEvery)) watch.Look();
  }
  SANGAM_RETURN_IF_ERROR(dump->Finish());
  return facts;
}

}  // namespace sangam::sangamctl
