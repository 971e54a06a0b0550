#include "services/matching/planning/plan_conflicts.h"

#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char kSoft[] =
    "needs { id: 'soft' head: 'SOFT' cost_paise: 250000000 } ";

TEST(PlanConflictsTest, TermsThatCannotBeKeptAreToldAsTheFewestOfThem) {
  SampleCatalog sample;
  sample.Add("less", PaysShare("SOFT", 7000));
  sample.Add("more", PaysShare("SOFT", 8000));
  const auto plan =
      PlanBy(sample, absl::StrCat(kSoft,
                                  "pins { need: 'soft' scheme: 'schemes/more'"
                                  " } exclusions { scheme: 'schemes/more' }"
                                  " exclusions { scheme: 'schemes/less' }"));
  EXPECT_EQ(plan.solution().status(),
            type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE);
  EXPECT_THAT(plan.conflicts(),
              ElementsAre("the pin of soft to schemes/more",
                          "schemes/more: the terms exclude it"));
  EXPECT_EQ(plan.lines_size(), 0);
  const auto unmet = PlanBy(
      sample,
      "needs { id: 'soft' head: 'SOFT' cost_paise: 100 must_be_met: true }");
  EXPECT_THAT(unmet.conflicts(), ElementsAre("soft must be met in full, ₹1",
                                             "own cash for any need, ₹0"));
}

TEST(PlanConflictsTest, OfManyConflictsTheRestIsCounted) {
  SampleCatalog sample;
  std::string terms =
      "needs { id: 'soft' head: 'SOFT' cost_paise: 100 must_be_met: true } ";
  for (int s = 0; s < 45; ++s) {
    sample.Add(absl::StrCat("s", s), PaysShare("SOFT", 10'000));
    absl::StrAppend(&terms, "exclusions { scheme: 'schemes/s", s, "' } ");
  }
  const auto plan = PlanBy(sample, terms);
  // With the need itself and own cash they are 47.
  ASSERT_EQ(plan.conflicts_size(), 41);
  EXPECT_EQ(plan.conflicts(0), "soft must be met in full, ₹1");
  EXPECT_EQ(plan.conflicts(40), "and 7 more");
}

// Each look at it takes a while.
class SlowClock : public Clock {
 public:
  absl::Time Now() const override { return now_ += absl::Milliseconds(120); }

 private:
  mutable absl::Time now_ = absl::UnixEpoch();
};

TEST(PlanConflictsTest, TestsThatWereBrokenOffAreMadeAgainWhileThereIsTime) {
  const auto terms = FromText<type::v1::PlanTerms>(
      "needs { id: 'a' head: 'A' cost_paise: 100 must_be_met: true } needs {"
      " id: 'b' head: 'B' cost_paise: 100 } pins { need: 'b' }");
  const PlanQuestion question{terms, {}, absl::CivilDay(2024, 4, 1), ""};
  PlanOffers offers;
  offers.needs.resize(2);
  const PlanSetup setup = SetUpPlan(question, offers);
  SolverLimits limits;
  const SlowClock clock;
  limits.until = clock.Now() + absl::Hours(1);
  EXPECT_THAT(
      FindConflicts(question, offers, setup, limits, clock),
      ElementsAre("a must be met in full, ₹1", "own cash for any need, ₹0"));
  limits.until = clock.Now() + absl::Milliseconds(300);
  EXPECT_THAT(
      FindConflicts(question, offers, setup, limits, clock),
      ElementsAre("a must be met in full, ₹1", "the pin of b to no scheme",
                  "own cash for any need, ₹0",
                  "of these some conflict: time ran out before it was"
                  " known which"));
}

TEST(PlanConflictsTest, WhatWasSanctionedIsNoPin) {
  SampleCatalog sample;
  sample.Add("half", absl::StrCat(PaysShare("SOFT", 5000),
                                  "relations { kind:"
                                  " SCHEME_RELATION_KIND_EXCLUDES scheme:"
                                  " 'schemes/other' }"));
  sample.Add("other", PaysShare("HARD", 5000));
  const auto plan = PlanBy(
      sample,
      absl::StrCat(kSoft,
                   "needs { id: 'hard' head: 'HARD' cost_paise: 100 } pins {"
                   " need: 'hard' scheme: 'schemes/other' }"),
      "kind: SUBJECT_KIND_CLUSTER", {Sanctioned("x", "half", 100, 0)});
  EXPECT_THAT(plan.conflicts(),
              ElementsAre("what was sanctioned of schemes/half for soft,"
                          " linkages/x",
                          "the pin of hard to schemes/other",
                          "schemes/other and schemes/half exclude each other"));
}

TEST(PlanConflictsTest, ASearchForConflictsThatEndsEarlySaysSo) {
  const auto terms = FromText<type::v1::PlanTerms>(
      "needs { id: 'a' head: 'A' cost_paise: 100 must_be_met: true }");
  const PlanQuestion question{terms, {}, absl::CivilDay(2024, 4, 1), ""};
  PlanOffers offers;
  offers.needs.resize(1);
  const PlanSetup setup = SetUpPlan(question, offers);
  SolverLimits limits;
  EXPECT_THAT(FindConflicts(question, offers, setup, limits, SystemClock()),
              Not(Contains(HasSubstr("time ran out"))));
  limits.until = absl::InfinitePast();
  EXPECT_THAT(
      FindConflicts(question, offers, setup, limits, SystemClock()).back(),
      HasSubstr("time ran out"));
}

}  // namespace
}  // namespace sangam::matching
