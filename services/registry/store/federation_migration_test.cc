// Sums of federations in a store that an earlier release kept.
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/registry/store/federation_roll_ups_fixture.h"
#include "services/registry/store/older_schema.h"

namespace sangam::registry {
namespace {

class FederationMigrationTest : public FederationRollUpsTest {
 protected:
  void Execute(const std::string& script) {
    ASSERT_TRUE(store_->changelog()
                    .Write([&](WriteTransaction& transaction) {
                      return transaction.database().Execute(script);
                    })
                    .ok());
  }
  // How many are kept.
  int64_t PastSums() {
    int64_t sums = -1;
    EXPECT_TRUE(store_->changelog()
                    .Read([&](Snapshot& snapshot) {
                      sql::Statement row = snapshot.database().Prepare(
                          "SELECT count(*) FROM history"
                          " WHERE collection = 'profiles'"
                          " AND length(body) > 0");
                      if (row.Next()) sums = row.Int(0);
                      return row.status();
                    })
                    .ok());
    return sums;
  }
};

TEST_F(FederationMigrationTest, AnOlderStoreIsFilled) {
  PutTree();
  Put("w", "VO", "c",
      "profile { extra { key: 'promoted_before_the_mission'"
      " value { truth: true } } }");
  const std::string past = token_;
  PutShg("s1", "v", 11);
  const std::string present = Tree();
  ForgetSums();
  Open();
  EXPECT_EQ(Tree(), present);
  // The past of that release is summed up when it is asked for.
  EXPECT_EQ(Tree(past), "2/30 1/40 2/30+1/40 2/30+1/40");
  PutShg("s1", "v", 12);
  EXPECT_EQ(Tree(), "2/32 1/40 2/32+1/40 2/32+1/40");
  EXPECT_EQ(Tree(past), "2/30 1/40 2/30+1/40 2/30+1/40");
}

// More than a migration holds at once.
TEST_F(FederationMigrationTest, EachOfManyFederationsIsFilled) {
  constexpr int kChunks = 3;
  constexpr int kChunk = 400;
  Put("c", "CLF", "");
  for (int i = 0; i < kChunks; ++i) {
    v1::ImportEntitiesRequest chunk;
    for (int j = 0; j < kChunk; ++j) {
      v1::Group* group = chunk.add_records()->mutable_entity()->mutable_group();
      group->set_name(absl::StrCat("groups/v", i * kChunk + j));
      group->set_kind(type::v1::SUBJECT_KIND_VO);
      group->set_parent("groups/c");
    }
    const auto stored = store_->ImportEntities()->Store(chunk, CallContext());
    ASSERT_TRUE(stored.ok()) << stored.status();
  }
  ForgetSums();
  Open();
  EXPECT_EQ(Get("c").sums().open_bodies(), kChunks * kChunk + 1);
  EXPECT_TRUE(store_->changelog()
                  .Read([](Snapshot& snapshot) {
                    sql::Statement row = snapshot.database().Prepare(
                        "SELECT count(*) FROM profiles WHERE length(body) > 0");
                    EXPECT_TRUE(row.Next());
                    EXPECT_EQ(row.Int(0), kChunks * kChunk + 1);
                    return row.status();
                  })
                  .ok());
}

TEST_F(FederationMigrationTest, WrongSumsAreSummedUpAnew) {
  PutTree();
  const std::string past = token_;
  const std::string before = Tree();
  PutShg("s1", "v", 11);
  const std::string present = Tree();
  Execute(
      "UPDATE profiles SET body = (SELECT body FROM profiles"
      " WHERE key = 'groups/b') WHERE key IN ('groups/v', 'groups/c');"
      "UPDATE history SET body = (SELECT body FROM profiles"
      " WHERE key = 'groups/b') WHERE length(body) > 0"
      " AND collection = 'profiles';"
      "UPDATE schema_version SET version = 11 WHERE part = 'registry'");
  EXPECT_NE(Tree(), present);
  EXPECT_NE(Tree(past), before);
  Open();
  EXPECT_EQ(Tree(), present);
  EXPECT_EQ(Tree(past), before);
}

// Of a federation that has gone since, none may be right.
TEST_F(FederationMigrationTest, PastSumsAreForgottenEvenWhereNoneIsWrongNow) {
  PutTree();
  EXPECT_GT(PastSums(), 0);
  Execute("UPDATE schema_version SET version = 11 WHERE part = 'registry'");
  Open();
  EXPECT_EQ(PastSums(), 0);
}

TEST_F(FederationMigrationTest, AMuchOlderStoreIsFilled) {
  SANGAM_SQLITE_ONLY("a column can't go from under a view on PostgreSQL");
  PutTree();
  ForgetSums();
  ASSERT_TRUE(store_->changelog()
                  .Write([](WriteTransaction& transaction) {
                    return transaction.database().Execute(
                        UndoMigrationsAfterTheFourthSql());
                  })
                  .ok());
  Open();
  EXPECT_EQ(Tree(), "2/30 1/40 3/70 3/70");
}

}  // namespace
}  // namespace sangam::registry
