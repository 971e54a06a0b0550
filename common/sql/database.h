// A connection to a SQLite database.
#ifndef SANGAM_COMMON_SQL_DATABASE_H_
#define SANGAM_COMMON_SQL_DATABASE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sql/statement.h"

struct sqlite3;

namespace sangam::sql {

// One connection, in write-ahead mode with every commit flushed to disk. Used
// by one thread at a time; outlives its statements and transactions.
class Database {
 public:
  enum class Access { kReadWrite, kReadOnly };

  // Opens the file, creating it unless read-only: its owner may write it, the
  // group read it. STORE_FAILED if it can't be opened or is not a database.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path,
                                                        Access access);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // A statement with its parameters bound. Prepared forms are kept and reused.
  // A mistake in the text is reported by the statement's status().
  template <typename... Arguments>
  Statement Prepare(absl::string_view text, const Arguments&... arguments) {
    Statement statement = PrepareUnbound(text);
    (statement.Bind(arguments), ...);
    return statement;
  }

  // Runs one or more statements without parameters, such as a migration.
  absl::Status Execute(const std::string& script);

 private:
  friend class Statement;
  explicit Database(sqlite3* connection) : connection_(connection) {}
  Statement PrepareUnbound(absl::string_view text);
  absl::Status ErrorOf(int code) const;

  sqlite3* connection_;
  // Prepared forms that no statement uses now, by their text.
  absl::flat_hash_map<std::string, std::vector<sqlite3_stmt*>> idle_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_DATABASE_H_
