#include "services/matching/feeds/registry_state.h"

#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

using Batch = registry::v1::WatchProfilesResponse;

Batch Complete(Batch batch) {
  batch.set_snapshot_complete(true);
  return batch;
}

class RegistryStateTest : public testing::Test {
 protected:
  // Shows a first list at revision 5 with one group of revision 3.
  void List() {
    state_.BeginList();
    Batch batch;  // Only the last one of a list has a token.
    AddProfile(batch, "groups/a", 3);
    ASSERT_TRUE(state_.Apply(batch).ok());
    EXPECT_TRUE(state_.Read("groups/a").position.epoch.empty())
        << "half a list is not shown";
    EXPECT_TRUE(state_.ResumeToken().empty()) << "nor resumed from";
    EXPECT_EQ(shown_, 0);
    ASSERT_TRUE(state_.Apply(Complete(RegistryBatch(5))).ok());
    EXPECT_EQ(shown_, 1);
  }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Watermark watermark_{"registry", &clock_};
  int shown_ = 0;
  RegistryState state_{&watermark_, [this] { ++shown_; }};
};

TEST_F(RegistryStateTest, ShowsAListAsAWhole) {
  List();
  const SubjectState view = state_.Read("groups/a");
  EXPECT_EQ(view.position, RegistryAt(5));
  EXPECT_EQ(view.profile_revision, 3);
  EXPECT_EQ(view.places_generation, 1);
  EXPECT_FALSE(state_.Read("groups/b").profile_revision);
  EXPECT_EQ(watermark_.position(), RegistryAt(5));
}

TEST_F(RegistryStateTest, ShowsEachBatchAtOnce) {
  List();
  Batch batch = RegistryBatch(6);
  AddProfile(batch, "groups/a", 6);
  AddProfile(batch, "groups/b", 6);
  AddPlace(batch, "places/x", type::v1::PLACE_KIND_STATE);
  batch.set_places_generation(2);
  ASSERT_TRUE(state_.Apply(batch).ok());
  const SubjectState view = state_.Read("groups/b");
  EXPECT_EQ(view.position, RegistryAt(6));
  EXPECT_EQ(view.profile_revision, 6);
  EXPECT_EQ(view.places_generation, 2);
  EXPECT_TRUE(view.places->ChainOf("places/x"));
  EXPECT_EQ(state_.ResumeToken(), batch.token());
  EXPECT_EQ(state_.subject_count(), 2u);
}

TEST_F(RegistryStateTest, ASubjectThatIsGoneIsUnknown) {
  List();
  Batch batch = RegistryBatch(6);
  AddProfile(batch, "groups/a", 6);
  batch.mutable_profiles(0)->set_deleted(true);
  ASSERT_TRUE(state_.Apply(batch).ok());
  EXPECT_FALSE(state_.Read("groups/a").profile_revision);
}

TEST_F(RegistryStateTest, ANewListReplacesAllThatWasThere) {
  List();
  state_.Disconnected();
  state_.ForgetPosition();
  state_.BeginList();
  Batch batch;
  AddProfile(batch, "groups/b", 1);
  ASSERT_TRUE(state_.Apply(batch).ok());
  EXPECT_EQ(state_.Read("groups/a").profile_revision, 3)
      << "the old state is shown until the new one is whole";
  ASSERT_TRUE(state_.Apply(Complete(RegistryBatch(2, "e2"))).ok());
  EXPECT_FALSE(state_.Read("groups/a").profile_revision);
  EXPECT_EQ(state_.Read("groups/b").profile_revision, 1);
  EXPECT_EQ(watermark_.position(), RegistryAt(2, "e2"));
}

TEST_F(RegistryStateTest, AListThatBreaksOffIsBegunAgain) {
  state_.BeginList();
  Batch batch;
  AddProfile(batch, "groups/gone-meanwhile", 3);
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Disconnected();
  EXPECT_TRUE(state_.ResumeToken().empty());
  List();
  EXPECT_FALSE(state_.Read("groups/gone-meanwhile").profile_revision);
}

TEST_F(RegistryStateTest, AFeedThatBreaksItsContractIsListedAgain) {
  for (const Batch& broken :
       {RegistryBatch(6, "e2"), RegistryBatch(4), Batch()}) {
    shown_ = 0;
    RegistryState state(&watermark_, nullptr);
    state.BeginList();
    ASSERT_TRUE(state.Apply(Complete(RegistryBatch(5))).ok());
    EXPECT_FALSE(state.ResumeToken().empty());
    EXPECT_FALSE(state.Apply(broken).ok());
    EXPECT_TRUE(state.ResumeToken().empty());
    EXPECT_EQ(state.Read("").position, RegistryAt(5));
  }
}

}  // namespace
}  // namespace sangam::matching
