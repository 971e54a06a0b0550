// Questions about places, while places move.
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/columns/random_registry.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/columns/versions_for_test.h"

namespace sangam::matching {
namespace {

// The sample places, of which district 10 may lie in the other state; what is
// remembered of one must not be believed of the other.
class NumberedPlaces : public PlaceDirectory {
 public:
  explicit NumberedPlaces(bool is_moved) : is_moved_(is_moved) {}

  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
    absl::optional<PlaceChain> chain = Places().ChainOf(place);
    if (!chain || !is_moved_ || !chain->Contains("places/lgd-district-10")) {
      return chain;
    }
    for (PlaceLink& link : chain->links) {
      if (link.place == "places/lgd-state-1") {
        link.place = "places/lgd-state-2";
      }
    }
    return chain;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
  uint64_t generation() const override { return generation_; }

 private:
  const bool is_moved_;
  const uint64_t generation_ = NewGeneration();
};

TEST(ReversePlacesTest, AgreesWhenPlacesMove) {
  RandomRegistry registry(31);
  registry.List(400);
  const Versions versions = {
      VersionOf({"place.within('places/lgd-state-1')"}),
      VersionOf({"place.within('places/lgd-state-2')"}),
      VersionOf({"place.within('places/lgd-district-10')"}),
      VersionOf({"place.within('places/lgd-block-100')"}),
      VersionOf({"place.within(['placeSets/hills', 'placeSets/partial'])"})};
  const NumberedPlaces places(false);
  const NumberedPlaces moved(true);
  for (const NumberedPlaces* directory : {&places, &moved, &places}) {
    const ReverseBasis basis = {
        absl::CivilDay(2023, 4, 1),
        ReferenceData(*directory, rules::SampleReferences())};
    int64_t pairs = 0;
    EXPECT_EQ(FirstDifference(registry.profiles(), registry.columns().view(),
                              Pointers(versions), rules::SampleDictionary(),
                              basis, &pairs),
              "");
    registry.Change(50);
  }
}

// What a plan keeps is not that of other days, places or subjects.
TEST(ReversePlacesTest, APlanAnswersOneQuestionAfterTheOther) {
  RandomRegistry first(32), second(33);
  const NumberedPlaces places(false), moved(true);
  for (const char* third : {"placeSets/hills", "places/lgd-block-100"}) {
    const Versions versions = {
        VersionOf({"place.within('places/lgd-state-1')"}),
        VersionOf({"!place.within('places/lgd-district-10')"}),
        VersionOf({absl::StrCat("place.within('", third, "')")})};
    const auto pointers = Pointers(versions);
    const auto plan = ReversePlan::Build(pointers, rules::SampleDictionary());
    for (int i = 0; i < 24; ++i) {
      RandomRegistry& registry = i / 8 == 1 ? second : first;
      if (i % 8 == 0) registry.List(200);
      const ReverseBasis basis = {absl::CivilDay(2010 + i % 4 * 5, 4, 1),
                                  ReferenceData(i / 4 % 2 == 0 ? places : moved,
                                                rules::SampleReferences())};
      int64_t pairs = 0;
      EXPECT_EQ(
          FirstDifference(registry.profiles(), registry.columns().view(), plan,
                          pointers, rules::SampleDictionary(), basis, &pairs),
          "");
    }
  }
}

}  // namespace
}  // namespace sangam::matching
