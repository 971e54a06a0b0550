// A connection to a SQLite file.
#ifndef SANGAM_COMMON_SQL_SQLITE_DATABASE_H_
#define SANGAM_COMMON_SQL_SQLITE_DATABASE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sql/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace sangam::sql {

// In write-ahead mode. As Database says.
class SqliteDatabase : public Database {
 public:
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path,
                                                        Access access);
  ~SqliteDatabase() override;

  absl::Status Execute(const std::string& script) override;

  absl::Status ErrorOf(int code) const;
  // For what only this engine does; null where it could not be opened.
  sqlite3* connection() { return connection_; }

  // Prepared forms of one text that no statement uses now.
  using Idle = std::vector<sqlite3_stmt*>;
  // The statement may be used again.
  static void GiveBack(sqlite3_stmt* prepared, Idle* idle);

 private:
  explicit SqliteDatabase(sqlite3* connection)
      : Database(Engine::kSqlite), connection_(connection) {}

  absl::Status SetUp(Access access);
  absl::StatusOr<std::unique_ptr<Execution>> NewExecution(
      absl::string_view text, Length length) override;
  absl::StatusOr<std::unique_ptr<Execution>> NewInsertion(
      const Insertion& insertion) override;
  Idle& IdleOf(absl::string_view text);
  absl::StatusOr<std::unique_ptr<Execution>> Take(absl::string_view text,
                                                  Idle* idle);
  absl::Status BeginWrite(const std::function<bool()>& cancelled) override;
  absl::Status BeginRead() override { return Execute("BEGIN DEFERRED"); }
  absl::Status Commit() override { return Execute("COMMIT"); }
  void Rollback() override;

  sqlite3* connection_;
  bool keeps_log_ = false;
  // By their text.
  absl::node_hash_map<std::string, Idle> idle_;
  // The same: to hash a text takes long beside adding a row.
  absl::flat_hash_map<const Insertion*, Idle*> idle_insertions_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_SQLITE_DATABASE_H_
