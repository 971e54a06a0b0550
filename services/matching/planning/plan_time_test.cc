// What must be had first takes its time, and must be there to be had.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr char kSoft[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 100 ";

std::string Takes(int days) {
  return absl::StrCat(" lead_time { days: ", days, kCited, "} ");
}

// schemes/quick takes 10 days after schemes/first; schemes/slow takes 100.
SampleCatalog Quick(const std::string& first, const std::string& quick = "") {
  SampleCatalog sample;
  sample.Add("first", absl::StrCat("open_to_all: true benefits { id: 'c' kind:"
                                   " BENEFIT_KIND_ENABLING_DOCUMENT } ",
                                   first));
  sample.Add(
      "quick",
      PaysShare("SOFT", 9000,
                absl::StrCat(Takes(10),
                             "relations { kind: SCHEME_RELATION_KIND_REQUIRES"
                             " scheme: 'schemes/first'",
                             kCited, "} ", quick)));
  sample.Add("slow", PaysShare("SOFT", 9000, Takes(100)));
  return sample;
}

std::string SchemeOf(const type::v1::ConvergencePlan& plan) {
  return plan.lines_size() == 0 ? "" : plan.lines(0).scheme();
}

TEST(PlanTimeTest, TheSoonestPlanReckonsWhatComesFirst) {
  const std::string terms =
      absl::StrCat(kSoft, "} objective: PLAN_OBJECTIVE_SOONEST");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(30)), terms)), "schemes/quick");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(300)), terms)), "schemes/slow");
}

TEST(PlanTimeTest, ADayIsKeptWithWhatComesFirst) {
  const std::string terms =
      absl::StrCat(kSoft, "needed_by { year: 2024 month: 7 day: 20 } }");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(30)), terms)), "schemes/quick");
  const auto plan = PlanBy(Quick(Takes(300)), terms);
  EXPECT_EQ(SchemeOf(plan), "schemes/slow");
  EXPECT_THAT(plan.not_used(0).reason(), HasSubstr("2025-02-05"));
}

TEST(PlanTimeTest, AWindowThatClosesBeforeItIsMissed) {
  const std::string closes =
      "window { closes_on { year: 2024 month: 6 day: 1 } }";
  const std::string terms = absl::StrCat(kSoft, "}");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(30), closes), terms)), "schemes/quick");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(300), closes), terms)), "schemes/slow");
}

TEST(PlanTimeTest, NoMoneyCountsOnWhatCannotBeHad) {
  const std::string terms = absl::StrCat(kSoft, "}");
  const auto plan = PlanBy(
      Quick("window { closes_on { year: 2024 month: 3 day: 1 } }"), terms);
  EXPECT_EQ(SchemeOf(plan), "schemes/slow");
  EXPECT_THAT(plan.not_used(0).reason(),
              HasSubstr("it needs schemes/first first: applications were"));
  EXPECT_EQ(SchemeOf(PlanBy(
                Quick(""),
                absl::StrCat(terms, "exclusions { scheme: 'schemes/first' }"))),
            "schemes/slow");
}

TEST(PlanTimeTest, ADayThatCannotBeKeptIsPartOfAConflict) {
  SampleCatalog sample;
  sample.Add("slow", PaysShare("SOFT", 10000, Takes(100)));
  const auto plan =
      PlanBy(sample, absl::StrCat(kSoft,
                                  "must_be_met: true needed_by { year: 2024"
                                  " month: 5 day: 1 } }"));
  EXPECT_THAT(plan.conflicts(),
              ElementsAre("soft must be met in full, ₹1",
                          "schemes/slow: its money can't be there before"
                          " 2024-07-10; soft must be there by 2024-05-01",
                          "own cash for any need, ₹0"));
}

