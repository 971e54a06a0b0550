// Schemes that spoil each other's own conditions, where no relation says so.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

constexpr char kNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 100 } needs { id: 'b' head: 'B'"
    " cost_paise: 100 } needs { id: 'c' head: 'C' cost_paise: 100 } ";
// Nothing was received.
constexpr char kNothing[] =
    "kind: SUBJECT_KIND_CLUSTER members: 12 received_benefits_complete_until {"
    " year: 2025 month: 1 day: 1 } ";

// Pays a share of a cost to whom all rules hold for.
std::string PaysIf(const std::vector<std::string>& rules,
                   const std::string& head, int share_bps) {
  std::string conditions;
  for (size_t i = 0; i < rules.size(); ++i) {
    absl::StrAppend(&conditions, "conditions { id: 'c", i, "' expression: '",
                    rules[i], "' } ");
  }
  std::string terms = PaysShare(head, share_bps);
  return terms.replace(0, sizeof("open_to_all: true") - 1, conditions);
}

// schemes/a pays 80 % of a, schemes/b 70 % of b to whom `rule` holds for.
SampleCatalog AAndB(const std::string& rule) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysIf({rule}, "B", 7000));
  return sample;
}

std::vector<std::string> AfterOf(const type::v1::ConvergencePlan& plan,
                                 const std::string& id) {
  for (const auto& step : plan.steps()) {
    if (step.id() != id) continue;
    return {step.after().begin(), step.after().end()};
  }
  return {"no such step"};
}

TEST(SpoiltOffersTest, WhoAsksThatAnotherWasNotReceivedIsNotUsedBesideIt) {
  for (const char* rule :
       {"!received(\"schemes/a\")", "!received(\"schemes/a\", 24)",
        "members >= 10 && !received(\"schemes/a\")",
        "members < 10 || !received(\"schemes/a\")",
        "!(members >= 10 && received(\"schemes/a\"))",
        "received(\"schemes/a\") ? members > 50 : true"}) {
    const auto plan = PlanBy(AAndB(rule), kNeeds, kNothing);
    EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a")) << rule;
    ASSERT_EQ(plan.not_used_size(), 1) << rule;
    EXPECT_EQ(plan.not_used(0).scheme(), "schemes/b");
    EXPECT_EQ(plan.not_used(0).reason(),
              "schemes/b asks that schemes/a was not received, and the plan"
              " uses schemes/a");
    ASSERT_EQ(plan.needs(1).reasons_size(), 1);
    EXPECT_EQ(plan.needs(1).reasons(0),
              absl::StrCat("schemes/b: ", plan.not_used(0).reason()));
  }
  // What is not known to have been received is no better.
  EXPECT_THAT(
      GrantsOf(PlanBy(AAndB("!received(\"schemes/a\")"),
                      absl::StrCat(kNeeds, "use_unknown_verdicts: true"),
                      "kind: SUBJECT_KIND_CLUSTER")),
      ElementsAre("schemes/a"));
}

TEST(SpoiltOffersTest, WhatHoldsEitherWayIsUsedTogether) {
  for (const char* rule :
       {"members >= 10 || !received(\"schemes/a\")", "!received(\"schemes/z\")",
        "!received(\"schemes/b\", 36)"}) {
    EXPECT_THAT(GrantsOf(PlanBy(AAndB(rule), kNeeds, kNothing)),
                ElementsAre("schemes/a", "schemes/b"))
        << rule;
  }
}

TEST(SpoiltOffersTest, ComputedAttributesAreLookedInto) {
  SampleCatalog sample = AAndB("free_of_a");
  sample.resources().attributes.push_back(
      FromText<scheme_catalog::v1::Attribute>(
          "name: 'attributes/free_of_a' type: ATTRIBUTE_TYPE_TRUTH origin:"
          " ATTRIBUTE_ORIGIN_DERIVED derivation: '!received(\"schemes/a\")'"));
  EXPECT_THAT(GrantsOf(PlanBy(sample, kNeeds, kNothing)),
              ElementsAre("schemes/a"));
}

// Of another applicant nothing is asked.
TEST(SpoiltOffersTest, OneApplicantSpoilsNothingForAnother) {
  SampleCatalog sample;
  sample.Add("a", PaysIf({"members == 12"}, "A", 8000));
  sample.Add("b",
             PaysIf({"members == 20 && !received(\"schemes/a\")"}, "B", 7000));
  const auto plan =
      PlanBy(sample,
             absl::StrCat(kNeeds,
                          "applicants { id: 'spv' subject { profile { kind:"
                          " SUBJECT_KIND_CLUSTER members: 20"
                          " received_benefits_complete_until { year: 2025"
                          " month: 1 day: 1 } } } }"),
             kNothing);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b"));
}

