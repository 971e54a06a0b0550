#include "services/matching/engine/ranking.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;

MatchQuery RankedBy(const std::string& preference) {
  MatchQuery query = EveryVerdict();
  query.ranking = FromText<v1::RankingPreference>(preference);
  return query;
}

v1::RankingParts PartsOf(const std::string& terms, const std::string& profile,
                         const std::string& preference = "fit: 1") {
  return MatchOf(AskAbout(SampleCatalog().Add("a", terms), profile,
                          RankedBy(preference)),
                 "a")
      .ranking();
}

TEST(RankingTest, FitIsTheShareOfConditionsThatHold) {
  const std::string three =
      If("members >= 10") + If("weavers >= 5") + If("books_up_to_date");
  EXPECT_EQ(
      PartsOf(three, "members: 10 weavers: 5 books_up_to_date: true").fit(),
      10'000);
  EXPECT_EQ(PartsOf(three, "members: 10 weavers: 5").fit(), 6'666);
  EXPECT_EQ(PartsOf(three, "members: 9").fit(), 0);
  EXPECT_EQ(PartsOf("open_to_all: true", "").fit(), 10'000);
  EXPECT_EQ(PartsOf(If("no_such_thing"), "").fit(), 0) << "a defect";
}

TEST(RankingTest, BenefitCountsTheDigitsOfTheAmount) {
  EXPECT_EQ(PartsOf("open_to_all: true", "").benefit(), 0);
  EXPECT_EQ(PartsOf("open_to_all: true " + Grant(0), "").benefit(), 0);
  EXPECT_EQ(PartsOf("open_to_all: true " + Grant(1), "").benefit(), 200);
  EXPECT_EQ(PartsOf("open_to_all: true " + Grant(1023), "").benefit(), 2'000);
  EXPECT_EQ(PartsOf("open_to_all: true " + Grant(1024), "").benefit(), 2'200);
  EXPECT_EQ(PartsOf("open_to_all: true " + Grant(9'223'372'036'854'775'807), "")
                .benefit(),
            10'000);
}

std::string Window(const std::string& opens, const std::string& closes) {
  const auto date = [](const std::string& field, const std::string& date) {
    return date.empty() ? "" : field + " { year: 2024 " + date + " } ";
  };
  return "open_to_all: true window { " + date("opens_on", opens) +
         date("closes_on", closes) + "}";
}

TEST(RankingTest, DeadlineGrowsAsTheWindowCloses) {
  EXPECT_EQ(PartsOf(Window("", "month: 4 day: 1"), "").deadline(), 10'000);
  EXPECT_EQ(PartsOf(Window("", "month: 4 day: 3"), "").deadline(), 9'800);
  EXPECT_EQ(PartsOf(Window("", "month: 7 day: 10"), "").deadline(), 0)
      << "a hundred days";
  EXPECT_EQ(PartsOf(Window("", "month: 12 day: 1"), "").deadline(), 0);
  EXPECT_EQ(PartsOf(Window("", "month: 3 day: 31"), "").deadline(), 0)
      << "it is over";
  EXPECT_EQ(
      PartsOf(Window("month: 4 day: 2", "month: 4 day: 3"), "").deadline(), 0)
      << "it has not begun";
  EXPECT_EQ(PartsOf(Window("month: 1 day: 1", ""), "").deadline(), 0);
}

TEST(RankingTest, EarlierBenefitsCountUpToTheDate) {
  const char* terms = "open_to_all: true";
  EXPECT_EQ(PartsOf(terms, "").not_used_before(), 10'000);
  EXPECT_EQ(PartsOf(terms, "received_benefits { scheme: 'schemes/a' }")
                .not_used_before(),
            0);
  EXPECT_EQ(PartsOf(terms, "received_benefits { scheme: 'schemes/b' }")
                .not_used_before(),
            10'000);
  EXPECT_EQ(PartsOf(terms,
                    "received_benefits { scheme: 'schemes/a' received_on "
                    "{ year: 2024 month: 4 day: 2 } }")
                .not_used_before(),
            10'000);
}

TEST(RankingTest, FocusAndVulnerabilityFollowThePreference) {
  const std::string terms =
      If("women_member_share_bps >= 5000 && members > 4") + If("members < 50");
  EXPECT_EQ(PartsOf(terms, "").department_focus(), 0);
  EXPECT_EQ(PartsOf(terms, "", "focus_departments: 'departments/textiles'")
                .department_focus(),
            10'000);
  EXPECT_EQ(PartsOf(terms, "", "focus_departments: 'departments/other'")
                .department_focus(),
            0);
  EXPECT_EQ(PartsOf(terms, "").vulnerability(), 0);
  EXPECT_EQ(PartsOf(terms, "",
                    "priority_attributes: 'women_member_share_bps' "
                    "priority_attributes: 'poor_member_share_bps' "
                    "priority_attributes: 'poor_member_share_bps'")
                .vulnerability(),
            5'000);
}

TEST(RankingTest, AConditionAimsAtWhatHelpsItToHold) {
  const auto aim = [](const std::string& condition) {
    SampleCatalog sample;
    sample.resources().attributes.push_back(
        FromText<scheme_catalog::v1::Attribute>(
            "name: 'attributes/st_share' type: ATTRIBUTE_TYPE_NUMBER"
            " derivation: 'st_members * 10000 / members'"));
    return MatchOf(AskAbout(sample.Add("a", If(condition)), "",
                            RankedBy("priority_attributes: 'st_members'")),
                   "a")
        .ranking()
        .vulnerability();
  };
  EXPECT_EQ(aim("st_members >= 5"), 10'000);
  EXPECT_EQ(aim("st_share >= 5000"), 10'000);
  EXPECT_EQ(aim("sc_st_member_share_bps >= 5000"), 10'000);
  EXPECT_EQ(aim("st_members == 0"), 0);
  EXPECT_EQ(aim("st_share < 5000"), 0);
  EXPECT_EQ(aim("members >= 5"), 0);
}

TEST(RankingTest, TotalIsTheWeightedSum) {
  const auto parts =
      PartsOf(If("women_member_share_bps >= 0") + Grant(1) +
                  "window { closes_on { year: 2024 month: 4 day: 1 } }",
              "members: 2 women_members: 1",
              "fit: 1 benefit: 10 deadline: 100 not_used_before: 1000 "
              "department_focus: 2 vulnerability: 3 "
              "focus_departments: 'departments/textiles' "
              "priority_attributes: 'women_member_share_bps'");
  EXPECT_EQ(parts.total(),
            10'000 + 2'000 + 1'000'000 + 10'000'000 + 20'000 + 30'000);
}

SampleCatalog ThreeSchemes() {
  return SampleCatalog()
      .Add("late", "open_to_all: true " + Grant(900) +
                       "window { closes_on { year: 2024 month: 6 day: 1 } }")
      .Add("rich", "open_to_all: true " + Grant(5'000))
      .Add("soon", "open_to_all: true " + Grant(100) +
                       "window { closes_on { year: 2024 month: 4 day: 2 } }");
}

TEST(RankingTest, ThePreferenceOrdersWithinAVerdict) {
  SampleCatalog sample = ThreeSchemes();
  sample.Add("wants",
             If("members > 1") +
                 "window { closes_on { year: 2024 month: 4 day: 1 } }");
  EXPECT_THAT(Listed(AskAbout(sample, "")),
              ElementsAre("rich", "late", "soon", "wants"));
  EXPECT_THAT(Listed(AskAbout(sample, "", RankedBy("deadline: 1"))),
              ElementsAre("soon", "late", "rich", "wants"));
  EXPECT_THAT(
      Listed(AskAbout(sample, "", RankedBy("deadline: 1 benefit: 1000"))),
      ElementsAre("rich", "late", "soon", "wants"));
  EXPECT_THAT(Listed(AskAbout(sample, "", RankedBy("department_focus: 7"))),
              ElementsAre("late", "rich", "soon", "wants"))
      << "equals go by name";
  for (const char* without_weights :
       {"", "focus_departments: 'departments/d'"}) {
    EXPECT_THAT(Listed(AskAbout(sample, "", RankedBy(without_weights))),
                ElementsAre("rich", "late", "soon", "wants"))
        << without_weights;
  }
}

TEST(RankingTest, PagesOfAPreferredOrderFitTogether) {
  MatchQuery query = RankedBy("deadline: 3 benefit: 1");
  const auto whole = AskAbout(ThreeSchemes(), "", query);
  query.limit = 1;
  std::vector<std::string> joined;
  for (query.offset = 0; query.offset < 3; ++query.offset) {
    for (auto& name : Listed(AskAbout(ThreeSchemes(), "", query))) {
      joined.push_back(name);
    }
  }
  EXPECT_EQ(joined, Listed(whole));
}

}  // namespace
}  // namespace sangam::matching
