#include "services/matching/engine/matcher.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/rules/nearness.h"
#include "common/rules/random_rules.h"
#include "common/rules/subject_view.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Conditions(const std::vector<std::string>& expressions) {
  std::string terms;
  for (size_t i = 0; i < expressions.size(); ++i) {
    absl::StrAppend(&terms, "conditions { id: 'c", i, "' expression: \"",
                    expressions[i], "\" }\n");
  }
  return terms;
}

v1::MatchSchemesResponse Ask(const CatalogSnapshot& catalog,
                             const std::string& profile,
                             MatchQuery query = {}) {
  if (query.as_of == absl::CivilDay()) query.as_of = absl::CivilDay(2024, 4, 1);
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(profile);
  v1::MatchSchemesResponse response;
  Match(catalog, subject, rules::SamplePlaces(), query, &response);
  return response;
}

std::vector<std::string> Names(const v1::MatchSchemesResponse& response) {
  std::vector<std::string> names;
  for (const auto& match : response.matches()) names.push_back(match.scheme());
  return names;
}

v1::Verdict VerdictOn(const std::string& expression,
                      const std::string& profile) {
  MatchQuery query;
  query.verdicts = {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION,
                    v1::VERDICT_NEAR_MISS, v1::VERDICT_INELIGIBLE};
  const auto catalog =
      SampleCatalog().Add("a", Conditions({expression})).Build();
  return Ask(*catalog, profile, query).matches(0).verdict();
}

