#include "services/matching/history/registry_history.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/history/registry_for_test.h"
#include "services/matching/lookup/registry_profile_source.h"

namespace sangam::matching {
namespace {

Moment KnownAt(int64_t second) {
  google::protobuf::Timestamp time;
  time.set_seconds(second);
  return time;
}

class RegistryHistoryTest : public testing::Test {
 protected:
  RegistryHistoryTest() {
    for (int64_t revision : {3, 6, 9}) {
      auto& state = owner_.states[revision];
      auto& profile = state.profiles["groups/a"];
      profile.mutable_profile()->set_members(revision);
      auto* id = profile.add_outside_ids();
      id->set_system("LOKOS");
      id->set_value("77");
      state.places["places/state"].set_title("State " +
                                             std::to_string(revision));
    }
  }

  void ShowPresent(int64_t revision, const std::string& epoch = "e1") {
    present_.BeginList();
    auto batch = RegistryBatch(revision, epoch);
    AddPlace(batch, "places/shown", type::v1::PLACE_KIND_STATE);
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(present_.Apply(batch).ok());
  }

  SystemClock clock_;
  CallContext call_;
  Watermark watermark_{kRegistryStore, &clock_};
  RegistryState present_{&watermark_, nullptr};
  RegistryWithPast owner_;
  std::unique_ptr<registry::v1::RegistryService::Stub> stub_ = owner_.NewStub();
  RegistryProfileSource source_{stub_.get(), &clock_, {}};
  RegistryHistory history_{&present_, &source_, stub_.get(), &clock_, {}};
};

TEST_F(RegistryHistoryTest, AProfileIsAsItWasThen) {
  for (const auto& [moment, members] :
       std::vector<std::pair<Moment, int64_t>>{{RegistryAt(3), 3},
                                               {RegistryAt(5), 3},
                                               {RegistryAt(6), 6},
                                               {KnownAt(7), 6}}) {
    const auto by_name = history_.ProfileOf("groups/a", moment, call_);
    ASSERT_TRUE(by_name.ok()) << by_name.status();
    EXPECT_EQ((*by_name)->profile().members(), members);
    EXPECT_TRUE(IsAt(moment, *PositionOf(**by_name)));
    type::v1::OutsideId id;
    id.set_system("LOKOS");
    id.set_value("77");
    const auto by_id = history_.ProfileOf(id, moment, call_);
    ASSERT_TRUE(by_id.ok()) << by_id.status();
    EXPECT_EQ((*by_id)->subject(), "groups/a");
    EXPECT_EQ((*by_id)->profile().members(), members);
  }
  EXPECT_EQ(history_.ProfileOf("groups/a", RegistryAt(2), call_).status(),
            NotFoundError("groups/a"));
}

TEST_F(RegistryHistoryTest, TheOwnerSaysWhichPositionAMomentMeans) {
  EXPECT_EQ(*history_.PositionAt(KnownAt(5), call_), RegistryAt(5));
  EXPECT_EQ(*history_.PositionAt(RegistryAt(4), call_), RegistryAt(4));
  EXPECT_EQ(history_.PositionAt(RegistryAt(10), call_).status(),
            RevisionNotYetAvailableError(kRegistryStore));
  EXPECT_EQ(history_.PositionAt(RegistryAt(1, "e0"), call_).status(),
            StoreEpochChangedError(kRegistryStore));
  owner_.on_call = [] { return RevisionCompactedError(kRegistryStore); };
  EXPECT_EQ(history_.PositionAt(RegistryAt(1), call_).status(),
            RevisionCompactedError(kRegistryStore));
  EXPECT_EQ(history_.ProfileOf("groups/a", RegistryAt(1), call_).status(),
            RevisionCompactedError(kRegistryStore));
}

TEST_F(RegistryHistoryTest, PlacesOfTheShownStateNeedNoOwner) {
  ShowPresent(9);
  owner_.on_call = [] { return absl::UnavailableError("no"); };
  EXPECT_EQ(*history_.PositionAt(RegistryAt(9), call_), RegistryAt(9));
  EXPECT_TRUE(
      history_.PlacesAt(RegistryAt(9), &call_)->ChainOf("places/shown"));
}

TEST_F(RegistryHistoryTest, PlacesOfEachStateAreKeptApart) {
  ShowPresent(9);
  const auto title = [this](int64_t revision) {
    return history_.PlacesAt(RegistryAt(revision), &call_)
        ->TitleOf("places/state");
  };
  EXPECT_EQ(title(3), "State 3");
  EXPECT_EQ(title(6), "State 6");
  EXPECT_EQ(title(3), "State 3");
  EXPECT_EQ(owner_.asked_places().size(), 2u);
  for (int64_t revision : {4, 5, 7, 8}) title(revision);
  EXPECT_EQ(title(3), "State 3");
  EXPECT_EQ(owner_.asked_places().size(), 7u) << "four states are kept";
}

TEST_F(RegistryHistoryTest, AStoreThatWasRestoredForgetsItsPlaces) {
  ShowPresent(9);
  history_.PlacesAt(RegistryAt(3), &call_)->TitleOf("places/state");
  ShowPresent(2, "e2");
  owner_.epoch = "e2";
  const auto places = history_.PlacesAt(RegistryAt(3), &call_);
  EXPECT_EQ(places->TitleOf("places/state"), "");
  EXPECT_EQ(places->status(), StoreEpochChangedError(kRegistryStore));
}

TEST_F(RegistryHistoryTest, ASilentRegistryLeavesTimeToSaySo) {
  ShowPresent(9);
  // Far from each other, so that a slow machine changes nothing.
  call_.deadline = clock_.Now() + absl::Hours(1);
  ASSERT_TRUE(history_.PositionAt(KnownAt(7), call_).ok());
  EXPECT_LT(owner_.last_deadline(), call_.deadline - absl::Minutes(50))
      << "the longest time for a position";

  const RegistryProfileSource::Options patient{absl::Hours(4), absl::Hours(4),
                                               nullptr};
  RegistryProfileSource source(stub_.get(), &clock_, patient);
  RegistryHistory::Options options;
  options.longest_read = absl::Hours(4);
  options.places.longest_read = absl::Hours(4);
  RegistryHistory history(&present_, &source, stub_.get(), &clock_, options);
  const absl::Time at_most = call_.deadline - absl::Minutes(14);
  ASSERT_TRUE(history.PositionAt(KnownAt(7), call_).ok());
  EXPECT_LT(owner_.last_deadline(), at_most);
  EXPECT_GT(owner_.last_deadline(), call_.deadline - absl::Minutes(30));
  ASSERT_TRUE(history.ProfileOf("groups/a", KnownAt(7), call_).ok());
  EXPECT_LT(owner_.last_deadline(), at_most);
  EXPECT_EQ(history.PlacesAt(RegistryAt(6), &call_)->TitleOf("places/state"),
            "State 6");
  EXPECT_LT(owner_.last_deadline(), at_most);
}

}  // namespace
}  // namespace sangam::matching
