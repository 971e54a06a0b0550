// Databases of one test, on the engine that the test run is for.
#ifndef SANGAM_COMMON_SQL_TEST_STORE_H_
#define SANGAM_COMMON_SQL_TEST_STORE_H_

#include <map>
#include <string>

#include "common/sql/postgres_test_server.h"
#include "common/sql/store_address.h"
#include "common/sql/temporary_folder.h"

namespace sangam::sql {

// The engine that the environment's SANGAM_TEST_STORE names: "postgres", or
// SQLite. A test program runs on the first unless sangam_store_test runs it on
// the other too.
Engine TestEngine();

// The server of this test program, when it runs on PostgreSQL. The program ends
// at once, as skipped, where that is not installed.
PostgresTestServer& TestServer();

// Skips the rest of a test that is of SQLite alone, for a reason.
#define SANGAM_SQLITE_ONLY(reason)                                       \
  do {                                                                   \
    if (::sangam::sql::TestEngine() != ::sangam::sql::Engine::kSqlite) { \
      GTEST_SKIP() << (reason);                                          \
    }                                                                    \
  } while (false)

// The same the other way round.
#define SANGAM_POSTGRES_ONLY(reason)                                       \
  do {                                                                     \
    if (::sangam::sql::TestEngine() != ::sangam::sql::Engine::kPostgres) { \
      GTEST_SKIP() << (reason);                                            \
    }                                                                      \
  } while (false)

// Databases that begin empty, by the names that a test gives them: the same
// name is the same database. Not thread-safe.
class TestStore {
 public:
  StoreAddress Address(const std::string& name);

 private:
  TemporaryFolder folder_;
  std::map<std::string, StoreAddress> databases_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_TEST_STORE_H_
