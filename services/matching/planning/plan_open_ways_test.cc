// Ways to have what schemes ask for where something is not known, and where
// there are too many of them.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/ways_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

// Nothing was received, and how many members there are is not known.
constexpr char kUnknown[] =
    "kind: SUBJECT_KIND_CLUSTER received_benefits_complete_until { year: 2025"
    " month: 1 day: 1 } ";

std::vector<std::string> AssumptionsOf(const type::v1::ConvergencePlan& plan) {
  std::vector<std::string> texts;
  for (const auto& one : plan.assumptions()) texts.push_back(one.text());
  return texts;
}

// What no longer fails after a receipt is taken to hold where the terms say so.
TEST(PlanOpenWaysTest, AReceiptMayLeaveARuleUnknown) {
  for (const std::string& rule :
       {absl::StrCat(Named("a"), " && members >= 10"),
        absl::StrCat("(", Named("a"), " || ", Named("e"),
                     ") && members >= 10")}) {
    SampleCatalog sample;
    sample.Add("a", PaysShare("A", 8000));
    sample.Add("d", If(rule, PaysShare("D", 6000)));
    sample.Add("e", PaysShare("NONE", 1000));
    sample.Add("gap", If(rule, PaysGaps()));
    const auto plan = PlanBy(
        sample, absl::StrCat(kNeeds, "use_unknown_verdicts: true"), kUnknown);
    EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/d"));
    EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-a"));
    EXPECT_THAT(
        AssumptionsOf(plan),
        Contains(absl::StrCat("taken to hold, which is not known: ", rule)));
    EXPECT_EQ(plan.total().gap_funding_paise(), 60);
    const auto refused = PlanBy(sample, kNeeds, kUnknown);
    EXPECT_THAT(GrantsOf(refused), ElementsAre("schemes/a"));
    EXPECT_THAT(NotUsedOf(refused),
                Contains(absl::StrCat(
                    "schemes/d: it is not known whether this holds: ", rule)));
    // Nor is it had before others.
    sample.Add("b", If(Named("d"), PaysShare("B", 6000)));
    EXPECT_THAT(GrantsOf(PlanBy(sample, kNeeds, kUnknown)),
                ElementsAre("schemes/a"));
    EXPECT_THAT(
        AssumptionsOf(PlanBy(
            sample,
            "needs { id: 'b' head: 'B' cost_paise: 100 } use_unknown_verdicts:"
            " true",
            kUnknown)),
        Contains(HasSubstr("taken to hold for schemes/d, which is not")));
  }
}

// What is not known is no bar where it surely holds after a receipt.
TEST(PlanOpenWaysTest, AReceiptMaySettleWhatIsNotKnown) {
  const std::string rule = absl::StrCat(Named("a"), " || members >= 10");
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("d", If(rule, PaysShare("D", 6000)));
  for (const char* terms : {"", "use_unknown_verdicts: true"}) {
    const auto plan = PlanBy(sample, absl::StrCat(kNeeds, terms), kUnknown);
    EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/d"));
    EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-a"));
    EXPECT_THAT(AssumptionsOf(plan), IsEmpty());
  }
  // Where a can't be had it is taken to hold, if it may be.
  const auto open =
      PlanBy(sample,
             absl::StrCat(kNeeds,
                          "use_unknown_verdicts: true exclusions { scheme:"
                          " 'schemes/a' }"),
             kUnknown);
  EXPECT_THAT(GrantsOf(open), ElementsAre("schemes/d"));
  EXPECT_THAT(
      AssumptionsOf(open),
      Contains(absl::StrCat("taken to hold, which is not known: ", rule)));
  const auto barred =
      PlanBy(sample, absl::StrCat(kNeeds, "exclusions { scheme: 'schemes/a' }"),
             kUnknown);
  EXPECT_THAT(GrantsOf(barred), IsEmpty());
}

// One fact may stand in the way beside what is had first.
TEST(PlanOpenWaysTest, ANearMissMayNeedSomethingFirst) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("d", If(absl::StrCat(Named("a"),
                                  "' } conditions { id: 'm' expression:"
                                  " 'members >= 20"),
                     PaysShare("D", 6000)));
  const auto plan = Plan(sample, "use_near_misses: true");
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/d"));
  EXPECT_THAT(AfterOf(plan, "apply-d"), IsSupersetOf({"apply-a", "prepare-d"}));
  EXPECT_THAT(GrantsOf(Plan(sample)), ElementsAre("schemes/a"));
}

