// Schemes that keep each other out of a plan, also through what comes first.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

constexpr char kNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 100 } needs { id: 'b' head: 'B'"
    " cost_paise: 100 } ";
// Nothing was received.
constexpr char kComplete[] =
    "kind: SUBJECT_KIND_CLUSTER received_benefits_complete_until { year: 2025"
    " month: 1 day: 1 }";

std::string Relates(const std::string& kind, const std::string& scheme) {
  return absl::StrCat("relations { kind: SCHEME_RELATION_KIND_", kind,
                      " scheme: 'schemes/", scheme, "'", kCited, "} ");
}

std::string Opens(const std::string& more) {
  return absl::StrCat(
      "open_to_all: true benefits { id: 'c' kind:"
      " BENEFIT_KIND_ENABLING_DOCUMENT } ",
      more);
}

TEST(PlanRivalsTest, WhatComesFirstKeepsItsExclusions) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysShare("B", 8000, Relates("REQUIRES", "r")));
  sample.Add("r", Opens(Relates("EXCLUDES", "a")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("a GRANT CENTRE 80 schemes/a", "a UNFUNDED NOBODY 20",
                          "b UNFUNDED NOBODY 100"));
}

TEST(PlanRivalsTest, WhatComesFirstForBothMayExcludeEachOther) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, Relates("REQUIRES", "q")));
  sample.Add("b", PaysShare("B", 8000, Relates("REQUIRES", "r")));
  sample.Add("q", Opens(""));
  sample.Add("r", Opens(Relates("EXCLUDES", "q")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  EXPECT_EQ(plan.total().grant_paise(), 80);
}

// Who has a can't have r any more; r before a is what a asks for.
TEST(PlanRivalsTest, WhatMustComeFirstIsNoRival) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, Relates("REQUIRES", "r")));
  sample.Add("b", PaysShare("B", 8000, Relates("REQUIRES", "r")));
  sample.Add("r", Opens(Relates("EXCLUDES", "a")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  EXPECT_EQ(plan.total().grant_paise(), 160);
}

TEST(PlanRivalsTest, ALoanThatAGrantOfThePlanKeepsOutSaysSo) {
  SampleCatalog sample;
  const std::string loan =
      "open_to_all: true benefits { id: 'l' kind: BENEFIT_KIND_LOAN"
      " cost_heads: 'A' description: 'Credit of a bank.' } ";
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("loan", absl::StrCat(loan, Relates("EXCLUDES", "a")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  ASSERT_EQ(plan.loans_size(), 1);
  EXPECT_EQ(plan.loans(0).description(),
            "Credit of a bank. Not beside schemes/a of this plan: one excludes"
            " the other.");
  // Without the grant it is to be had, also where there is no plan at all.
  for (const char* more :
       {"exclusions { scheme: 'schemes/a' }",
        "exclusions { scheme: 'schemes/a' } pins { need: 'a' scheme:"
        " 'schemes/a' }"}) {
    const auto without = PlanBy(sample, absl::StrCat(kNeeds, more), kComplete);
    ASSERT_EQ(without.loans_size(), 1);
    EXPECT_EQ(without.loans(0).description(), "Credit of a bank.");
  }
}

constexpr char kThreeNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 100 } needs { id: 'b' head: 'B'"
    " cost_paise: 100 } needs { id: 'c' head: 'C' cost_paise: 100 } ";

std::string If(const std::string& rule, std::string terms) {
  return terms.replace(
      0, sizeof("open_to_all: true") - 1,
      absl::StrCat("conditions { id: 'c' expression: '", rule, "' }"));
}

std::string Came(const std::string& linkage, const std::string& scheme) {
  return absl::StrCat(kComplete, " received_benefits { scheme: 'schemes/",
                      scheme, "' linkage: 'linkages/", linkage,
                      "' amount_paise: 50 received_on { year: 2024 month: 3"
                      " day: 20 } } ");
}

// a excludes what needs it first.
SampleCatalog AThenB(const std::string& b_asks) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 5000, Relates("EXCLUDES", "b")));
  sample.Add("b", b_asks.empty()
                      ? PaysShare("B", 5000, Relates("REQUIRES", "a"))
                      : If(b_asks, PaysShare("B", 5000)));
  return sample;
}

TEST(PlanRivalsTest, WhatNeedsItFirstStaysOnceItsMoneyCame) {
  for (const char* asks :
       {"", "received(\"schemes/a\")",
        "received(\"schemes/0\") || received(\"schemes/a\")"}) {
    const SampleCatalog sample = AThenB(asks);
    EXPECT_EQ(PlanBy(sample, kNeeds, kComplete).total().grant_paise(), 100);
    for (const std::string& profile :
         {std::string(kComplete), Came("x", "a")}) {
      EXPECT_THAT(GrantsOf(PlanBy(sample, kNeeds, profile,
                                  {Sanctioned("x", "a", 50, 0)})),
                  ElementsAre("schemes/a", "schemes/b"))
          << asks << profile;
    }
  }
}

TEST(PlanRivalsTest, WhatIsSanctionedKeepsOutWhatDoesNotNeedIt) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 5000, Relates("EXCLUDES", "b")));
  sample.Add("b", PaysShare("B", 5000));
  for (const std::string& profile : {std::string(kComplete), Came("x", "a")}) {
    EXPECT_THAT(GrantsOf(PlanBy(sample, kNeeds, profile,
                                {Sanctioned("x", "a", 50, 0)})),
                ElementsAre("schemes/a"));
  }
}