TEST(SpoiltOffersTest, ABenefitOrALowerSumIsSpoiltAlone) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add(
      "b",
      "open_to_all: true benefits { id: 'first' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'B' condition: '!received(\"schemes/a\")' } benefits { id:"
      " 'second' kind: BENEFIT_KIND_GRANT cost_heads: 'C' } funding { id:"
      " 'rule' shares { party: FUNDING_PARTY_CENTRE share_bps: 7000 } shares {"
      " party: FUNDING_PARTY_BENEFICIARY share_bps: 3000 } } ");
  EXPECT_THAT(
      LinesOf(PlanBy(sample, kNeeds, kNothing)),
      IsSupersetOf({"a GRANT CENTRE 80 schemes/a", "b UNFUNDED NOBODY 100",
                    "c GRANT CENTRE 70 schemes/b"}));
  SampleCatalog richer;
  richer.Add("a", PaysShare("A", 8000));
  richer.Add(
      "b",
      "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'B' } funding { id: 'high' condition:"
      " '!received(\"schemes/a\")' shares { party: FUNDING_PARTY_CENTRE"
      " share_bps: 9000 } shares { party: FUNDING_PARTY_BENEFICIARY share_bps:"
      " 1000 } } funding { id: 'low' shares { party: FUNDING_PARTY_CENTRE"
      " share_bps: 5000 } shares { party: FUNDING_PARTY_BENEFICIARY share_bps:"
      " 5000 } } ");
  EXPECT_EQ(PlanBy(richer, kNeeds, kNothing).total().grant_paise(), 90);
}

TEST(SpoiltOffersTest, WhatOnlySeveralSpoilTogetherIsNotUsedBesideAll) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysIf({"!received(\"schemes/a\") ||"
                          " !received(\"schemes/c\")"},
                         "B", 7000));
  sample.Add("c", PaysShare("C", 9000));
  const auto plan = PlanBy(sample, kNeeds, kNothing);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/c"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).reason(),
            "schemes/b asks that not all of schemes/a, schemes/c were"
            " received, and the plan uses schemes/a and schemes/c");
  const auto conflicts = PlanBy(
      sample,
      absl::StrCat(kNeeds,
                   "pins { need: 'a' scheme: 'schemes/a' } pins { need: 'b'"
                   " scheme: 'schemes/b' } pins { need: 'c' scheme:"
                   " 'schemes/c' }"),
      kNothing);
  EXPECT_THAT(conflicts.conflicts(),
              testing::Contains("schemes/b asks that not all of schemes/a,"
                                " schemes/c were received"));
}

TEST(SpoiltOffersTest, AGapFunderAsksToo) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysShare("B", 7000));
  std::string gap = PaysGaps();
  gap.replace(0, sizeof("open_to_all: true") - 1,
              "conditions { id: 'c' expression: '!received(\"schemes/a\")' }");
  sample.Add("gap", gap);
  EXPECT_THAT(
      LinesOf(PlanBy(sample, kNeeds, kNothing)),
      IsSupersetOf({"a GRANT CENTRE 80 schemes/a",
                    "b GRANT CENTRE 70 schemes/b", "b UNFUNDED NOBODY 30"}));
}

TEST(SpoiltOffersTest, ALoanThatAGrantSpoilsSaysSo) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("loan",
             "conditions { id: 'c' expression: '!received(\"schemes/a\")' }"
             " benefits { id: 'l' kind: BENEFIT_KIND_LOAN cost_heads: 'A'"
             " description: 'Credit of a bank.' } ");
  const auto plan = PlanBy(sample, kNeeds, kNothing);
  ASSERT_EQ(plan.loans_size(), 1);
  EXPECT_EQ(plan.loans(0).description(),
            "Credit of a bank. Not beside schemes/a of this plan: one excludes"
            " the other.");
}

// A condition that fails only for what was not received asks for it first.
TEST(SpoiltOffersTest, WhatAConditionNeedsIsHadFirst) {
  const auto plan =
      PlanBy(AAndB("members > 5 && received(\"schemes/a\")"), kNeeds, kNothing);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b"));
  EXPECT_THAT(AfterOf(plan, "apply-b"), ElementsAre("apply-a"));
  // Also where nothing of the plan takes it.
  SampleCatalog sample;
  sample.Add("card",
             "open_to_all: true benefits { id: 'c' kind:"
             " BENEFIT_KIND_ENABLING_DOCUMENT } ");
  sample.Add("b", PaysIf({"received(\"schemes/card\", 12)"}, "B", 7000));
  const auto with_card = PlanBy(sample, kNeeds, kNothing);
  EXPECT_THAT(StepsOf(with_card), ElementsAre("apply-card", "apply-b", "do-b"));
  // Not where it can't be had, or must be years old.
  for (const char* rule :
       {"received(\"schemes/none\")",
        "received(\"schemes/a\") && !received(\"schemes/a\", 12)"}) {
    EXPECT_THAT(GrantsOf(PlanBy(AAndB(rule), kNeeds, kNothing)),
                ElementsAre("schemes/a"))
        << rule;
  }
}

