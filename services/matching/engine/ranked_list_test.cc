#include "services/matching/engine/ranked_list.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Schemes of two departments, with different benefits and windows.
SampleCatalog FourSchemes() {
  SampleCatalog sample;
  sample.Add("a", "open_to_all: true " + Grant(5))
      .Add("b",
           "open_to_all: true benefits { id: 'l' kind: BENEFIT_KIND_LOAN } "
           "window { opens_on { year: 2025 month: 1 day: 1 } }")
      .Add("c", If("members > 5") +
                    "benefits { id: 't' kind: BENEFIT_KIND_TRAINING }" +
                    "benefits { id: 'l' kind: BENEFIT_KIND_LOAN }")
      .Add("d", If("members < 5") + Grant(7) +
                    "suspensions { suspended_from { year: 2024 month: 1 day: "
                    "1 } cause: SUSPENSION_CAUSE_ORDER }");
  sample.resources().schemes[1].set_department("departments/rural");
  sample.resources().schemes[3].set_department("departments/rural");
  return sample;
}

TEST(RankedListTest, ListsTheKindsOfBenefitThatAreAskedFor) {
  MatchQuery query = EveryVerdict();
  query.benefit_kinds = {scheme_catalog::v1::BENEFIT_KIND_LOAN};
  const auto loans = AskAbout(FourSchemes(), "", query);
  EXPECT_THAT(Listed(loans), ElementsAre("b", "c"));
  EXPECT_EQ(loans.counts().eligible() + loans.counts().needs_information(), 4)
      << "counts cover all";
  query.benefit_kinds = {scheme_catalog::v1::BENEFIT_KIND_TRAINING,
                         scheme_catalog::v1::BENEFIT_KIND_GRANT};
  EXPECT_THAT(Listed(AskAbout(FourSchemes(), "", query)),
              ElementsAre("a", "d", "c"));
}

TEST(RankedListTest, ListsTheAvailabilitiesThatAreAskedFor) {
  MatchQuery query = EveryVerdict();
  query.availabilities = {v1::AVAILABILITY_NOT_YET_OPEN,
                          v1::AVAILABILITY_SUSPENDED};
  EXPECT_THAT(Listed(AskAbout(FourSchemes(), "", query)),
              ElementsAre("b", "d"));
  query.benefit_kinds = {scheme_catalog::v1::BENEFIT_KIND_GRANT};
  EXPECT_THAT(Listed(AskAbout(FourSchemes(), "", query)), ElementsAre("d"));
  query.availabilities = {v1::AVAILABILITY_BUDGET_EXHAUSTED};
  EXPECT_THAT(Listed(AskAbout(FourSchemes(), "", query)), IsEmpty());
}

TEST(RankedListTest, CountsTheDepartmentsThatAreAskedFor) {
  MatchQuery query = EveryVerdict();
  query.departments = {"departments/rural"};
  const auto rural = AskAbout(FourSchemes(), "members: 9", query);
  EXPECT_THAT(Listed(rural), ElementsAre("b", "d"));
  EXPECT_EQ(rural.counts().eligible(), 1);
  EXPECT_EQ(rural.counts().near_miss(), 1);
  query.schemes = {"schemes/d", "schemes/a", "schemes/none"};
  EXPECT_THAT(Listed(AskAbout(FourSchemes(), "", query)), ElementsAre("d"));
  query.departments = {"departments/none"};
  const auto none = AskAbout(FourSchemes(), "", query);
  EXPECT_THAT(Listed(none), IsEmpty());
  EXPECT_EQ(none.counts().needs_information(), 0);
}

TEST(RankedListTest, SchemesWithoutAVersionInForceAreCountedWithTheirs) {
  SampleCatalog sample = FourSchemes();
  sample.Add("e",
             "open_to_all: true effective_from { year: 2030 month: 1 day: "
             "1 }");
  MatchQuery query = EveryVerdict();
  query.departments = {"departments/textiles"};
  EXPECT_EQ(AskAbout(sample, "", query).counts().not_in_force(), 1);
  query.departments = {"departments/rural"};
  EXPECT_EQ(AskAbout(sample, "", query).counts().not_in_force(), 0);
}

TEST(RankedListTest, TellsOnlyWhatIsAskedFor) {
  google::protobuf::FieldMask mask;
  for (const char* path : {"scheme", "conditions.outcome", "ranking.fit"}) {
    mask.add_paths(path);
  }
  MatchQuery query = EveryVerdict();
  query.fields = *MatchFields::Read(mask, "match_mask");
  const auto response = AskAbout(
      SampleCatalog().Add("a", If("members > 5") + Grant(5)), "", query);
  EXPECT_EQ(response.matches(0).ShortDebugString(),
            "scheme: \"schemes/a\" conditions { outcome: OUTCOME_UNKNOWN } "
            "ranking { }");
  EXPECT_EQ(response.counts().needs_information(), 1);
  EXPECT_EQ(response.ask_next_size(), 1);
}

// A directory that counts how often somebody asks for a title.
class CountingPlaces : public rules::SamplePlaces {
 public:
  std::string TitleOf(absl::string_view place) const override {
    ++titles;
    return rules::SamplePlaces::TitleOf(place);
  }
  mutable int titles = 0;
};

TEST(RankedListTest, WhatIsNotAskedForIsNotReckoned) {
  const auto catalog = SampleCatalog()
                           .Add("a", If("place.within('places/lgd-state-1')"))
                           .Build();
  MatchSubject subject;
  subject.profile.set_place("places/lgd-state-1");
  MatchQuery query = EveryVerdict();
  const CountingPlaces places;
  v1::MatchSchemesResponse whole;
  Match(*catalog, subject, places, query, &whole);
  EXPECT_GT(places.titles, 0);
  google::protobuf::FieldMask mask;
  mask.add_paths("conditions.id");
  query.fields = *MatchFields::Read(mask, "match_mask");
  places.titles = 0;
  v1::MatchSchemesResponse response;
  Match(*catalog, subject, places, query, &response);
  EXPECT_EQ(places.titles, 0);
  EXPECT_EQ(response.matches(0).conditions(0).id(), "c");
}

}  // namespace
}  // namespace sangam::matching