TEST(PlanRivalsTest, WhatNeedsItByWayOfOthersStays) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 5000, Relates("EXCLUDES", "c")));
  sample.Add("b", PaysShare("B", 5000, Relates("REQUIRES", "a")));
  sample.Add("c", PaysShare("C", 5000, Relates("REQUIRES", "b")));
  for (const std::string& profile : {std::string(kComplete), Came("x", "a")}) {
    EXPECT_THAT(GrantsOf(PlanBy(sample, kThreeNeeds, profile,
                                {Sanctioned("x", "a", 50, 0)})),
                ElementsAre("schemes/a", "schemes/b", "schemes/c"));
  }
  // Outside the plan, too.
  EXPECT_EQ(PlanBy(sample, kThreeNeeds, kComplete, {Sanctioned("x", "a", 50)})
                .needs(2)
                .grant_paise(),
            50);
}

TEST(PlanRivalsTest, WhatIsSanctionedHandsNoExclusionOn) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 5000, Relates("EXCLUDES", "b")));
  sample.Add("b", PaysShare("B", 5000, Relates("REQUIRES", "a")));
  sample.Add("c", PaysShare("C", 5000, Relates("REQUIRES", "b")));
  EXPECT_THAT(GrantsOf(PlanBy(
                  sample, kThreeNeeds, kComplete,
                  {Sanctioned("x", "a", 50, 0), Sanctioned("y", "b", 50, 1)})),
              ElementsAre("schemes/a", "schemes/b", "schemes/c"));
}

// a is asked for again, for another need.
TEST(PlanRivalsTest, TheOrderStaysSettledWhereMoreOfItIsAskedFor) {
  SampleCatalog sample;
  sample.Add("a",
             PaysShare("A' cost_heads: 'B", 5000, Relates("EXCLUDES", "c")));
  sample.Add("c", PaysShare("C", 5000, Relates("REQUIRES", "a")));
  for (const std::string& profile : {std::string(kComplete), Came("x", "a")}) {
    EXPECT_THAT(GrantsOf(PlanBy(sample, kThreeNeeds, profile,
                                {Sanctioned("x", "a", 50, 0)})),
                ElementsAre("schemes/a", "schemes/a", "schemes/c"));
  }
}

TEST(PlanRivalsTest, TheOrderMaySettleItInOneWayOnly) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 2000, Relates("EXCLUDES", "b")));
  sample.Add("b", If("received(\"schemes/a\") || received(\"schemes/c\")",
                     PaysShare("B", 6000)));
  sample.Add("c", PaysShare("C", 1000));
  for (const char* more :
       {"",
        "pins { need: 'a' scheme: 'schemes/a' } pins { need: 'b' scheme:"
        " 'schemes/b' }"}) {
    const auto plan = PlanBy(sample, absl::StrCat(kNeeds, more), kComplete);
    EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b")) << more;
    EXPECT_THAT(StepsOf(plan),
                ElementsAre("apply-a", "apply-b", "do-a", "do-b"));
  }
  // The other way is no company for a.
  const auto without =
      PlanBy(sample, absl::StrCat(kNeeds, "exclusions { scheme: 'schemes/a' }"),
             kComplete);
  EXPECT_THAT(GrantsOf(without), ElementsAre("schemes/b"));
}

TEST(PlanRivalsTest, WhoHasTheOtherIsOneApplicant) {
  SampleCatalog sample;
  sample.Add("a", If("subject.kind == \"CLUSTER\"", PaysShare("A", 5000)));
  sample.Add("b", If("subject.kind == \"SPV\"",
                     PaysShare("B", 5000, Relates("EXCLUDES", "a"))));
  const auto plan =
      PlanBy(sample,
             absl::StrCat(kNeeds,
                          "applicants { id: 'spv' subject { profile { kind:"
                          " SUBJECT_KIND_SPV received_benefits_complete_until"
                          " { year: 2025 month: 1 day: 1 } } } }"),
             kComplete);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b"));
}

TEST(PlanRivalsTest, ALoanThatNeedsAGrantOfThePlanIsHadBesideIt) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 5000, Relates("EXCLUDES", "loan")));
  sample.Add("loan",
             absl::StrCat("open_to_all: true benefits { id: 'l' kind:"
                          " BENEFIT_KIND_LOAN cost_heads: 'B' description:"
                          " 'Credit of a bank.' } ",
                          Relates("REQUIRES", "a")));
  for (const std::string& profile : {std::string(kComplete), Came("x", "a")}) {
    const auto plan =
        PlanBy(sample, kNeeds, profile, {Sanctioned("x", "a", 50, 0)});
    ASSERT_EQ(plan.loans_size(), 1);
    EXPECT_EQ(plan.loans(0).description(), "Credit of a bank.");
  }
}

// Neither a near miss nor years that passed change who is asked.
TEST(PlanRivalsTest, WhatIsAskedOfASanctionIsJudgedByConditions) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 5000));
  sample.Add("b",
             PaysShare("B", 5000,
                       absl::StrCat("relations { kind:"
                                    " SCHEME_RELATION_KIND_EXCLUDES scheme:"
                                    " 'schemes/a' within_months: 24",
                                    kCited, "} ")));
  const std::string terms =
      absl::StrCat(kNeeds, "use_near_misses: true use_unknown_verdicts: true");
  const PromisedGrant kept = Sanctioned("x", "a", 50, 0);
  for (const std::string& profile : {std::string(kComplete), Came("x", "a")}) {
    EXPECT_THAT(GrantsOf(PlanBy(sample, terms, profile, {kept})),
                ElementsAre("schemes/a"));
  }
  EXPECT_THAT(
      GrantsOf(PlanBy(
          sample, terms,
          absl::StrCat(kComplete,
                       " received_benefits { scheme: 'schemes/a' linkage:"
                       " 'linkages/x' amount_paise: 50 received_on { year:"
                       " 2020 month: 1 day: 1 } } "),
          {kept})),
      ElementsAre("schemes/a", "schemes/b"));
}

}  // namespace
}  // namespace sangam::matching
