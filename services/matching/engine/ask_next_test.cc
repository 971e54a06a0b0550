#include "services/matching/engine/ask_next.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "attribute schemes/settled value" of each question.
std::vector<std::string> Questions(const SampleCatalog& sample,
                                   const std::string& profile,
                                   const MatchQuery& query = EveryVerdict()) {
  std::vector<std::string> questions;
  const auto response = AskAbout(sample, profile, query);
  for (const auto& question : response.ask_next()) {
    questions.push_back(
        absl::StrCat(question.attribute(), " ", question.schemes(), "/",
                     question.schemes_settled(), " ", question.value_paise()));
  }
  return questions;
}

TEST(AskNextTest, WhatDecidesOnMostValueComesFirst) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", If("members > 5") + Grant(100))
          .Add("b", If("members > 9") + Grant(20))
          .Add("c", If("weavers > 5") + Grant(300))
          .Add("d", If("weavers > 5 && artisans > 1") + Grant(5'000))
          .Add("e", If("books_up_to_date"));
  EXPECT_THAT(Questions(sample, ""),
              ElementsAre("weavers 2/1 300", "members 2/2 120",
                          "books_up_to_date 1/1 0", "artisans 1/0 0"));
  EXPECT_THAT(Questions(sample, "members: 1 weavers: 6 artisans: 2"),
              ElementsAre("books_up_to_date 1/1 0"))
      << "what is decided needs no question";
}

TEST(AskNextTest, EqualsGoBySettledThenSchemesThenName) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", If("members > 5"))
          .Add("b", If("weavers > 5"))
          .Add("c", If("weavers > 7"))
          .Add("d", If("artisans > 5") + If("books_up_to_date"))
          .Add("e", If("artisans > 6 && members > 4"));
  EXPECT_THAT(Questions(sample, ""),
              ElementsAre("weavers 2/2 0", "members 2/1 0", "artisans 2/0 0",
                          "books_up_to_date 1/0 0"));
}

TEST(AskNextTest, TheAgeOfWhatIsFormedLaterIsNotAskedFor) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", If("age_months >= 12"))
          .Add("b", If("age_months < 9 && members > 5"));
  const std::string profile =
      "formed_on { year: 2025 month: 1 day: 1 } age_months: 20 ";
  const auto response = AskAbout(sample, profile);
  EXPECT_THAT(Listed(response), ElementsAre("a", "b"));
  for (const auto& match : response.matches()) {
    EXPECT_EQ(match.verdict(), v1::VERDICT_NEEDS_INFORMATION);
  }
  EXPECT_TRUE(MatchOf(response, "a").collect().empty());
  EXPECT_EQ(MatchOf(response, "a").conditions(0).findings(0).actual(),
            "age in months has no value on that day");
  EXPECT_EQ(MatchOf(response, "b").collect_size(), 1);
  EXPECT_THAT(Questions(sample, profile), ElementsAre("members 1/0 0"));
  EXPECT_THAT(Questions(sample, ""),
              ElementsAre("age_months 2/1 0", "members 1/0 0"));
}

TEST(AskNextTest, AsksAtMostFiveThingsInTheLanguage) {
  SampleCatalog sample;
  for (const char* attribute : {"members", "weavers", "artisans", "sc_members",
                                "women_members", "poor_members"}) {
    sample.Add(attribute, If(absl::StrCat(attribute, " > 1")));
  }
  MatchQuery query = EveryVerdict();
  query.language_code = "hi";
  const auto response = AskAbout(sample, "", query);
  ASSERT_EQ(response.ask_next_size(), 5);
  EXPECT_EQ(response.ask_next(0).attribute(), "artisans");
  EXPECT_EQ(response.ask_next(0).label(),
            MatchOf(response, "artisans").collect(0).label());
  EXPECT_EQ(response.ask_next(0).question(),
            MatchOf(response, "artisans").collect(0).question());
}

TEST(AskNextTest, WhatNoAnswerCanMendIsNotSettled) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", If("members > 5 && place.within('places/nowhere')"))
          .Add("b", If("received('schemes/a')"));
  EXPECT_THAT(Questions(sample, "place: 'places/lgd-state-1'"),
              ElementsAre("received 1/1 0", "members 1/0 0"));
}

TEST(AskNextTest, WhatOnlyChoosesABranchSettlesNothingWhileTheBranchIsOpen) {
  const SampleCatalog sample =
      SampleCatalog()
          .Add("a", If("books_up_to_date ? members >= 10 : artisans >= 5") +
                        Grant(500))
          .Add("b", If("books_up_to_date ? true : members >= 10") + Grant(40))
          .Add("c", If("members >= 5 ? members <= 10 : false") + Grant(3));
  EXPECT_THAT(
      Questions(sample, ""),
      ElementsAre("members 3/1 3", "books_up_to_date 2/0 0", "artisans 1/0 0"));
  EXPECT_THAT(Questions(sample, "members: 10"),
              ElementsAre("books_up_to_date 2/1 40", "artisans 1/0 0"));
  EXPECT_THAT(Questions(sample, "members: 10 artisans: 1"),
              ElementsAre("books_up_to_date 2/2 540"));
}

TEST(AskNextTest, ADefectIsNoQuestion) {
  EXPECT_THAT(Questions(SampleCatalog().Add("a", If("looms > 5")), ""),
              IsEmpty());
}

TEST(AskNextTest, CoversWhatIsCountedAndNotOnlyWhatIsListed) {
  const SampleCatalog sample =
      SampleCatalog().Add("a", If("members > 5")).Add("b", If("weavers > 5"));
  MatchQuery query = EveryVerdict();
  query.verdicts = {v1::VERDICT_ELIGIBLE};
  EXPECT_THAT(Questions(sample, "", query),
              ElementsAre("members 1/1 0", "weavers 1/1 0"));
  query.schemes = {"schemes/b"};
  EXPECT_THAT(Questions(sample, "", query), ElementsAre("weavers 1/1 0"));
}

}  // namespace
}  // namespace sangam::matching
