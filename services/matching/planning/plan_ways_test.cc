// Schemes whose rules ask for the receipt of other schemes, which can be had in
// several ways.
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
using testing::Not;

// schemes/d asks for a or for b; a can't be had, or not beside c.
TEST(PlanWaysTest, WhatCanBeHadInOneWayIsHadInThatWay) {
  const std::string either = absl::StrCat(Named("a"), " || ", Named("b"));
  SampleCatalog sample;
  sample.Add("a", If("members > 50", PaysShare("A", 8000)));
  sample.Add("b", PaysShare("B", 7000));
  sample.Add("d", If(either, PaysShare("D", 6000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/b", "schemes/d"));
  EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-b"));

  SampleCatalog fits;
  fits.Add("a", PaysShare("A", 8000));
  fits.Add("b", PaysShare("B", 7000));
  fits.Add("d", If(either, PaysShare("D", 6000)));
  EXPECT_THAT(
      AfterOf(Plan(fits, "exclusions { scheme: 'schemes/a' }"), "apply-d"),
      ElementsAre("apply-b"));
}

TEST(PlanWaysTest, TheWayIsTakenThatKeepsLeastOutOfThePlan) {
  for (const bool by_relation : {true, false}) {
    SampleCatalog sample;
    sample.Add("a", by_relation ? PaysShare("A", 2000, Relates("EXCLUDES", "c"))
                                : If(absl::StrCat("!", Named("c")),
                                     PaysShare("A", 2000)));
    sample.Add("b", PaysShare("B", 1000));
    sample.Add("c", PaysShare("C", 9000));
    sample.Add("d", If(absl::StrCat(Named("a"), " || ", Named("b")),
                       PaysShare("D", 8000)));
    const auto plan = Plan(sample);
    EXPECT_THAT(GrantsOf(plan),
                ElementsAre("schemes/b", "schemes/c", "schemes/d"));
    EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-b"));
    EXPECT_THAT(StepsOf(plan), Not(Contains("apply-a")));
    // Of ways that are ruled out both, nothing is used.
    const auto pinned = Plan(sample,
                             "exclusions { scheme: 'schemes/b' } pins { need:"
                             " 'c' scheme: 'schemes/c' }");
    EXPECT_THAT(GrantsOf(pinned), ElementsAre("schemes/c"));
    const auto conflict =
        Plan(sample,
             "exclusions { scheme: 'schemes/b' } pins { need: 'c' scheme:"
             " 'schemes/c' } pins { need: 'd' scheme: 'schemes/d' }");
    EXPECT_THAT(conflict.conflicts(), Contains(HasSubstr("schemes/a")));
  }
}

// Of ways that come to the same, the one that asks for least besides.
TEST(PlanWaysTest, WhatThePlanUsesAnywayIsEnough) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 2000));
  sample.Add("b", PaysShare("A", 5000));
  sample.Add("c", PaysShare("C", 5000));
  const std::string either = absl::StrCat(Named("a"), " || ", Named("c"));
  sample.Add("d", If(either, PaysShare("D", 8000)));
  sample.Add("gap", If(either, PaysGaps()));
  const auto plan = Plan(sample);
  EXPECT_EQ(plan.total().gap_funding_paise(), 120);
  EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-c"));
  EXPECT_THAT(StepsOf(plan), Not(Contains("apply-a")));
}

// The rule holds after a alone, not after all that it asks for.
TEST(PlanWaysTest, OnlyPartOfWhatIsAskedForMayMakeARuleHold) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysShare("B", 7000));
  sample.Add("c", PaysShare("C", 1000));
  sample.Add(
      "d", If(absl::StrCat(Named("a"), " && ", Named("b"), " && !", Named("c")),
              PaysShare("D", 6000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan),
              ElementsAre("schemes/a", "schemes/b", "schemes/d"));
  EXPECT_THAT(NotUsedOf(plan),
              ElementsAre("schemes/c: schemes/d asks that schemes/c was not"
                          " received, and the plan uses schemes/d"));
}

TEST(PlanWaysTest, SetsOfSchemesAreWaysToo) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysShare("B", 7000));
  sample.Add("c", If("members > 50", PaysShare("C", 9000)));
  sample.Add("d", If(absl::StrCat("(", Named("a"), " && ", Named("b"), ") || ",
                                  Named("c")),
                     PaysShare("D", 6000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan),
              ElementsAre("schemes/a", "schemes/b", "schemes/d"));
  EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-a", "apply-b"));
}

// What holds already may hold on beside more once something is had first.
TEST(PlanWaysTest, AReceiptMayKeepARuleFromFailing) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("c", PaysShare("C", 9000));
  sample.Add("d", If(absl::StrCat(Named("a"), " || !", Named("c")),
                     PaysShare("D", 6000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan),
              ElementsAre("schemes/a", "schemes/c", "schemes/d"));
  EXPECT_THAT(AfterOf(plan, "apply-d"), ElementsAre("apply-a"));
  // Nothing is asked for that brings nothing.
  EXPECT_THAT(
      AfterOf(
          PlanBy(sample, "needs { id: 'd' head: 'D' cost_paise: 9 }", kNothing),
          "apply-d"),
      IsEmpty());
}

