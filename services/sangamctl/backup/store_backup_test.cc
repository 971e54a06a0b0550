#include "services/sangamctl/backup/store_backup.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/changelog/changelog.h"
#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;

// A small store under the registry's name.
class StoreBackupTest : public testing::Test {
 protected:
  std::unique_ptr<Changelog> Open(const std::string& name) {
    Changelog::Options options;
    options.address = store_.Address(name);
    options.store = "registry";
    options.migrations = {{1, "CREATE TABLE things (name TEXT PRIMARY KEY);"}};
    options.start.migrate = true;
    auto opened = Changelog::Open(std::move(options), &clock_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened.ok() ? *std::move(opened) : nullptr;
  }

  static std::string Add(Changelog& changelog, const std::string& name) {
    std::string token;
    const absl::Status status =
        changelog.Write([&](WriteTransaction& transaction) {
          transaction.database()
              .Prepare("INSERT INTO things VALUES (?)", name)
              .Run()
              .IgnoreError();
          absl::Status recorded =
              transaction.Record("things", name, false, name);
          token = transaction.token();
          return recorded;
        });
    EXPECT_EQ(status, absl::OkStatus());
    return token;
  }

  static std::vector<std::string> Things(Changelog& changelog) {
    std::vector<std::string> names;
    EXPECT_EQ(changelog.Read([&](Snapshot& snapshot) {
      sql::Statement rows =
          snapshot.database().Prepare("SELECT name FROM things ORDER BY name");
      while (rows.Next()) names.push_back(rows.Text(0));
      return rows.status();
    }),
              absl::OkStatus());
    return names;
  }

  static absl::Status ReadWith(Changelog& changelog, const std::string& token) {
    type::v1::ReadAt read_at;
    read_at.set_at_least_token(token);
    return changelog.Read(read_at, [](Snapshot&) { return absl::OkStatus(); });
  }

  absl::StatusOr<BackupManifest> BackUp(const std::string& name) {
    return BackUpStore(store_.Address(name), file_, clock_, nullptr);
  }
  absl::Status Restore(const std::string& name, bool replace = false) {
    return RestoreStore(file_, store_.Address(name), replace, nullptr).status();
  }

  const SystemClock clock_;
  sql::TestStore store_;
  sql::TemporaryFolder folder_;
  const std::string file_ = folder_.File("backup");
};

TEST_F(StoreBackupTest, ElsewhereItIsTheSameInAnotherLife) {
  std::string token;
  {
    const auto original = Open("a");
    Add(*original, "one");
    token = Add(*original, "two");
    const auto manifest = BackUp("a");
    ASSERT_TRUE(manifest.ok()) << manifest.status();
    EXPECT_EQ(Token(manifest->position).Encode(), token);
    Add(*original, "later");
  }
  const auto restored =
      RestoreStore(file_, store_.Address("b"), false, nullptr);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->position.revision, 2);
  const auto copy = Open("b");
  EXPECT_EQ(copy->epoch(), restored->position.epoch);
  EXPECT_NE(copy->epoch(), restored->backup.position.epoch);
  EXPECT_THAT(Things(*copy), testing::ElementsAre("one", "two"));
  EXPECT_EQ(ReasonOf(ReadWith(*copy, token)),
            type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
  Add(*copy, "three");
}

TEST_F(StoreBackupTest, InPlaceItBeginsAnotherLife) {
  std::string token;
  {
    const auto original = Open("a");
    token = Add(*original, "one");
    ASSERT_TRUE(BackUp("a").ok());
  }
  // Nothing was written meanwhile: only the restore tells the lives apart.
  ASSERT_EQ(Restore("a", /*replace=*/true), absl::OkStatus());
  const auto restored = Open("a");
  EXPECT_THAT(Things(*restored), testing::ElementsAre("one"));
  EXPECT_EQ(ReasonOf(ReadWith(*restored, token)),
            type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
}

TEST_F(StoreBackupTest, TwoCopiesAreTwoLives) {
  {
    const auto original = Open("a");
    Add(*original, "one");
    ASSERT_TRUE(BackUp("a").ok());
  }
  ASSERT_EQ(Restore("b"), absl::OkStatus());
  ASSERT_EQ(Restore("c"), absl::OkStatus());
  EXPECT_NE(Open("b")->epoch(), Open("c")->epoch());
}

TEST_F(StoreBackupTest, DataIsReplacedOnlyIfThatIsAskedFor) {
  {
    const auto original = Open("a");
    Add(*original, "one");
    ASSERT_TRUE(BackUp("a").ok());
    Add(*Open("b"), "other");
    Open("c");
  }
  const absl::Status refused = Restore("b");
  EXPECT_TRUE(absl::IsFailedPrecondition(refused)) << refused;
  EXPECT_THAT(
      std::string(refused.message()),
      HasSubstr("holds a registry of 1 changes already; with --replace"));
  EXPECT_THAT(Things(*Open("b")), testing::ElementsAre("other"));
  EXPECT_EQ(Restore("b", /*replace=*/true), absl::OkStatus());
  EXPECT_THAT(Things(*Open("b")), testing::ElementsAre("one"));
  EXPECT_EQ(Restore("c"), absl::OkStatus()) << "a store without a change";
}

TEST_F(StoreBackupTest, WhatANewerReleaseAddedIsGone) {
  {
    const auto original = Open("a");
    Add(*original, "one");
    ASSERT_TRUE(BackUp("a").ok());
    auto newer = sql::Database::Open(store_.Address("a"),
                                     sql::Database::Access::kReadWrite);
    ASSERT_TRUE(newer.ok());
    ASSERT_EQ((*newer)->Execute("CREATE TABLE more (name TEXT);"
                                "CREATE VIEW all_things AS"
                                " SELECT name FROM things;"),
              absl::OkStatus());
  }
  ASSERT_EQ(Restore("a", /*replace=*/true), absl::OkStatus());
  auto database = sql::Database::Open(store_.Address("a"),
                                      sql::Database::Access::kReadOnly);
  ASSERT_TRUE(database.ok());
  EXPECT_FALSE(*HasTable(**database, "more"));
}

TEST_F(StoreBackupTest, AStoreThatIsOpenIsNotReplaced) {
  const auto original = Open("a");
  Add(*original, "one");
  ASSERT_TRUE(BackUp("a").ok());
  const absl::Status refused = Restore("a", /*replace=*/true);
  EXPECT_TRUE(absl::IsFailedPrecondition(refused)) << refused;
  EXPECT_THAT(std::string(refused.message()), HasSubstr("is in use"));
  Add(*original, "two");
}

TEST_F(StoreBackupTest, AnotherStoreIsNeverReplaced) {
  {
    const auto original = Open("a");
    Add(*original, "one");
    ASSERT_TRUE(BackUp("a").ok());
    auto other = sql::Database::Open(store_.Address("foreign"),
                                     sql::Database::Access::kReadWrite);
    ASSERT_TRUE(other.ok());
    ASSERT_EQ((*other)->Execute("CREATE TABLE accounts (id INTEGER);"),
              absl::OkStatus());
    Add(*Open("b"), "one");
    auto renamed = sql::Database::Open(store_.Address("b"),
                                       sql::Database::Access::kReadWrite);
    ASSERT_TRUE(renamed.ok());
    ASSERT_EQ((*renamed)->Execute("UPDATE meta SET store = 'scheme_catalog'"),
              absl::OkStatus());
  }
  EXPECT_THAT(std::string(Restore("foreign", true).message()),
              HasSubstr("another program's database"));
  EXPECT_THAT(
      std::string(Restore("b", true).message()),
      HasSubstr("holds the store \"scheme_catalog\", not \"registry\""));
}

TEST_F(StoreBackupTest, NoBackupIsTakenOfWhatIsNoStore) {
  const absl::Status empty = BackUp("nothing").status();
  EXPECT_TRUE(absl::IsFailedPrecondition(empty)) << empty;
  EXPECT_THAT(std::string(empty.message()), HasSubstr("holds no store"));
}

TEST_F(StoreBackupTest, TheOtherEngineIsRefused) {
  {
    const auto original = Open("a");
    Add(*original, "one");
    ASSERT_TRUE(BackUp("a").ok());
  }
  const auto elsewhere = *sql::StoreAddress::Postgres("postgres:///nowhere");
  const sql::StoreAddress other =
      sql::TestEngine() == sql::Engine::kSqlite
          ? elsewhere
          : sql::StoreAddress(folder_.File("other.db"));
  const absl::Status refused =
      RestoreStore(file_, other, false, nullptr).status();
  EXPECT_THAT(std::string(refused.message()), HasSubstr("only to --store="));
}

}  // namespace
}  // namespace sangam::sangamctl
