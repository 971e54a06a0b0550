// A PostgreSQL server for tests.
#ifndef SANGAM_COMMON_SQL_POSTGRES_TEST_SERVER_H_
#define SANGAM_COMMON_SQL_POSTGRES_TEST_SERVER_H_

#include <sys/types.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sql/store_address.h"
#include "common/sql/temporary_folder.h"

namespace sangam::sql {

// Listens on a socket in a temporary folder, and ends with the object, or with
// the thread that started it. A crash of its machine would lose data, which
// saves the tests time; a crash of the server alone does not. Not thread-safe.
class PostgresTestServer {
 public:
  // Whether PostgreSQL is installed.
  static bool Installed();

  // Starts a server. PostgreSQL refuses to run as root: a root's server runs as
  // "postgres" or "nobody".
  PostgresTestServer();
  PostgresTestServer(const PostgresTestServer&) = delete;
  PostgresTestServer& operator=(const PostgresTestServer&) = delete;
  ~PostgresTestServer();

  // OK, or why there is no server.
  const absl::Status& status() const { return status_; }

  // Makes a database that is not there yet.
  absl::StatusOr<StoreAddress> CreateDatabase(absl::string_view name);
  StoreAddress AddressOf(absl::string_view name) const;
  // The same with all that `from`, which nobody uses, holds.
  absl::StatusOr<StoreAddress> CopyDatabase(const StoreAddress& from,
                                            absl::string_view name);

  // Ends it as `signal` says (SIGQUIT: at once) and starts it again.
  absl::Status Restart(int signal);
  // Of the server's first process.
  pid_t pid() const { return pid_; }

 private:
  absl::Status Initialize();
  absl::Status Start();
  void Stop(int signal);

  TemporaryFolder folder_;
  absl::Status status_;
  pid_t pid_ = -1;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_TEST_SERVER_H_