// The way that takes less time, where the other one is too late.
TEST(PlanWaysTest, EachWayTakesItsTime) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, "lead_time { days: 200 }"));
  sample.Add("b", PaysShare("B", 7000, "lead_time { days: 20 }"));
  sample.Add("d", If(absl::StrCat(Named("a"), " || ", Named("b")),
                     PaysShare("D", 6000, "lead_time { days: 10 }")));
  const std::string need =
      "needs { id: 'd' head: 'D' cost_paise: 100 needed_by { year: 2024"
      " month: 6 day: 1 } } ";
  EXPECT_THAT(StepsOf(PlanBy(sample, need, kNothing)),
              ElementsAre("apply-b", "apply-d", "do-d"));
  // And where it may take as long as it takes.
  const std::string heads =
      "needs { id: 'a' head: 'A' cost_paise: 10 } needs { id: 'd' head: 'D'"
      " cost_paise: 100 } pins { need: 'a' } objective: PLAN_OBJECTIVE_SOONEST";
  EXPECT_THAT(StepsOf(PlanBy(sample, heads, kNothing)),
              ElementsAre("apply-b", "apply-d", "do-d"));
}

// By way of a it would be later still; it is too late by way of b already.
TEST(PlanWaysTest, OfWaysThatAreAllTooLateTheSoonestIsTold) {
  const std::string either = absl::StrCat(Named("a"), " || ", Named("b"));
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, "lead_time { days: 100 }"));
  sample.Add("b", PaysShare("NONE", 7000, "lead_time { days: 10 }"));
  sample.Add("d", If(either, PaysShare("D", 6000, "lead_time { days: 5 }")));
  sample.Add("e", PaysShare("D", 5000));
  sample.Add("gap", If(either, PaysGaps()));
  sample.versions().back().mutable_lead_time()->set_days(8);
  const auto plan = PlanBy(sample,
                           "needs { id: 'a' head: 'A' cost_paise: 10 } needs {"
                           " id: 'd' head: 'D' cost_paise: 100 needed_by {"
                           " year: 2024 month: 4 day: 15 } } ",
                           kNothing);
  constexpr char kLate[] =
      "schemes/d: its money can't be there before 2024-04-16; d must be there"
      " by 2024-04-15";
  EXPECT_THAT(NotUsedOf(plan),
              IsSupersetOf({std::string(kLate),
                            std::string("schemes/gap: its money can't be there"
                                        " before 2024-04-19; d must be there by"
                                        " 2024-04-15")}));
  const auto alone = PlanBy(sample,
                            "needs { id: 'a' head: 'A' cost_paise: 10 } needs {"
                            " id: 'd' head: 'D' cost_paise: 100 needed_by {"
                            " year: 2024 month: 4 day: 15 } } exclusions {"
                            " scheme: 'schemes/e' } ",
                            kNothing);
  EXPECT_THAT(alone.needs(1).reasons(), Contains(kLate));
}