// The pilot's money is there in time; what it waits for is not.
TEST(PlanTimeTest, WhatWaitsForALateNeedIsBlocked) {
  SampleCatalog sample;
  sample.Add("quick", PaysShare("SOFT", 10000, Takes(10)));
  sample.Add("slow", PaysShare("HARD", 10000, Takes(100)));
  const std::string needs =
      "needs { id: 'hard' head: 'HARD' cost_paise: 100 } needs { id: 'middle'"
      " head: 'SOFT' cost_paise: 100 after: 'hard' } needs { id: 'soft' head:"
      " 'SOFT' cost_paise: 100 after: 'middle' owner_role: 'OFFICE' needed_by {"
      " year: 2024 month: ";
  const std::string role = " roles { role: 'OFFICE' owner: 'Office' }";
  const auto blockers = [&](const char* day) {
    const auto plan = PlanBy(sample, absl::StrCat(needs, day, " } }", role));
    EXPECT_EQ(StepsOf(plan).back(), "do-soft");
    return plan.steps(plan.steps_size() - 1).blockers();
  };
  EXPECT_THAT(blockers("7 day: 9"),
              ElementsAre("it can't be done before 2024-07-10; soft must be"
                          " there by 2024-07-09"));
  EXPECT_THAT(blockers("7 day: 10"), IsEmpty());
}

// Each alone is there in time, one after the other they are not.
TEST(PlanTimeTest, AGapFunderWaitsForTheGrant) {
  const auto gap = [](const std::string& day, const std::string& more = "",
                      bool is_quick = false) {
    SampleCatalog sample;
    sample.Add("gap", PaysGaps());
    sample.versions().back().mutable_lead_time()->set_days(20);
    sample.Add("half", PaysShare("SOFT", 5000, Takes(20)));
    if (is_quick) sample.Add("quick", PaysShare("SOFT", 4000, Takes(5)));
    return PlanBy(sample, absl::StrCat(kSoft,
                                       "needed_by { year: 2024 month: 5"
                                       " day: ",
                                       day, " } } ", more));
  };
  const auto late = gap("10");
  EXPECT_EQ(late.total().grant_paise(), 50);
  EXPECT_EQ(late.total().gap_funding_paise(), 0);
  ASSERT_EQ(late.not_used_size(), 1);
  EXPECT_EQ(late.not_used(0).reason(),
            "it comes after the grant: its money can't be there before "
            "2024-05-11; soft"
            " must be there by 2024-05-10");
  EXPECT_EQ(gap("11").total().gap_funding_paise(), 50);
  // A grant that is there sooner lets it pay, unless it is left out.
  EXPECT_GT(gap("10", "", true).total().gap_funding_paise(), 0);
  for (const char* terms : {"exclusions { scheme: 'schemes/quick' }",
                            "pins { need: 'soft' scheme: 'schemes/half' }"}) {
    EXPECT_EQ(gap("10", terms, true).total().gap_funding_paise(), 0) << terms;
  }
  // What is sanctioned is not waited for.
  SampleCatalog sample;
  sample.Add("gap", PaysGaps());
  sample.versions().back().mutable_lead_time()->set_days(20);
  sample.Add("half", PaysShare("SOFT", 5000, Takes(20)));
  EXPECT_EQ(
      PlanBy(
          sample,
          absl::StrCat(kSoft, "needed_by { year: 2024 month: 5 day: 10 } } "),
          "kind: SUBJECT_KIND_CLUSTER", {Sanctioned("x", "half", 50, 0)})
          .total()
          .gap_funding_paise(),
      50);
  // Which of them is beside it, the step tells.
  const auto beside = gap("10", "", true);
  EXPECT_THAT(beside.steps(beside.steps_size() - 1).blockers(),
              Contains("it can't be done before 2024-05-11; soft must be there"
                       " by 2024-05-10"));
}

