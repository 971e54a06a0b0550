#include "common/sql/test_store.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace sangam::sql {

Engine TestEngine() {
  const char* name = std::getenv("SANGAM_TEST_STORE");
  return name != nullptr && absl::string_view(name) == "postgres"
             ? Engine::kPostgres
             : Engine::kSqlite;
}

namespace {

// Ended by GoogleTest before main returns: statics live longer than the
// server's folder may.
class ServerOfTheProgram : public testing::Environment {
 public:
  void SetUp() override {
    if (TestEngine() != Engine::kPostgres) return;
    if (!PostgresTestServer::Installed()) {
      std::puts("skipped: PostgreSQL is not installed");
      std::exit(0);
    }
    server_ = std::make_unique<PostgresTestServer>();
    ASSERT_TRUE(server_->status().ok()) << server_->status();
  }
  void TearDown() override { server_ = nullptr; }

  PostgresTestServer& server() { return *server_; }

 private:
  std::unique_ptr<PostgresTestServer> server_;
};

ServerOfTheProgram* const environment = static_cast<ServerOfTheProgram*>(
    testing::AddGlobalTestEnvironment(new ServerOfTheProgram));

}  // namespace

PostgresTestServer& TestServer() { return environment->server(); }

StoreAddress TestStore::Address(const std::string& name) {
  if (TestEngine() == Engine::kSqlite) return folder_.File(name);
  const auto known = databases_.find(name);
  if (known != databases_.end()) return known->second;
  static int last = 0;
  auto created = TestServer().CreateDatabase(absl::StrCat("test", ++last));
  if (!created.ok()) {
    ADD_FAILURE() << created.status();
    return StoreAddress();
  }
  return databases_.emplace(name, *created).first->second;
}

}  // namespace sangam::sql
