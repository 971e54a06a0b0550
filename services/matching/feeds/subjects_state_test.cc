#include "services/matching/feeds/subjects_state.h"

#include <vector>

#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

using Batch = registry::v1::WatchProfilesResponse;

void AddMembers(Batch& batch, const std::string& subject, int members) {
  AddProfile(batch, subject, 1);
  batch.mutable_profiles()->rbegin()->mutable_profile()->set_members(members);
}

class SubjectsStateTest : public testing::Test {
 protected:
  static void Show(SubjectsState& state, const Batch& batch) {
    ASSERT_TRUE(state.Apply(batch).ok());
    state.Publish();
  }
  static void List(SubjectsState& state, Batch batch) {
    state.BeginList();
    batch.set_snapshot_complete(true);
    Show(state, batch);
  }
  // What was shown at revision 5: two groups and a place.
  static SubjectsView Kept() {
    FakeClock clock(absl::FromUnixSeconds(1'780'000'000));
    Watermark watermark(kRegistryStore, &clock);
    SubjectsState before(&watermark);
    Batch batch = RegistryBatch(5);
    AddPlace(batch, "places/s", type::v1::PLACE_KIND_STATE);
    AddMembers(batch, "groups/a", 10);
    AddMembers(batch, "groups/b", 20);
    List(before, batch);
    return before.Read();
  }
  // Subjects and members, as shown; empty where nothing is.
  std::string Shown() const {
    const SubjectsView view = state_.Read();
    std::string text;
    if (view.columns == nullptr) return text;
    for (const auto& block : view.columns->blocks()) {
      for (uint32_t row = 0; row < block->size(); ++row) {
        absl::StrAppend(&text, block->NameOf(row), "=",
                        block->ProfileOf(row, view.columns->texts()).members(),
                        " ");
      }
    }
    return text;
  }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Watermark newest_{kRegistryStore, &clock_};
  Watermark watermark_{kRegistryStore, &clock_};
  SubjectsState state_{&watermark_};
};

TEST_F(SubjectsStateTest, GoesOnFromWhatWasKept) {
  const SubjectsView kept = Kept();
  state_.Restore(kept, &newest_);
  EXPECT_EQ(state_.ResumeToken(), kept.columns->token());
  EXPECT_EQ(Shown(), "") << "the owner has not said that it goes on from there";
  EXPECT_FALSE(watermark_.IsComplete());

  newest_.Advance(RegistryAt(7));
  Batch batch = RegistryBatch(7);
  AddMembers(batch, "groups/b", 21);
  AddMembers(batch, "groups/c", 30);
  AddPlace(batch, "places/d", type::v1::PLACE_KIND_DISTRICT, "places/s");
  Show(state_, batch);
  EXPECT_EQ(Shown(), "groups/a=10 groups/b=21 groups/c=30 ");
  EXPECT_EQ(state_.Read().places->size(), 2u);
  EXPECT_EQ(state_.Read().position, RegistryAt(7));
  EXPECT_EQ(watermark_.position(), RegistryAt(7));
  EXPECT_EQ(state_.ResumeToken(), batch.token());
}

TEST_F(SubjectsStateTest, ABookmarkIsEnoughWhereNothingChanged) {
  state_.Restore(Kept(), &newest_);
  newest_.Advance(RegistryAt(5));
  Show(state_, RegistryBatch(5));
  EXPECT_EQ(Shown(), "groups/a=10 groups/b=20 ");
}

TEST_F(SubjectsStateTest, ShowsNothingOlderThanTheStart) {
  state_.Restore(Kept(), &newest_);
  Batch batch = RegistryBatch(6);
  AddMembers(batch, "groups/a", 11);
  Show(state_, batch);
  EXPECT_EQ(Shown(), "") << "how far others have come is not known yet";
  newest_.Advance(RegistryAt(8));
  Show(state_, RegistryBatch(7));
  EXPECT_EQ(Shown(), "");
  // They run ahead; what counts is where they were.
  newest_.Advance(RegistryAt(20));
  Show(state_, RegistryBatch(8));
  EXPECT_EQ(Shown(), "groups/a=11 groups/b=20 ");
  newest_.Advance(RegistryAt(30));
  Show(state_, RegistryBatch(9));
  EXPECT_EQ(state_.Read().position, RegistryAt(9));
}

TEST_F(SubjectsStateTest, ABreakOnTheWayGoesOnFromTheLastBatch) {
  state_.Restore(Kept(), &newest_);
  newest_.Advance(RegistryAt(8));
  Batch batch = RegistryBatch(6);
  AddMembers(batch, "groups/a", 11);
  AddPlace(batch, "places/d", type::v1::PLACE_KIND_DISTRICT, "places/s");
  Show(state_, batch);
  state_.Disconnected();
  EXPECT_EQ(state_.ResumeToken(), batch.token());
  Show(state_, RegistryBatch(8));
  EXPECT_EQ(Shown(), "groups/a=11 groups/b=20 ");
  EXPECT_EQ(state_.Read().places->size(), 2u);
}

TEST_F(SubjectsStateTest, AListReplacesWhatTheOwnerRefused) {
  state_.Restore(Kept(), &newest_);
  state_.Disconnected();
  state_.ForgetPosition();
  EXPECT_EQ(state_.ResumeToken(), "");
  Batch batch = RegistryBatch(2, "e2");
  AddMembers(batch, "groups/c", 30);
  List(state_, batch);
  // Of no other feed it is known how far it is, and it does not matter.
  EXPECT_EQ(Shown(), "groups/c=30 ");
  EXPECT_EQ(state_.Read().places->size(), 0u);
  EXPECT_EQ(watermark_.position(), RegistryAt(2, "e2"));
}

TEST_F(SubjectsStateTest, AListThatBreaksOffAfterARefusalBringsNothingBack) {
  state_.Restore(Kept(), &newest_);
  state_.Disconnected();
  state_.ForgetPosition();
  state_.BeginList();
  Batch half;
  AddMembers(half, "groups/half", 1);
  ASSERT_TRUE(state_.Apply(half).ok());
  state_.Publish();
  state_.Disconnected();
  EXPECT_EQ(Shown(), "");
  EXPECT_EQ(state_.ResumeToken(), "");
  Batch batch = RegistryBatch(9);
  AddMembers(batch, "groups/c", 30);
  List(state_, batch);
  EXPECT_EQ(Shown(), "groups/c=30 ");
}

TEST_F(SubjectsStateTest, AnOwnerThatGoesOnFromElsewhereIsNotBelieved) {
  for (const Batch& broken : {RegistryBatch(6, "e2"), RegistryBatch(4)}) {
    SubjectsState state(&watermark_);
    state.Restore(Kept(), &newest_);
    EXPECT_FALSE(state.Apply(broken).ok());
    EXPECT_EQ(state.ResumeToken(), "");
    state.Disconnected();
    EXPECT_EQ(state.Read().columns, nullptr);
  }
}

TEST_F(SubjectsStateTest, WhatWasShownStaysWhileItIsListedAgain) {
  Batch batch = RegistryBatch(5);
  AddMembers(batch, "groups/a", 10);
  List(state_, batch);
  state_.Disconnected();
  state_.ForgetPosition();
  state_.BeginList();
  EXPECT_EQ(Shown(), "groups/a=10 ");
}

}  // namespace
}  // namespace sangam::matching