TEST(PlanTimeTest, AWindowThatClosesBeforeTheGrantIsThereIsMissed) {
  const auto gap = [](int lead) {
    SampleCatalog sample;
    sample.Add("gap",
               absl::StrCat(PaysGaps(),
                            "window { closes_on { year: 2024 month: 5 day: 1 } "
                            "}"));
    sample.Add("half", PaysShare("SOFT", 5000, Takes(lead)));
    return PlanBy(sample, absl::StrCat(kSoft, "}"));
  };
  EXPECT_EQ(gap(30).total().gap_funding_paise(), 50);
  const auto late = gap(31);
  EXPECT_EQ(late.total().gap_funding_paise(), 0);
  ASSERT_EQ(late.not_used_size(), 1);
  EXPECT_EQ(late.not_used(0).reason(),
            "it comes after the grant: its window closes on 2024-05-01; what it"
            " needs first takes until 2024-05-02");
}

// The grant is had after the gap funder's scheme.
TEST(PlanTimeTest, AGapFunderThatMustBeHadBeforeTheGrantDoesNotWaitForIt) {
  SampleCatalog sample;
  sample.Add("gap", PaysGaps());
  sample.versions().back().mutable_lead_time()->set_days(5);
  sample.Add("half",
             PaysShare("SOFT", 5000,
                       absl::StrCat(Takes(20),
                                    "relations { kind:"
                                    " SCHEME_RELATION_KIND_REQUIRES scheme:"
                                    " 'schemes/gap'",
                                    kCited, "} ")));
  const auto plan = PlanBy(
      sample,
      absl::StrCat(kSoft, "needed_by { year: 2024 month: 4 day: 27 } }"));
  EXPECT_EQ(plan.total().gap_funding_paise(), 50);
  EXPECT_THAT(plan.steps(plan.steps_size() - 1).blockers(),
              ElementsAre("no role is named for it"));
}

TEST(PlanTimeTest, OwnCashForADayThatIsOverIsBlocked) {
  const auto plan = PlanBy(
      SampleCatalog(),
      absl::StrCat(kSoft,
                   "needed_by { year: 2020 month: 5 day: 1 } } contributions {"
                   " id: 'c' kind: PLAN_CONTRIBUTION_KIND_CASH value_paise: 100"
                   " }"));
  EXPECT_EQ(plan.total().own_cash_paise(), 100);
  EXPECT_THAT(plan.steps(plan.steps_size() - 1).blockers(),
              Contains("it can't be done before 2024-04-01; soft must be there"
                       " by 2020-05-01"));
}

// schemes/quick needs first, which needs deep with these terms.
SampleCatalog Deep(const std::string& deep, const std::string& first = "") {
  SampleCatalog sample =
      Quick(absl::StrCat(Takes(30),
                         "relations { kind: SCHEME_RELATION_KIND_REQUIRES"
                         " scheme: 'schemes/deep'",
                         kCited, "} ", first));
  sample.Add("deep", absl::StrCat("benefits { id: 'd' kind:"
                                  " BENEFIT_KIND_ENABLING_DOCUMENT } ",
                                  deep));
  return sample;
}

TEST(PlanTimeTest, WhatComesFirstMayItselfNeedAnother) {
  const std::string open = "open_to_all: true ";
  const auto plan = PlanBy(Deep(open + Takes(20)), absl::StrCat(kSoft, "}"));
  EXPECT_EQ(SchemeOf(plan), "schemes/quick");
  ASSERT_THAT(StepsOf(plan), ElementsAre("apply-deep", "apply-first",
                                         "apply-quick", "do-soft"));
  EXPECT_EQ(plan.steps(2).earliest().month(), 5) << "20 and 30 days later";
  EXPECT_EQ(plan.steps(2).earliest().day(), 21);
}

