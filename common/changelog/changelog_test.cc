#include "common/changelog/changelog.h"

#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/changelog/place_store_fixture.h"
#include "common/changelog/resource_table.h"

namespace sangam {
namespace {

class ChangelogTest : public PlaceStoreTest {
 protected:
  // The revisions of the history, in order, one for each transaction.
  std::vector<int64_t> HistoryRevisions() {
    std::vector<int64_t> revisions;
    EXPECT_TRUE(changelog_
                    ->Read([&](Snapshot& snapshot) {
                      sql::Statement rows = snapshot.database().Prepare(
                          "SELECT DISTINCT revision FROM history"
                          " ORDER BY revision");
                      while (rows.Next()) revisions.push_back(rows.Int(0));
                      return rows.status();
                    })
                    .ok());
    return revisions;
  }
};

TEST_F(ChangelogTest, DurableAfterReopen) {
  const auto created = Create("places/a", "A");
  ASSERT_TRUE(created.ok());
  const std::string epoch = changelog_->epoch();
  Open();
  EXPECT_EQ(changelog_->epoch(), epoch);
  const auto got = Get("places/a", created->token());
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->place().title(), "A");
  EXPECT_EQ(got->place().etag(), created->place().etag());
  EXPECT_EQ(got->place().update_time().seconds(), 1'775'000'000);
}

TEST_F(ChangelogTest, RevisionsAreGaplessWithManyWritersAndFailures) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([this, writer] {
      for (int i = 0; i < 25; ++i) {
        EXPECT_TRUE(Create(absl::StrCat("places/p", writer, "-", i)).ok());
        EXPECT_FALSE(Create("places/x", "bad").ok());
        EXPECT_FALSE(Create(absl::StrCat("places/p", writer, "-", i)).ok());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  const std::vector<int64_t> revisions = HistoryRevisions();
  ASSERT_EQ(revisions.size(), 100u);
  for (size_t i = 0; i < revisions.size(); ++i) {
    EXPECT_EQ(revisions[i], static_cast<int64_t>(i) + 1);
  }
  EXPECT_EQ(Head(), 100);
}

TEST_F(ChangelogTest, ATransactionIsAllOrNothing) {
  const absl::Status status =
      changelog_->Write([&](WriteTransaction& transaction) -> absl::Status {
        EXPECT_TRUE(type_.table().Put(transaction, "places/a", "").ok());
        EXPECT_TRUE(type_.table().Put(transaction, "places/b", "").ok());
        return InternalFault("stop");
      });
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(Head(), 0);
  EXPECT_TRUE(HistoryRevisions().empty());
  EXPECT_EQ(List(10)->places_size(), 0);
}

TEST_F(ChangelogTest, AWriteThatRecordsNothingTakesNoRevision) {
  ASSERT_TRUE(
      changelog_->Write([](WriteTransaction&) { return absl::OkStatus(); })
          .ok());
  EXPECT_EQ(Head(), 0);
}

TEST_F(ChangelogTest, EveryVersionIsKept) {
  ASSERT_TRUE(Create("places/a", "first").ok());
  registry::v1::UpdatePlaceRequest request;
  request.mutable_place()->set_name("places/a");
  request.mutable_place()->set_title("second");
  ASSERT_TRUE(Update(request).ok());
  ASSERT_TRUE(Delete("places/a").ok());
  std::vector<std::string> titles;
  ASSERT_TRUE(changelog_
                  ->Read([&](Snapshot& snapshot) {
                    sql::Statement rows = snapshot.database().Prepare(
                        "SELECT body, deleted FROM history ORDER BY revision");
                    while (rows.Next()) {
                      registry::v1::Place place;
                      EXPECT_TRUE(place.ParseFromString(rows.Bytes(0)));
                      titles.push_back(rows.Int(1) ? "gone" : place.title());
                    }
                    return rows.status();
                  })
                  .ok());
  EXPECT_EQ(titles, (std::vector<std::string>{"first", "second", "gone"}));
}

TEST_F(ChangelogTest, AReadIsAtLeastAsFreshAsItsToken) {
  const auto created = Create("places/a");
  EXPECT_TRUE(Get("places/a", created->token()).ok());
  StorePosition ahead{"registry", changelog_->epoch(), 2};
  EXPECT_EQ(ReasonOf(Get("places/a", Token(ahead).Encode()).status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  StorePosition foreign{"registry", "00", 1};
  EXPECT_EQ(ReasonOf(Get("places/a", Token(foreign).Encode()).status()),
            type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
  StorePosition other{"scheme_catalog", "00", 99};
  EXPECT_TRUE(Get("places/a", Token(other).Encode()).ok());
  EXPECT_EQ(ReasonOf(Get("places/a", "x").status()),
            type::v1::ERROR_REASON_TOKEN_MALFORMED);
}

TEST_F(ChangelogTest, TwoStoresNeverShareAnEpoch) {
  const auto other = Changelog::Open(OptionsOf("other.db"), &clock_);
  ASSERT_TRUE(other.ok());
  EXPECT_NE((*other)->epoch(), changelog_->epoch());
}

TEST_F(ChangelogTest, RefusesTheStoreOfAnotherService) {
  Changelog::Options options = OptionsOf("store.db");
  options.store = "scheme_catalog";
  const auto opened = Changelog::Open(options, &clock_);
  EXPECT_EQ(opened.status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(ChangelogTest, RefusesTheDatabaseOfAnotherProgram) {
  const sql::StoreAddress address = store_.Address("other.db");
  {
    auto other =
        sql::Database::Open(address, sql::Database::Access::kReadWrite);
    ASSERT_TRUE((*other)->Execute("CREATE TABLE theirs (a INTEGER)").ok());
  }
  EXPECT_EQ(Changelog::Open(OptionsOf("other.db"), &clock_).status().code(),
            absl::StatusCode::kFailedPrecondition);
  auto other = sql::Database::Open(address, sql::Database::Access::kReadOnly);
  EXPECT_EQ(*CountTables(**other), 1) << "it is left as it was";
}

TEST_F(ChangelogTest, MigratesForwardOnceAndRefusesANewerSchema) {
  ASSERT_TRUE(Create("places/a").ok());
  changelog_ = nullptr;
  Changelog::Options newer = OptionsOf("store.db");
  newer.migrations.push_back({2, "CREATE TABLE added (name TEXT)"});
  for (int i = 0; i < 2; ++i) {
    const auto opened = Changelog::Open(newer, &clock_);
    ASSERT_TRUE(opened.ok()) << opened.status();
  }
  const auto older = Changelog::Open(OptionsOf("store.db"), &clock_);
  EXPECT_EQ(older.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(older.status().message(),
            "the store's schema (registry) is version 2, but this binary knows"
            " versions up to 1; start a newer binary");
}

// An embedded store migrates itself; one that several processes share waits for
// the explicit step.
TEST_F(ChangelogTest, ASharedStoreIsMigratedByAnExplicitStep) {
  changelog_ = nullptr;
  Changelog::Options options = OptionsOf("store.db");
  options.migrations.push_back({2, "CREATE TABLE added (name TEXT)"});
  options.start.migrate = false;
  const auto older = Changelog::Open(options, &clock_);
  const bool shared = sql::TestEngine() == sql::Engine::kPostgres;
  EXPECT_EQ(older.ok(), !shared);
  if (!shared) return;
  EXPECT_EQ(older.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(older.status().message(),
            "the store's schema (registry) is version 1, but this binary needs"
            " version 2; run it once with --migrate");
  options.address = store_.Address("empty.db");
  EXPECT_EQ(Changelog::Open(options, &clock_).status().message(),
            "the store's schema (changelog) is version 0, but this binary needs"
            " version 4; run it once with --migrate");
}

TEST_F(ChangelogTest, AFailedMigrationLeavesTheOldSchema) {
  changelog_ = nullptr;
  Changelog::Options broken = OptionsOf("store.db");
  broken.migrations.push_back({2, "CREATE TABLE added (name TEXT); NONSENSE"});
  EXPECT_FALSE(Changelog::Open(broken, &clock_).ok());
  broken.migrations.back().script = "CREATE TABLE added (name TEXT)";
  EXPECT_TRUE(Changelog::Open(broken, &clock_).ok());
}

TEST_F(ChangelogTest, StartingTogetherMigratesOnce) {
  const Changelog::Options options = OptionsOf("together.db");
  std::vector<std::thread> starting;
  for (int i = 0; i < 4; ++i) {
    starting.emplace_back([&] {
      const auto opened = Changelog::Open(options, &clock_);
      EXPECT_TRUE(opened.ok()) << opened.status();
    });
  }
  for (std::thread& thread : starting) thread.join();
}

}  // namespace
}  // namespace sangam
