#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/sql/connection_pool.h"
#include "common/sql/store_flag.h"
#include "common/sql/temporary_folder.h"
#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sql {
namespace {

class SqlTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = ConnectionPool::Open(store_.Address("test.db"), TwoReaders());
    ASSERT_TRUE(opened.ok()) << opened.status();
    pool_ = *std::move(opened);
    ASSERT_TRUE(pool_
                    ->Write([](Database& database) {
                      return database.Execute(
                          "CREATE TABLE item (name TEXT PRIMARY KEY, body BLOB,"
                          " count INTEGER)");
                    })
                    .ok());
  }

  static ConnectionPool::Options TwoReaders() {
    ConnectionPool::Options options;
    options.readers = 2;
    return options;
  }

  absl::Status Insert(absl::string_view name) {
    return pool_->Write([&](Database& database) {
      return database
          .Prepare("INSERT INTO item (name, count) VALUES (?, ?)", name,
                   int64_t{1})
          .Run();
    });
  }

  int64_t Count() {
    int64_t count = -1;
    const absl::Status status = pool_->Read([&](Database& database) {
      count = CountIn(database);
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
    return count;
  }

  static int64_t CountIn(Database& database) {
    Statement row = database.Prepare("SELECT count(*) FROM item");
    EXPECT_TRUE(row.Next());
    return row.Int(0);
  }

  TestStore store_;
  std::unique_ptr<ConnectionPool> pool_;
};

TEST_F(SqlTest, ValuesComeBackAsTheyWere) {
  const std::string bytes("a\0\xff", 3);
  ASSERT_TRUE(pool_
                  ->Write([&](Database& database) {
                    return database
                        .Prepare("INSERT INTO item VALUES (?, ?, ?)", "",
                                 Blob{bytes}, int64_t{-5})
                        .Run();
                  })
                  .ok());
  ASSERT_TRUE(pool_
                  ->Read([&](Database& database) {
                    Statement row = database.Prepare("SELECT * FROM item");
                    EXPECT_TRUE(row.Next());
                    EXPECT_FALSE(row.IsNull(0));
                    EXPECT_EQ(row.Text(0), "");
                    EXPECT_EQ(row.Bytes(1), bytes);
                    EXPECT_EQ(row.Int(2), -5);
                    EXPECT_FALSE(row.Next());
                    return row.status();
                  })
                  .ok());
}

TEST_F(SqlTest, AFailedWriteLeavesNothing) {
  const absl::Status status = pool_->Write([&](Database& database) {
    EXPECT_TRUE(
        database.Prepare("INSERT INTO item (name) VALUES ('a')").Run().ok());
    return InternalFault("stop");
  });
  EXPECT_EQ(status.message(), "stop");
  EXPECT_EQ(Count(), 0);
  EXPECT_TRUE(Insert("a").ok());
}

TEST_F(SqlTest, AReadSeesOneState) {
  ASSERT_TRUE(Insert("a").ok());
  ASSERT_TRUE(pool_
                  ->Read([&](Database& database) {
                    EXPECT_EQ(CountIn(database), 1);
                    EXPECT_TRUE(Insert("b").ok());
                    EXPECT_EQ(CountIn(database), 1);
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(Count(), 2);
}

TEST_F(SqlTest, AReaderCannotWrite) {
  EXPECT_FALSE(pool_
                   ->Read([](Database& database) {
                     return database.Prepare("DELETE FROM item").Run();
                   })
                   .ok());
}

TEST_F(SqlTest, WaitsForAReaderWhenAllAreBusy) {
  absl::Notification release;
  std::vector<std::thread> busy;
  busy.reserve(2);
  for (int i = 0; i < 2; ++i) {
    busy.emplace_back([&] {
      EXPECT_TRUE(pool_
                      ->Read([&](Database&) {
                        release.WaitForNotification();
                        return absl::OkStatus();
                      })
                      .ok());
    });
  }
  std::thread third([&] { EXPECT_EQ(Count(), 0); });
  release.Notify();
  third.join();
  for (std::thread& thread : busy) thread.join();
}

TEST_F(SqlTest, AFullDiskIsSaidToBeOne) {
  SANGAM_SQLITE_ONLY("the limit is one of SQLite's");
  ASSERT_TRUE(pool_
                  ->Write([](Database& database) {
                    return database.Execute("PRAGMA max_page_count = 4");
                  })
                  .ok());
  const absl::Status status = Insert(std::string(100'000, 'x'));
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_STORE_FAILED);
  EXPECT_EQ(Count(), 0);
  EXPECT_TRUE(Insert("small").ok()) << "the connection is of use again";
}

TEST_F(SqlTest, AReachedLimitOnFilesIsAFullDiskToo) {
  SANGAM_SQLITE_ONLY("the files are another process's");
  signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit tight = before;
  tight.rlim_cur = 200'000;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
  const absl::Status status = Insert(std::string(400'000, 'x'));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_EQ(Count(), 0);
  EXPECT_TRUE(Insert("small").ok());
}

TEST_F(SqlTest, AMistakeInAStatementIsReported) {
  ASSERT_TRUE(pool_
                  ->Read([](Database& database) {
                    Statement rows =
                        database.Prepare("SELECT nothing FROM nowhere", "a");
                    EXPECT_FALSE(rows.Next());
                    EXPECT_EQ(ReasonOf(rows.status()),
                              type::v1::ERROR_REASON_STORE_FAILED);
                    return absl::OkStatus();
                  })
                  .ok());
}

TEST_F(SqlTest, AStatementCanBeUsedWithinItself) {
  ASSERT_TRUE(Insert("a").ok());
  ASSERT_TRUE(Insert("b").ok());
  int pairs = 0;
  ASSERT_TRUE(pool_
                  ->Read([&](Database& database) {
                    const char* text = "SELECT name FROM item";
                    Statement outer = database.Prepare(text);
                    while (outer.Next()) {
                      Statement inner = database.Prepare(text);
                      while (inner.Next()) ++pairs;
                    }
                    return outer.status();
                  })
                  .ok());
  EXPECT_EQ(pairs, 4);
}

TEST_F(SqlTest, DurableAfterReopen) {
  ASSERT_TRUE(Insert("a").ok());
  pool_ = nullptr;
  pool_ = *ConnectionPool::Open(store_.Address("test.db"), {});
  EXPECT_EQ(Count(), 1);
}

TEST(OpenTest, KeepsANewFileFromOtherUsers) {
  using std::filesystem::perms;
  TemporaryFolder folder;
  const auto pool = ConnectionPool::Open(folder.File("a.db"), {});
  ASSERT_TRUE((*pool)
                  ->Write([](Database& database) {
                    return database.Execute("CREATE TABLE item (name)");
                  })
                  .ok());
  for (const char* name : {"a.db", "a.db-wal"}) {
    const perms mode = std::filesystem::status(folder.File(name)).permissions();
    EXPECT_EQ(mode & (perms::others_all | perms::group_write), perms::none)
        << name;
    EXPECT_NE(mode & perms::owner_write, perms::none) << name;
  }
}

TEST(OpenTest, SaysWhatCannotBeOpened) {
  TemporaryFolder folder;
  EXPECT_FALSE(ConnectionPool::Open(folder.File("no/such.db"), {}).ok());
  std::ofstream(folder.File("text.db")) << std::string(5'000, 'x');
  const absl::Status no_store =
      ConnectionPool::Open(folder.File("text.db"), {}).status();
  EXPECT_EQ(ReasonOf(no_store), type::v1::ERROR_REASON_STORE_FAILED);
  EXPECT_THAT(std::string(no_store.message()),
              testing::HasSubstr(folder.File("text.db")));
}

TEST(OpenTest, RefusesAFileThatCannotBeWritten) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write any file";
  TemporaryFolder folder;
  ASSERT_TRUE(ConnectionPool::Open(folder.File("a.db"), {}).ok());
  std::filesystem::permissions(folder.File("a.db"),
                               std::filesystem::perms::owner_read);
  EXPECT_EQ(ReasonOf(ConnectionPool::Open(folder.File("a.db"), {}).status()),
            type::v1::ERROR_REASON_STORE_FAILED);
}

// Of two who open a new file at the same moment each may hold what the other
// needs: that comes about in about one of a hundred rounds.
TEST(OpenTest, ManyMayOpenANewFileAtOnce) {
  const TemporaryFolder folder;
  for (int round = 0; round < 40; ++round) {
    const StoreAddress address = folder.File(absl::StrCat(round, ".db"));
    absl::Notification start;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        start.WaitForNotification();
        const auto opened =
            Database::Open(address, Database::Access::kReadWrite);
        EXPECT_TRUE(opened.ok()) << opened.status();
      });
    }
    start.Notify();
    for (std::thread& thread : threads) thread.join();
  }
}

// To SQLite it would be a URI, and everything else is beside another file.
TEST(OpenTest, APathIsAPathWhateverItBeginsWith) {
  const TemporaryFolder folder;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.File(""));
  EXPECT_TRUE(ConnectionPool::Open(StoreAddress("file:a.db?x=y"), {}).ok());
  std::filesystem::current_path(before);
  EXPECT_TRUE(std::filesystem::exists(folder.File("file:a.db?x=y-wal")) ||
              std::filesystem::file_size(folder.File("file:a.db?x=y")) > 0);
  EXPECT_FALSE(std::filesystem::exists(folder.File("a.db")));
}

TEST(OpenTest, RefusesADatabaseThatCannotHoldEveryScript) {
  SANGAM_POSTGRES_ONLY("a file is in UTF-8");
  const auto server = Database::Open(TestServer().AddressOf("postgres"),
                                     Database::Access::kReadWrite);
  ASSERT_TRUE(server.ok()) << server.status();
  for (const std::string encoding : {"LATIN1", "SQL_ASCII"}) {
    ASSERT_EQ((*server)->Execute(absl::StrCat(
                  "CREATE DATABASE \"odd_", encoding, "\" ENCODING '", encoding,
                  "' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")),
              absl::OkStatus());
    const StoreAddress odd =
        TestServer().AddressOf(absl::StrCat("odd_", encoding));
    const absl::Status refused = ConnectionPool::Open(odd, {}).status();
    EXPECT_TRUE(absl::IsFailedPrecondition(refused)) << refused;
    EXPECT_THAT(std::string(refused.message()),
                testing::AllOf(testing::HasSubstr(encoding),
                               testing::HasSubstr("ENCODING 'UTF8'")));
    // What is there can be taken out.
    EXPECT_TRUE(Database::Open(odd, Database::Access::kReadOnly).ok());
  }
}

TEST(StoreFlagTest, TakesAFileOrADatabase) {
  const auto file = ParseStoreFlag("sqlite:/var/lib/x.db");
  EXPECT_EQ(file->engine(), Engine::kSqlite);
  EXPECT_EQ(file->text(), "/var/lib/x.db");
  for (const char* url :
       {"postgres://host/db", "postgres:postgres://host/db",
        "postgresql://host/db", "postgres:postgresql://host/db"}) {
    const auto database = ParseStoreFlag(url);
    ASSERT_TRUE(database.ok()) << url << database.status();
    EXPECT_EQ(database->engine(), Engine::kPostgres);
    EXPECT_EQ(database->text(), url[8] == ':' && url[9] == 'p'
                                    ? absl::string_view(url).substr(9)
                                    : "postgresql://host/db");
  }
}

TEST(StoreFlagTest, RefusesAllElse) {
  for (const char* bad :
       {"", "x.db", "sqlite:", "sqlite::memory:", "sqlite:file:x.db",
        "sqlite:file:x?mode=memory", "postgres:", "postgres:db",
        "mysql://host/db", "postgres://[host/db", "postgres://host:x/db",
        "postgres://host:0/db", "postgres://host:65536/db",
        "postgres://one:5432,two:x/db", "postgres://host/db?port=x"}) {
    EXPECT_EQ(ReasonOf(ParseStoreFlag(bad).status()),
              type::v1::ERROR_REASON_INVALID_FIELD)
        << bad;
  }
}

TEST(StoreFlagTest, TakesPortsThatCanBe) {
  for (const char* url :
       {"postgres://host:1/db", "postgres://host:65535/db",
        "postgres://one:5432,two/db", "postgres://host/db?port=5432"}) {
    EXPECT_TRUE(ParseStoreFlag(url).ok()) << url;
  }
}

// What is beside a file must be the same whatever name it goes by.
TEST(StoreFlagTest, ALinkIsTheFileThatItLeadsTo) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.File("data"));
  const std::string link = folder.File("link.db");
  std::filesystem::create_symlink("data/a.db", link);
  // Also before there is a file.
  for (int i = 0; i < 2; ++i) {
    const auto address = ParseStoreFlag(absl::StrCat("sqlite:", link));
    ASSERT_TRUE(address.ok()) << address.status();
    EXPECT_EQ(address->text(),
              std::filesystem::canonical(folder.File("data")) / "a.db");
    std::ofstream(folder.File("data/a.db")) << "";
  }
}

TEST(StoreFlagTest, NeverShowsAPassword) {
  const auto address =
      ParseStoreFlag("postgres://registry:hush@db.example:5433/registry");
  ASSERT_TRUE(address.ok());
  EXPECT_EQ(address->Description(),
            "postgres://registry@db.example:5433/registry");
  for (const char* bad : {"postgres://registry:hush@[db/registry",
                          "mysql://registry:hush@db/registry",
                          "postgres://registry:hu%zsh@db/registry?x=y"}) {
    EXPECT_EQ(ParseStoreFlag(bad).status().ToString().find("hush"),
              std::string::npos)
        << bad;
  }
}

}  // namespace
}  // namespace sangam::sql
