#include "services/matching/history/past_places.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/history/registry_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

registry::v1::Place Place(const std::string& title, type::v1::PlaceKind kind,
                          const std::string& revenue_parent = "",
                          const std::string& development_parent = "") {
  registry::v1::Place place;
  place.set_title(title);
  place.set_kind(kind);
  place.set_revenue_parent(revenue_parent);
  place.set_development_parent(development_parent);
  return place;
}

class PastPlacesTest : public testing::Test {
 protected:
  PastPlacesTest() {
    auto& places = owner_.states[3].places;
    places["places/state"] = Place("State", type::v1::PLACE_KIND_STATE);
    places["places/district"] =
        Place("District", type::v1::PLACE_KIND_DISTRICT, "places/state");
    places["places/block"] =
        Place("Block", type::v1::PLACE_KIND_BLOCK, "", "places/district");
    places["places/village"] = Place("Village", type::v1::PLACE_KIND_VILLAGE,
                                     "places/district", "places/block");
    // Later the village moves and is called something else.
    owner_.states[8] = owner_.states[3];
    owner_.states[8].places["places/village"] =
        Place("Town", type::v1::PLACE_KIND_URBAN_LOCAL_BODY, "places/state");
  }

  PastPlaces At(int64_t revision) {
    return PastPlaces(stub_.get(), &clock_, {}, RegistryAt(revision), records_,
                      &call_);
  }

  SystemClock clock_;
  RegistryWithPast owner_;
  std::unique_ptr<registry::v1::RegistryService::Stub> stub_ = owner_.NewStub();
  std::shared_ptr<PlaceRecords> records_ = std::make_shared<PlaceRecords>(100);
  CallContext call_;
};

TEST_F(PastPlacesTest, TellsTheChainThatTheTableOfThatDayWouldTell) {
  std::vector<registry::v1::PlaceChange> changes;
  std::vector<const registry::v1::PlaceChange*> pointers;
  for (const auto& [name, place] : owner_.states[3].places) {
    *changes.emplace_back().mutable_place() = place;
    changes.back().mutable_place()->set_name(name);
  }
  for (const auto& change : changes) pointers.push_back(&change);
  const auto table = PlaceTable::Empty()->With(pointers);
  const PastPlaces places = At(5);
  for (const auto& [name, place] : owner_.states[3].places) {
    ASSERT_TRUE(places.ChainOf(name)) << places.status();
    EXPECT_EQ(places.ChainOf(name)->links, table->ChainOf(name)->links);
    EXPECT_EQ(places.ChainOf(name)->links[0].place, name);
    EXPECT_EQ(places.TitleOf(name), place.title());
  }
  EXPECT_EQ(places.ChainOf("places/village")->links.size(), 4u);
  EXPECT_TRUE(places.status().ok());
}

TEST_F(PastPlacesTest, EachPlaceIsAskedForOnce) {
  {
    const PastPlaces places = At(5);
    EXPECT_TRUE(places.ChainOf("places/village"));
    EXPECT_FALSE(places.ChainOf("places/nowhere"));
    EXPECT_TRUE(places.ChainOf("places/block"));
  }
  const PastPlaces of_another_answer = At(5);
  EXPECT_EQ(of_another_answer.TitleOf("places/village"), "Village");
  EXPECT_FALSE(of_another_answer.ChainOf("places/nowhere"));
  EXPECT_THAT(owner_.asked_places(),
              ElementsAre("places/village", "places/district", "places/block",
                          "places/state", "places/nowhere"));
}

TEST_F(PastPlacesTest, APlaceThatWasNotThereIsUnknownAndNoFault) {
  const PastPlaces places = At(2);
  EXPECT_FALSE(places.ChainOf("places/village"));
  EXPECT_EQ(places.TitleOf("places/village"), "");
  EXPECT_TRUE(places.status().ok());
}

TEST_F(PastPlacesTest, AFailureIsToldAndNothingMoreIsAsked) {
  owner_.on_call = [] { return absl::UnavailableError("no"); };
  const PastPlaces places = At(5);
  EXPECT_FALSE(places.ChainOf("places/village"));
  EXPECT_EQ(places.status(), OwnerUnavailableError(kRegistryStore));
  owner_.on_call = nullptr;
  EXPECT_FALSE(places.ChainOf("places/block"));
  EXPECT_EQ(owner_.asked_places().size(), 1u);
  EXPECT_EQ(places.status(), OwnerUnavailableError(kRegistryStore));
  EXPECT_TRUE(At(5).ChainOf("places/village")) << "it is not kept";
}

TEST_F(PastPlacesTest, AnAncestorThatCannotBeToldIsAFailureToo) {
  int calls = 0;
  owner_.on_call = [&calls] {
    return ++calls == 3 ? RevisionCompactedError(kRegistryStore)
                        : absl::OkStatus();
  };
  const PastPlaces places = At(5);
  places.ChainOf("places/village");
  EXPECT_EQ(places.status(), RevisionCompactedError(kRegistryStore));
}

TEST_F(PastPlacesTest, ACallThatIsNotWantedAnyMoreAsksNothing) {
  call_.cancelled = [] { return true; };
  const PastPlaces places = At(5);
  EXPECT_FALSE(places.ChainOf("places/village"));
  EXPECT_EQ(places.status(), DeadlineExceededError());
  EXPECT_TRUE(owner_.asked_places().empty());
}

TEST_F(PastPlacesTest, ManyPlacesTakeNoMoreMemoryThanIsAllowed) {
  records_ = std::make_shared<PlaceRecords>(2);
  EXPECT_EQ(At(5).ChainOf("places/village")->links.size(), 4u);
  EXPECT_TRUE(records_->Find("places/village"));
  EXPECT_TRUE(records_->Find("places/district"));
  EXPECT_FALSE(records_->Find("places/state"));
}

TEST_F(PastPlacesTest, ShownPlacesThatMayBeIncompleteDoNotTellOfUnknownOnes) {
  for (const bool may_be_added : {false, true}) {
    const ShownPlaces places(PlaceTable::Empty(), may_be_added);
    EXPECT_TRUE(places.status().ok());
    EXPECT_FALSE(places.ChainOf("places/village"));
    EXPECT_EQ(places.status(),
              may_be_added ? RevisionNotYetAvailableError(kRegistryStore)
                           : absl::OkStatus());
  }
}

}  // namespace
}  // namespace sangam::matching