TEST(MatcherTest, AbsentAndZeroGetDifferentVerdicts) {
  EXPECT_EQ(VerdictOn("members >= 10", "members: 10"), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(VerdictOn("members >= 10", ""), v1::VERDICT_NEEDS_INFORMATION);
  EXPECT_EQ(VerdictOn("members >= 10", "members: 0"), v1::VERDICT_NEAR_MISS);
  EXPECT_EQ(VerdictOn("members == 0", "members: 0"), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(VerdictOn("members == 0", ""), v1::VERDICT_NEEDS_INFORMATION);
}

TEST(MatcherTest, WhatCannotBeChangedIsNoNearMiss) {
  EXPECT_EQ(VerdictOn("subject.kind == 'SHG'", "kind: SUBJECT_KIND_VO"),
            v1::VERDICT_INELIGIBLE);
  EXPECT_EQ(VerdictOn("place.within('places/lgd-state-1')",
                      "place: 'places/lgd-state-2'"),
            v1::VERDICT_INELIGIBLE);
  EXPECT_EQ(VerdictOn("!received('schemes/a')",
                      "received_benefits { scheme: 'schemes/a' }"),
            v1::VERDICT_INELIGIBLE);
}

TEST(MatcherTest, AStateAloneLeavesADistrictOpen) {
  const char* rule = "place.within('places/lgd-district-10')";
  EXPECT_EQ(VerdictOn(rule, "place: 'places/lgd-state-1'"),
            v1::VERDICT_NEEDS_INFORMATION);
  EXPECT_EQ(VerdictOn(rule, "place: 'places/lgd-block-100'"),
            v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(VerdictOn(rule, "place: 'places/lgd-state-2'"),
            v1::VERDICT_INELIGIBLE);
}

TEST(MatcherTest, TellsTheNearMiss) {
  const auto catalog =
      SampleCatalog()
          .Add("poor", Conditions({"subject.kind in ['SHG']",
                                   "poor_member_share_bps >= 8000"}))
          .Build();
  const auto response =
      Ask(*catalog, "kind: SUBJECT_KIND_SHG members: 12 poor_members: 9");
  ASSERT_EQ(response.matches_size(), 1);
  const auto& match = response.matches(0);
  EXPECT_EQ(match.verdict(), v1::VERDICT_NEAR_MISS);
  EXPECT_EQ(match.near_miss().attribute(), "poor_member_share_bps");
  EXPECT_EQ(match.near_miss().required(), "at least 80 %");
  EXPECT_EQ(match.near_miss().actual(), "75 %");
  EXPECT_EQ(match.near_miss().distance(), "5 percentage points more");
  EXPECT_EQ(match.near_miss().distance_value(), 500);
  EXPECT_EQ(match.conditions(0).outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(match.conditions(1).outcome(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(match.collect_size(), 0);
}

TEST(MatcherTest, FindingsTellPlacesAndSchemesByTheirTitles) {
  const auto catalog =
      SampleCatalog()
          .Add("a", Conditions({"place.within('places/lgd-state-1')",
                                "!received('schemes/b')"}))
          .Add("b", "")
          .Build();
  MatchQuery query;
  query.language_code = "hi";
  query.schemes = {"schemes/a"};
  const char* profile =
      "place: 'places/lgd-state-1'"
      " received_benefits_complete_until { year: 2030 month: 1 day: 1 }";
  const auto match = Ask(*catalog, profile, query).matches(0);
  EXPECT_EQ(match.conditions(0).findings(0).required(), "State 1 में");
  EXPECT_EQ(match.conditions(0).findings(0).actual(), "State 1");
  EXPECT_EQ(match.conditions(1).findings(0).required(), "योजना b से न मिला हो");
}

TEST(MatcherTest, TwoObstaclesAreTooMany) {
  const auto catalog =
      SampleCatalog()
          .Add("a", Conditions({"members >= 10", "books_up_to_date"}))
          .Build();
  EXPECT_EQ(
      Ask(*catalog, "members: 9 books_up_to_date: false").counts().ineligible(),
      1);
  EXPECT_EQ(Ask(*catalog, "members: 9").counts().ineligible(), 1)
      << "an unknown beside a failure is no near miss";
  EXPECT_EQ(
      Ask(*catalog, "members: 9 books_up_to_date: true").counts().near_miss(),
      1);
}

TEST(MatcherTest, AsksForWhatMostConditionsLack) {
  const auto catalog =
      SampleCatalog()
          .Add("a", Conditions({"weavers >= 5", "artisans > 1 || members > 1",
                                "members < 20", "women_owned || members > 2",
                                "!received('schemes/b')"}))
          .Build();
  const auto response = Ask(*catalog, "women_owned: true");
  std::vector<std::string> fields;
  for (const auto& field : response.matches(0).collect()) {
    fields.push_back(field.attribute());
    EXPECT_FALSE(field.label().empty());
    EXPECT_FALSE(field.question().empty());
  }
  EXPECT_THAT(fields,
              ElementsAre("members", "artisans", "received", "weavers"));
}

TEST(MatcherTest, CountsWhatItDoesNotList) {
  const auto catalog =
      SampleCatalog()
          .Add("eligible", "open_to_all: true")
          .Add(
              "future",
              "open_to_all: true effective_from { year: 2030 month: 1 day: 1 }")
          .Add("ineligible", Conditions({"women_owned"}))
          .Add("near", Conditions({"members > 5"}))
          .Add("unknown", Conditions({"weavers > 5"}))
          .Build();
  const char* profile = "members: 5 women_owned: false";
  auto response = Ask(*catalog, profile);
  EXPECT_THAT(Names(response), ElementsAre("schemes/eligible",
                                           "schemes/unknown", "schemes/near"));
  MatchQuery only_near;
  only_near.verdicts = {v1::VERDICT_NEAR_MISS};
  response = Ask(*catalog, profile, only_near);
  EXPECT_THAT(Names(response), ElementsAre("schemes/near"));
  EXPECT_EQ(response.counts().eligible(), 1);
  EXPECT_EQ(response.counts().needs_information(), 1);
  EXPECT_EQ(response.counts().near_miss(), 1);
  EXPECT_EQ(response.counts().ineligible(), 1);
  EXPECT_EQ(response.counts().not_in_force(), 1);
  MatchQuery named;
  named.schemes = {"schemes/near", "schemes/eligible", "schemes/near",
                   "schemes/none"};
  response = Ask(*catalog, profile, named);
  EXPECT_THAT(Names(response), ElementsAre("schemes/eligible", "schemes/near"));
  EXPECT_EQ(response.counts().needs_information(), 0);
}

TEST(MatcherTest, RanksByVerdictThenWorthThenName) {
  const auto worth = [](const char* kind, int64_t paise) {
    return absl::StrCat("open_to_all: true benefits { kind: ", kind,
                        " amount { fixed { min_paise: 1 max_paise: ", paise,
                        " } } }");
  };
  const auto catalog =
      SampleCatalog()
          .Add("a-loan", worth("BENEFIT_KIND_LOAN", 9'000))
          .Add("b-nothing", "open_to_all: true")
          .Add("c-small", worth("BENEFIT_KIND_GRANT", 100))
          .Add("d-things", worth("BENEFIT_KIND_IN_KIND", 500))
          .Add("e-same", worth("BENEFIT_KIND_GRANT", 500))
          .Add("f-unknown", Conditions({"weavers > 5"}) +
                                " benefits { kind: BENEFIT_KIND_GRANT amount {"
                                " fixed { max_paise: 1000000 } } }")
          .Build();
  EXPECT_THAT(
      Names(Ask(*catalog, "")),
      ElementsAre("schemes/d-things", "schemes/e-same", "schemes/c-small",
                  "schemes/a-loan", "schemes/b-nothing", "schemes/f-unknown"));
}

TEST(MatcherTest, PagesMakeUpTheWholeList) {
  SampleCatalog sample;
  for (int i = 0; i < 25; ++i) {
    sample.Add(absl::StrCat("s", i), "open_to_all: true");
  }
  const auto catalog = sample.Build();
  const auto whole = Names(Ask(*catalog, ""));
  std::vector<std::string> joined;
  for (size_t offset = 0; offset < 40; offset += 10) {
    MatchQuery query;
    query.offset = offset;
    query.limit = 10;
    const auto page = Ask(*catalog, "", query);
    EXPECT_EQ(page.counts().eligible(), 25);
    for (const std::string& name : Names(page)) joined.push_back(name);
  }
  EXPECT_EQ(joined, whole);
  MatchQuery beyond;
  beyond.offset = static_cast<size_t>(-1);
  beyond.limit = static_cast<size_t>(-1);
  EXPECT_THAT(Names(Ask(*catalog, "", beyond)), IsEmpty());
}

TEST(MatcherTest, SaysWhatTheAnswerRestsOn) {
  const auto catalog = SampleCatalog().Build();
  MatchSubject subject;
  subject.name = "groups/a";
  subject.title = "Group A";
  MatchQuery query;
  query.as_of = absl::CivilDay(2024, 4, 1);
  v1::MatchSchemesResponse response;
  EXPECT_EQ(Match(*catalog, subject, rules::SamplePlaces(), query, &response),
            0u);
  EXPECT_EQ(response.subject(), "groups/a");
  EXPECT_EQ(response.subject_title(), "Group A");
  EXPECT_EQ(response.basis().as_of().day(), 1);
  EXPECT_EQ(response.basis().engine_version(), kEngineVersion);
  EXPECT_EQ(response.disclaimer(), kDisclaimer);
  EXPECT_TRUE(response.has_counts());
}

TEST(MatcherTest, AVersionThatCannotBeReadIsNeverEligible) {
  const auto catalog =
      SampleCatalog()
          .Add("a", "notes: 'Old.'" + Conditions({"true", "looms > 4"}))
          .Build();
  const auto response = Ask(*catalog, "members: 5");
  ASSERT_EQ(response.matches_size(), 1);
  const auto& match = response.matches(0);
  EXPECT_EQ(match.verdict(), v1::VERDICT_NEEDS_INFORMATION);
  EXPECT_EQ(match.conditions(0).outcome(), v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(match.conditions(1).outcome(), v1::OUTCOME_UNKNOWN);
  EXPECT_THAT(match.notes(),
              ::testing::StartsWith("Old. The rules of this version can't be"
                                    " evaluated here: condition c1 can't"));
}

// The verdict on several conditions is that on one rule that joins them.
TEST(MatcherTest, ConditionsTogetherEqualOneRule) {
  rules::RandomRules random(5);
  const rules::SamplePlaces places;
  int near_misses = 0;
  for (int i = 0; i < 5'000; ++i) {
    std::vector<std::string> texts;
    for (int more = 1 + random.Draw(3); more > 0; --more) {
      texts.push_back(random.Rule(2));
    }
    SampleCatalog sample;
    sample.Add("a", "");
    for (const std::string& text : texts) {
      sample.versions()[0].add_conditions()->set_expression(text);
    }
    const auto catalog = sample.Build();
    MatchSubject subject;
    subject.profile = random.Profile();
    MatchQuery query;
    query.as_of = absl::CivilDay(2024, 4, 1);
    query.verdicts = {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION,
                      v1::VERDICT_NEAR_MISS, v1::VERDICT_INELIGIBLE};
    v1::MatchSchemesResponse response;
    Match(*catalog, subject, places, query, &response);

    const auto joined =
        Rule::Compile("(" + absl::StrJoin(texts, ") && (") + ")",
                      AttributeDictionary::BuiltIn());
    const SubjectView view(
        subject.profile,
        places.ChainOf(subject.profile.place()).value_or(PlaceChain()),
        query.as_of);
    const Truth truth = joined->Evaluate(view, places);
    const bool near =
        !rules::NearnessOf(joined->root(), view, places).obstacles.empty();
    const v1::Verdict expected = truth == Truth::kTrue ? v1::VERDICT_ELIGIBLE
                                 : truth == Truth::kUnknown
                                     ? v1::VERDICT_NEEDS_INFORMATION
                                 : near ? v1::VERDICT_NEAR_MISS
                                        : v1::VERDICT_INELIGIBLE;
    const auto& match = response.matches(0);
    ASSERT_EQ(match.verdict(), expected) << joined->text();
    ASSERT_EQ(match.has_near_miss(), expected == v1::VERDICT_NEAR_MISS);
    if (expected == v1::VERDICT_NEAR_MISS) {
      ++near_misses;
      ASSERT_EQ(match.near_miss().outcome(), v1::OUTCOME_NOT_MET);
    }
    v1::MatchSchemesResponse again;
    Match(*catalog, subject, places, query, &again);
    ASSERT_TRUE(
        google::protobuf::util::MessageDifferencer::Equals(response, again));
  }
  EXPECT_GT(near_misses, 100);
}

}  // namespace
}  // namespace sangam::matching
