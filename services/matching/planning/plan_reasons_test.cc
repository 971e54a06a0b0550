// Why a plan leaves money open, in words.
#include "services/matching/planning/plan_reasons.h"

#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

constexpr char kNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 1000 }"
    " needs { id: 'b' head: 'B' cost_paise: 1000 } ";

// A grant of all of a cost, on some terms.
std::string PaysAll(const std::string& head, const std::string& more = "") {
  return PaysShare(head, 10'000, more);
}

std::vector<std::string> ReasonsOf(const type::v1::ConvergencePlan& plan,
                                   int need) {
  return {plan.needs(need).reasons().begin(), plan.needs(need).reasons().end()};
}

std::string OnlyBigGroups(const std::string& head) {
  return absl::StrCat(
      PaysAll(head).substr(std::string("open_to_all: true").size()),
      " conditions { id: 'c' expression: 'members >= 10' }");
}

TEST(PlanReasonsTest, NoSchemeAtAll) {
  const SampleCatalog sample;
  EXPECT_THAT(ReasonsOf(PlanBy(sample, kNeeds), 0),
              ElementsAre("no scheme that fits pays the head A"));
}

TEST(PlanReasonsTest, AConditionIsQuotedWithoutItsFullStop) {
  SampleCatalog sample;
  std::string terms = OnlyBigGroups("A");
  terms.replace(terms.find("id: 'c'"), sizeof("id: 'c'") - 1,
                "id: 'c' description { text { key: 'en' value: 'It has ten"
                " members.' } }");
  sample.Add("unknown", terms);
  EXPECT_THAT(ReasonsOf(PlanBy(sample, kNeeds), 0),
              ElementsAre("schemes/unknown: it is not known whether this holds:"
                          " It has ten members"));
}

TEST(PlanReasonsTest, TheOnlySchemeIsBarred) {
  SampleCatalog sample;
  sample.Add("unknown", OnlyBigGroups("A"));
  EXPECT_THAT(ReasonsOf(PlanBy(sample, kNeeds), 0),
              ElementsAre("schemes/unknown: it is not known whether this holds:"
                          " members >= 10"));
  SampleCatalog late;
  late.Add("late",
           PaysAll("A", absl::StrCat("lead_time { days: 400 ", kCited, "}")));
  EXPECT_THAT(
      ReasonsOf(PlanBy(late,
                       "needs { id: 'a' head: 'A' cost_paise: 1000"
                       " needed_by { year: 2024 month: 5 day: 1 } }"),
                0),
      ElementsAre("schemes/late: its money can't be there before 2025-05-06; a"
                  " must be there by 2024-05-01"));
  SampleCatalog sample_of_one;
  sample_of_one.Add("s", PaysAll("A"));
  EXPECT_THAT(
      ReasonsOf(
          PlanBy(sample_of_one,
                 absl::StrCat(kNeeds, "exclusions { scheme: 'schemes/s' }")),
          0),
      ElementsAre("schemes/s: the terms exclude it"));
  EXPECT_THAT(
      ReasonsOf(
          PlanBy(sample_of_one, absl::StrCat(kNeeds, "pins { need: 'a' }")), 0),
      ElementsAre("the terms pin it to no scheme"));
}

TEST(PlanReasonsTest, TheOnlySchemeHasGivenAllItGives) {
  SampleCatalog sample;
  sample.Add("s", PaysAll("A",
                          "grant_ceiling { fixed { min_paise: 500 max_paise:"
                          " 500 } }"));
  EXPECT_THAT(ReasonsOf(PlanBy(sample, kNeeds,
                               "kind: SUBJECT_KIND_CLUSTER received_benefits {"
                               " scheme: 'schemes/s' amount_paise: 500 }"),
                        0),
              ElementsAre("schemes/s: ₹5 came of it before, and it gives one"
                          " applicant no more in all"));
}

TEST(PlanReasonsTest, WhatTheRestOfThePlanKeepsOut) {
  SampleCatalog excluding;
  excluding.Add("s", PaysAll("A"));
  excluding.Add("t",
                PaysShare("B", 5'000,
                          " relations { kind: SCHEME_RELATION_KIND_EXCLUDES"
                          " scheme: 'schemes/s' }"));
  EXPECT_THAT(ReasonsOf(PlanBy(excluding, kNeeds,
                               "kind: SUBJECT_KIND_CLUSTER"
                               " received_benefits_complete_until { year: 2025"
                               " month: 1 day: 1 }"),
                        1),
              ElementsAre("schemes/t: it can't be had beside schemes/s, which"
                          " the plan uses"));
  SampleCatalog used_up;
  used_up.Add("s",
              "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
              " cost_heads: 'A' cost_heads: 'B' amount { fixed { min_paise:"
              " 1000 max_paise: 1000 } } } grant_ceiling { fixed { min_paise: 1"
              " max_paise: 1 } }");
  EXPECT_THAT(ReasonsOf(PlanBy(used_up, kNeeds), 1),
              ElementsAre("schemes/s: other needs take all that it gives one"
                          " applicant"));
  SampleCatalog own;
  std::string terms = PaysShare("A", 5'000);
  terms.replace(terms.rfind("} }") + 1, 0, " min_own_share_bps: 2000 ");
  own.Add("s", terms);
  EXPECT_THAT(ReasonsOf(PlanBy(own, kNeeds), 0),
              ElementsAre("schemes/s: it asks for ₹2 of own money and things,"
                          " of which ₹0 can be there"));
}

TEST(PlanReasonsTest, OfManySomeAreToldAndTheRestCounted) {
  SampleCatalog sample;
  for (int s = 0; s < 5; ++s) {
    sample.Add(absl::StrCat("s", s), OnlyBigGroups("A"));
  }
  const auto reasons = ReasonsOf(PlanBy(sample, kNeeds), 0);
  ASSERT_EQ(reasons.size(), 4u);
  EXPECT_EQ(reasons[3], "2 more can't be used, either; see what is not used");
}

}  // namespace
}  // namespace sangam::matching
