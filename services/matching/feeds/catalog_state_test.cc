#include "services/matching/feeds/catalog_state.h"

#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

using Batch = scheme_catalog::v1::WatchCatalogResponse;

class CatalogStateTest : public testing::Test {
 protected:
  void List(const std::string& scheme, int64_t revision,
            const std::string& epoch = "e1") {
    state_.BeginList();
    Batch batch = CatalogBatch(revision, epoch);
    AddScheme(batch, scheme);
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(state_.Apply(batch).ok());
    state_.Publish();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Watermark watermark_{"scheme_catalog", &clock_};
  CatalogState state_{&watermark_, nullptr};
};

TEST_F(CatalogStateTest, ShowsNothingBeforeAListIsComplete) {
  state_.BeginList();
  Batch batch = CatalogBatch(3);
  AddScheme(batch, "schemes/a");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot, nullptr);
  EXPECT_FALSE(watermark_.IsComplete());
  EXPECT_TRUE(state_.ResumeToken().empty());
}

TEST_F(CatalogStateTest, SnapshotAndPositionMoveTogether) {
  List("schemes/a", 3);
  Batch batch = CatalogBatch(4);
  AddScheme(batch, "schemes/b");
  ASSERT_TRUE(state_.Apply(batch).ok());
  EXPECT_EQ(state_.Read().position, CatalogAt(3)) << "not published yet";
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/b"), nullptr);
  state_.Publish();
  EXPECT_EQ(state_.Read().position, CatalogAt(4));
  EXPECT_NE(state_.Read().snapshot->Find("schemes/a"), nullptr);
  EXPECT_NE(state_.Read().snapshot->Find("schemes/b"), nullptr);
  EXPECT_EQ(watermark_.position(), CatalogAt(4));
}

TEST_F(CatalogStateTest, ABookmarkMovesThePositionAndKeepsTheSnapshot) {
  List("schemes/a", 3);
  const auto before = state_.Read().snapshot;
  ASSERT_TRUE(state_.Apply(CatalogBatch(9)).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().position, CatalogAt(9));
  EXPECT_EQ(state_.Read().snapshot, before);
}

TEST_F(CatalogStateTest, ASchemeThatIsGoneIsNotFound) {
  List("schemes/a", 3);
  Batch batch = CatalogBatch(4);
  AddScheme(batch, "schemes/a");
  batch.mutable_changes(0)->set_deleted(true);
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/a"), nullptr);
}

TEST_F(CatalogStateTest, ANewListReplacesAllThatWasThere) {
  List("schemes/a", 3);
  state_.Disconnected();
  state_.ForgetPosition();
  state_.BeginList();
  state_.Publish();
  EXPECT_NE(state_.Read().snapshot->Find("schemes/a"), nullptr);
  state_.Disconnected();
  List("schemes/b", 1, "e2");
  EXPECT_EQ(state_.Read().snapshot->Find("schemes/a"), nullptr);
  EXPECT_NE(state_.Read().snapshot->Find("schemes/b"), nullptr);
  EXPECT_EQ(watermark_.position(), CatalogAt(1, "e2"));
}

TEST_F(CatalogStateTest, AFeedThatBreaksItsContractIsListedAgain) {
  for (const Batch& broken :
       {CatalogBatch(4, "e2"), CatalogBatch(2), Batch()}) {
    state_.ForgetPosition();
    List("schemes/a", 3);
    EXPECT_FALSE(state_.ResumeToken().empty());
    EXPECT_FALSE(state_.Apply(broken).ok());
    EXPECT_TRUE(state_.ResumeToken().empty());
    EXPECT_EQ(state_.Read().position, CatalogAt(3));
  }
}

}  // namespace
}  // namespace sangam::matching