TEST(PlanTimeTest, TheWholeChainTakesItsTime) {
  const std::string open = "open_to_all: true ";
  const std::string soonest =
      absl::StrCat(kSoft, "} objective: PLAN_OBJECTIVE_SOONEST");
  EXPECT_EQ(SchemeOf(PlanBy(Deep(open + Takes(20)), soonest)), "schemes/quick");
  EXPECT_EQ(SchemeOf(PlanBy(Deep(open + Takes(200)), soonest)), "schemes/slow");
  // The card's own window closes before what it needs first is there.
  const auto closed =
      PlanBy(Deep(open + Takes(200),
                  "window { closes_on { year: 2024 month: 6 day: 1 } }"),
             absl::StrCat(kSoft, "}"));
  EXPECT_EQ(SchemeOf(closed), "schemes/slow");
  EXPECT_EQ(closed.not_used(0).reason(),
            "it needs schemes/first first, whose window closes on 2024-06-01;"
            " what that needs first takes until 2024-10-18");
}

TEST(PlanTimeTest, AChainThatCannotBeHadIsTold) {
  const std::string terms = absl::StrCat(kSoft, "}");
  const auto reason = [&](const SampleCatalog& sample) {
    const auto plan = PlanBy(sample, terms);
    EXPECT_EQ(SchemeOf(plan), "schemes/slow");
    return plan.not_used_size() == 0 ? "" : plan.not_used(0).reason();
  };
  EXPECT_EQ(reason(Deep("conditions { id: 'c' expression: 'false' }")),
            "it needs schemes/first first, and for that it needs schemes/deep"
            " first, which does not fit");
  EXPECT_EQ(reason(Deep(absl::StrCat("open_to_all: true relations { kind:"
                                     " SCHEME_RELATION_KIND_REQUIRES scheme:"
                                     " 'schemes/quick'",
                                     kCited, "}"))),
            "it needs schemes/first first, and for that it needs schemes/deep"
            " first, and for that it needs schemes/quick first, which waits"
            " for it in turn");
  EXPECT_EQ(SchemeOf(PlanBy(
                Deep("open_to_all: true"),
                absl::StrCat(terms, "exclusions { scheme: 'schemes/deep' }"))),
            "schemes/slow");
}

// What is not known of a scheme that comes first is taken for granted, too.
TEST(PlanTimeTest, WhatIsNotKnownOfTheChainIsAnAssumption) {
  const auto plan =
      PlanBy(Deep("conditions { id: 'c' expression: 'members >= 10' }"),
             absl::StrCat(kSoft, "} use_unknown_verdicts: true"));
  EXPECT_EQ(SchemeOf(plan), "schemes/quick");
  EXPECT_TRUE(plan.lines(0).assumed());
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_THAT(plan.assumptions(0).text(),
              HasSubstr("taken to hold for schemes/deep, which is not known"));
}

TEST(PlanTimeTest, CashForAnyNeedIsBroughtBySomebody) {
  SampleCatalog sample;
  sample.Add("half", PaysShare("SOFT", 5000));
  const std::string terms = absl::StrCat(
      kSoft,
      "} contributions { id: 'purse' kind: PLAN_CONTRIBUTION_KIND_CASH"
      " value_paise: 80 description: 'savings' given_by: 'SPV' }"
      " contributions { id: 'spare' kind: PLAN_CONTRIBUTION_KIND_CASH"
      " value_paise: 80 } ");
  const auto plan = PlanBy(sample, terms);
  ASSERT_THAT(StepsOf(plan),
              ElementsAre("bring-purse", "apply-half", "do-soft"))
      << "nothing of the other purse is used";
  EXPECT_EQ(plan.steps(0).description(), "Bring savings");
  EXPECT_THAT(plan.steps(0).needs(), ElementsAre("soft"));
  EXPECT_THAT(plan.steps(0).blockers(),
              ElementsAre("nobody holds the role SPV"));
  EXPECT_THAT(plan.steps(2).after(),
              UnorderedElementsAre("bring-purse", "apply-half"));
  const auto held = PlanBy(
      sample, absl::StrCat(terms, "roles { role: 'SPV' owner: 'The SPV' }"));
  EXPECT_EQ(held.steps(0).owner(), "The SPV");
  EXPECT_THAT(held.steps(0).blockers(), IsEmpty());
}

}  // namespace
}  // namespace sangam::matching