TEST(SpoiltOffersTest, WhatIsAssumedToBeHadComesFirst) {
  const auto plan = PlanBy(AAndB("received(\"schemes/a\")"),
                           absl::StrCat(kNeeds, "use_unknown_verdicts: true"),
                           "kind: SUBJECT_KIND_CLUSTER");
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b"));
  EXPECT_THAT(AfterOf(plan, "apply-b"), ElementsAre("apply-a"));
  // Each had before the other: one of them comes first, and nothing blocks it.
  SampleCatalog sample;
  sample.Add("a", PaysIf({"received(\"schemes/b\")"}, "A", 8000));
  sample.Add("b", PaysIf({"received(\"schemes/a\")"}, "B", 7000));
  const auto circle =
      PlanBy(sample, absl::StrCat(kNeeds, "use_unknown_verdicts: true"),
             "kind: SUBJECT_KIND_CLUSTER");
  ASSERT_EQ(circle.steps_size(), 4);
  for (const auto& step : circle.steps()) {
    EXPECT_THAT(step.blockers(),
                testing::Not(testing::Contains(
                    testing::HasSubstr("wait for each other"))));
  }
}

TEST(SpoiltOffersTest, WhatIsExcludedComesAfterWhatExcludesIt) {
  const auto relates = [](const std::string& kind, const std::string& scheme) {
    return absl::StrCat("relations { kind: SCHEME_RELATION_KIND_", kind,
                        " scheme: 'schemes/", scheme, "'", kCited, "} ");
  };
  const std::string opens =
      "open_to_all: true benefits { id: 'c' kind:"
      " BENEFIT_KIND_ENABLING_DOCUMENT } ";
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000,
                            absl::StrCat(relates("REQUIRES", "p"),
                                         relates("REQUIRES", "q"))));
  sample.Add("p", absl::StrCat(opens, relates("REQUIRES", "q")));
  sample.Add("q", absl::StrCat(opens, relates("EXCLUDES", "p")));
  EXPECT_THAT(StepsOf(PlanBy(sample, kNeeds, kNothing)),
              ElementsAre("apply-q", "apply-p", "apply-a", "do-a"));
}

// Relations that go round in a circle are told, and end.
TEST(SpoiltOffersTest, ACircleOfRelationsIsLeftToTheOrderOfSteps) {
  const auto follows = [](const std::string& scheme) {
    return absl::StrCat(
        "relations { kind: SCHEME_RELATION_KIND_FOLLOWS"
        " scheme: 'schemes/",
        scheme, "'", kCited, "} ");
  };
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, follows("b")));
  sample.Add("b", PaysShare("B", 7000, follows("a")));
  sample.Add("c", PaysIf({"received(\"schemes/a\")"}, "C", 6000));
  const auto plan = PlanBy(sample, kNeeds, kNothing);
  EXPECT_EQ(plan.total().grant_paise(), 210);
  EXPECT_EQ(plan.steps_size(), 6);
}

// b asks it of what comes first, which needs something first itself.
TEST(SpoiltOffersTest, WhatComesFirstIsSpoiltToo) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysIf({"received(\"schemes/first\")"}, "B", 7000));
  sample.Add("card",
             "open_to_all: true benefits { id: 'c' kind:"
             " BENEFIT_KIND_ENABLING_DOCUMENT } ");
  sample.Add("first", PaysIf({"received(\"schemes/card\") &&"
                              " !received(\"schemes/a\")"},
                             "NONE", 5000));
  const auto plan = PlanBy(sample, kNeeds, kNothing);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a"));
  const auto without =
      PlanBy(sample, absl::StrCat(kNeeds, "exclusions { scheme: 'schemes/a' }"),
             kNothing);
  EXPECT_THAT(StepsOf(without),
              ElementsAre("apply-card", "apply-first", "apply-b", "do-b"));
}

TEST(SpoiltOffersTest, WhatIsNeededFirstMayNotSpoilTheRest) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysIf({"received(\"schemes/a\")",
                          "members < 10 || !received(\"schemes/a\", 6)"},
                         "B", 7000));
  const auto plan = PlanBy(sample, kNeeds, kNothing);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).reason(),
            "what it needs first makes this fail: members < 10 ||"
            " !received(\"schemes/a\", 6)");
}

}  // namespace
}  // namespace sangam::matching