// Two that must be had first, of which one forbids the other.
TEST(PlanWaysTest, WhatForbidsEachOtherIsNotHadFirstTogether) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", If(absl::StrCat("!", Named("a")), PaysShare("B", 5000)));
  sample.Add("d", If(absl::StrCat(Named("a"), " && ", Named("b")),
                     PaysShare("D", 9000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a"));
  EXPECT_THAT(NotUsedOf(plan),
              IsSupersetOf({"schemes/d: it needs schemes/b and schemes/a"
                            " first, and schemes/b asks that schemes/a was not"
                            " received"}));
  // The same if a relation says so.
  SampleCatalog related;
  related.Add("a", PaysShare("A", 8000));
  related.Add("b", PaysShare("B", 5000, Relates("EXCLUDES", "a")));
  related.Add("d", PaysShare("D", 9000,
                             absl::StrCat(Relates("REQUIRES", "a"),
                                          Relates("REQUIRES", "b"))));
  EXPECT_THAT(NotUsedOf(Plan(related)),
              Contains("schemes/d: it needs schemes/b and schemes/a first,"
                       " which exclude each other"));
  // What needs the one that forbids it comes after it.
  SampleCatalog ordered;
  ordered.Add("a", If(Named("b"), PaysShare("A", 8000)));
  ordered.Add("b", If(absl::StrCat("!", Named("a")), PaysShare("B", 5000)));
  ordered.Add("d", If(absl::StrCat(Named("a"), " && ", Named("b")),
                      PaysShare("D", 9000)));
  const auto all = Plan(ordered);
  EXPECT_THAT(GrantsOf(all),
              ElementsAre("schemes/a", "schemes/b", "schemes/d"));
  EXPECT_THAT(StepsOf(all), ElementsAre("apply-b", "apply-a", "apply-d", "do-a",
                                        "do-b", "do-d"));
}

// What a prerequisite needs in turn may make it fail.
TEST(PlanWaysTest, APrerequisiteMustHoldAfterWhatItNeeds) {
  SampleCatalog sample;
  sample.Add("a", If(Named("b"), PaysShare("A", 8000)));
  sample.Add("b", PaysShare("B", 5000));
  sample.Add("c", If(absl::StrCat(Named("a"), " && !", Named("b")),
                     PaysShare("C", 9000)));
  sample.Add("d", If(Named("c"), PaysShare("D", 9000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b"));
  EXPECT_THAT(
      NotUsedOf(plan),
      Contains("schemes/d: it needs schemes/c first, and what that needs first"
               " makes this fail: received(\"schemes/a\") &&"
               " !received(\"schemes/b\")"));
}

// Nothing waits for each other in a circle, whichever ways are taken.
TEST(PlanWaysTest, TwoWaysRoundNeverBlock) {
  SampleCatalog sample;
  sample.Add("a", If(absl::StrCat(Named("b"), " || ", Named("e")),
                     PaysShare("A", 8000)));
  sample.Add("b", If(absl::StrCat(Named("a"), " || ", Named("e")),
                     PaysShare("B", 8000)));
  sample.Add("c", If(Named("a"), PaysShare("C", 5000)));
  sample.Add("d", If(Named("b"), PaysShare("D", 5000)));
  sample.Add("e", PaysShare("NONE", 5000));
  const auto plan = Plan(sample);
  EXPECT_EQ(plan.total().grant_paise(), 260);
  for (const auto& step : plan.steps()) {
    EXPECT_THAT(step.blockers(),
                Not(Contains(HasSubstr("wait for each other"))))
        << step.id();
  }
}

// Beside a grant pays who needs that very grant first.
TEST(PlanWaysTest, AGapFunderMayNeedTheGrantFirst) {
  for (const bool by_relation : {true, false}) {
    SampleCatalog sample;
    sample.Add("a", PaysShare("A", 6000, "lead_time { days: 30 }"));
    sample.Add("gap", by_relation
                          ? absl::StrCat(PaysGaps(), Relates("REQUIRES", "a"))
                          : If(Named("a"), PaysGaps()));
    const auto plan = Plan(sample);
    EXPECT_THAT(LinesOf(plan),
                IsSupersetOf({"a GRANT CENTRE 60 schemes/a",
                              "a GAP_FUNDING GAP_FUNDER 40 schemes/gap"}))
        << by_relation;
    EXPECT_THAT(AfterOf(plan, "apply-gap"), ElementsAre("apply-a"));
  }
}

TEST(PlanWaysTest, WhatAGapFunderNeedsFirstIsGotFirst) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 6000));
  sample.Add("card",
             "open_to_all: true benefits { id: 'c' kind:"
             " BENEFIT_KIND_ENABLING_DOCUMENT } lead_time { days: 40 } ");
  sample.Add("gap", If(Named("card"), PaysGaps()));
  const auto plan = Plan(sample);
  EXPECT_EQ(plan.total().gap_funding_paise(), 40);
  EXPECT_THAT(AfterOf(plan, "apply-gap"), Contains("apply-card"));
  for (const auto& step : plan.steps()) {
    if (step.id() != "apply-gap") continue;
    EXPECT_EQ(step.earliest().month(), 5);
  }
  // Not where the terms exclude that, or where it takes too long.
  const auto excluded = Plan(sample, "exclusions { scheme: 'schemes/card' }");
  EXPECT_EQ(excluded.total().gap_funding_paise(), 0);
  ASSERT_EQ(excluded.needs(0).reasons_size(), 2);
  EXPECT_THAT(excluded.needs(0).reasons(1),
              HasSubstr("schemes/gap: the terms exclude schemes/card, which it"
                        " needs first"));
  const auto late = PlanBy(sample,
                           "needs { id: 'a' head: 'A' cost_paise: 100"
                           " needed_by { year: 2024 month: 5 day: 1 } } ",
                           kNothing);
  EXPECT_EQ(late.total().gap_funding_paise(), 0);
}

// What it needs first is no rival of it, and is one of others.
TEST(PlanWaysTest, WhatAGapFunderNeedsFirstKeepsOthersOut) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 6000));
  sample.Add("b", If(absl::StrCat("!", Named("card")), PaysShare("B", 9000)));
  sample.Add("card",
             "open_to_all: true benefits { id: 'c' kind:"
             " BENEFIT_KIND_ENABLING_DOCUMENT } ");
  sample.Add("gap", If(Named("card"), PaysGaps()));
  const auto plan = Plan(sample);
  EXPECT_EQ(plan.total().grant_paise(), 150);
  EXPECT_EQ(plan.total().gap_funding_paise(), 0);
}

}  // namespace
}  // namespace sangam::matching