std::string AnyOf(const std::string& letter, int schemes) {
  std::string rule;
  for (int i = 0; i < schemes; ++i) {
    absl::StrAppend(&rule, i > 0 ? " || " : "", Named(absl::StrCat(letter, i)));
  }
  return rule;
}

TEST(PlanOpenWaysTest, OfManyThatWouldDoEachIsTried) {
  SampleCatalog sample;
  for (int i = 0; i < 7; ++i) {
    sample.Add(absl::StrCat("b", i),
               i == 0   ? If("members > 50", PaysShare("NONE", 1000))
               : i == 1 ? PaysShare("B", 1000)
                        : PaysShare("NONE", 1000));
  }
  sample.Add("d", If(AnyOf("b", 7), PaysShare("D", 6000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/b1", "schemes/d"));
  EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-b1"));
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
  // Many that are forbidden leave nothing out either.
  sample.Add("c",
             If(absl::StrCat("!(", AnyOf("b", 7), ")"), PaysShare("C", 500)));
  EXPECT_EQ(Plan(sample).solution().status(),
            type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
}

// d after any of five, each after any of two.
SampleCatalog TenWays() {
  SampleCatalog sample;
  for (int i = 0; i < 2; ++i) {
    sample.Add(absl::StrCat("b", i), PaysShare("NONE", 1000));
  }
  for (int i = 0; i < 5; ++i) {
    sample.Add(absl::StrCat("a", i),
               If(AnyOf("b", 2), PaysShare("NONE", 1000)));
  }
  sample.Add("d", If(AnyOf("a", 5), PaysShare("D", 6000)));
  return sample;
}

TEST(PlanOpenWaysTest, WhatTheTermsExcludeTakesNoPlace) {
  const auto plan = Plan(
      TenWays(),
      "exclusions { scheme: 'schemes/a0' } exclusions { scheme: 'schemes/a1' }"
      " exclusions { scheme: 'schemes/a2' } exclusions { scheme:"
      " 'schemes/a3' }");
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/d"));
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
}

TEST(PlanOpenWaysTest, WhereWaysAreLeftOutNothingIsCalledBest) {
  const auto plan = Plan(TenWays());
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/d"));
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_FEASIBLE);
  EXPECT_EQ(plan.solution().gap_paise(), plan.total().unfunded_paise());
  EXPECT_THAT(AssumptionsOf(plan),
              ElementsAre("there may be more ways to get what schemes/d needs"
                          " first than were looked at"));
  // No more so where no way would do.
  EXPECT_EQ(
      Plan(TenWays(), "exclusions { scheme: 'schemes/d' }").solution().status(),
      type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
  SampleCatalog sample = TenWays();
  std::string none;
  for (int i = 0; i < 4; ++i) {
    absl::StrAppend(&none, i > 0 ? " && " : "", "!",
                    Named(absl::StrCat("a", i)));
  }
  sample.Add("c", If(none, PaysShare("C", 500)));
  const auto not_found =
      Plan(sample,
           "pins { need: 'd' scheme: 'schemes/d' } pins { need:"
           " 'c' scheme: 'schemes/c' }");
  EXPECT_EQ(not_found.solution().status(),
            type::v1::PLAN_SOLUTION_STATUS_NOT_FOUND);
  const std::vector<std::string> conflicts(not_found.conflicts().begin(),
                                           not_found.conflicts().end());
  EXPECT_THAT(
      conflicts,
      IsSupersetOf({"the pin of d to schemes/d", "the pin of c to schemes/c",
                    "by the ways that were looked at; there may be more"
                    " to get what schemes/d needs first"}));
}

// What is needed no more takes no place either.
TEST(PlanOpenWaysTest, WhatWasReceivedLeavesFewerWays) {
  const auto plan = PlanBy(
      TenWays(), kNeeds,
      absl::StrCat(kNothing, "received_benefits { scheme: 'schemes/b0' }"));
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/d"));
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
}

}  // namespace
}  // namespace sangam::matching
