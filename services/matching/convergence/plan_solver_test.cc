// The solver against trying everything, to the paisa.
#include "services/matching/convergence/plan_solver.h"

#include "gmock/gmock.h"
#include "services/matching/convergence/compare_to_brute_force.h"
#include "services/matching/convergence/plan_checker.h"
#include "services/matching/convergence/random_plan_problem.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PlanSolverTest, EqualsBruteForceWithSumsNearATenthOfATrillion) {
  RandomPlanOptions options;
  options.needs = 3;
  options.schemes = 4;
  options.gap_funders = 2;
  options.exclusions = 2;
  CompareMany(options, Repeats(600), 1);
}

TEST(PlanSolverTest, EqualsBruteForceWithAFewPaise) {
  RandomPlanOptions options;
  options.needs = 3;
  options.schemes = 4;
  options.gap_funders = 2;
  options.exclusions = 2;
  options.most_cost = 12;
  CompareMany(options, Repeats(600), 1'000'000);
}

TEST(PlanSolverTest, EqualsBruteForceWhereCeilingsAreTight) {
  RandomPlanOptions options;
  options.needs = 4;
  options.schemes = 3;
  options.gap_funders = 1;
  options.exclusions = 1;
  options.percent_ceilings = 90;
  options.percent_candidates = 90;
  CompareMany(options, Repeats(200), 2'000'000);
}

TEST(PlanSolverTest, EqualsBruteForceWherePremisesExcludeEachOther) {
  RandomPlanOptions options;
  options.needs = 3;
  options.schemes = 4;
  options.gap_funders = 2;
  options.exclusions = 1;
  options.percent_second_benefits = 50;
  options.premises = 3;
  CompareMany(options, Repeats(300), 6'000'000);
  CompareMany(options, Repeats(200), 7'000'000, PricesAtOnce());
}

TEST(PlanSolverTest, EqualsBruteForceWherePremisesClashTogether) {
  RandomPlanOptions options;
  options.gap_funders = 3;
  options.percent_candidates = 80;
  options.premises = 4;
  options.clashes = 3;
  CompareMany(options, Repeats(400), 8'000'000);
  CompareMany(options, Repeats(200), 9'000'000, PricesAtOnce());
}

TEST(PlanSolverTest, EqualsBruteForceByPrices) {
  RandomPlanOptions options;
  options.needs = 3;
  options.schemes = 5;
  options.gap_funders = 2;
  options.exclusions = 3;
  options.gap_exclusions = 1;
  options.percent_second_benefits = 30;
  CompareMany(options, Repeats(300), 3'000'000, PricesAtOnce());
}

TEST(PlanSolverTest, EqualsBruteForceByPricesWithAFewPaise) {
  RandomPlanOptions options;
  options.needs = 4;
  options.schemes = 4;
  options.gap_funders = 1;
  options.exclusions = 1;
  options.percent_ceilings = 80;
  options.percent_candidates = 80;
  options.most_cost = 12;
  CompareMany(options, Repeats(300), 4'000'000, PricesAtOnce());
}

TEST(PlanSolverTest, EqualsBruteForceWhereManyDepartmentsAreAsFew) {
  RandomPlanOptions options;
  options.needs = 4;
  options.schemes = 6;
  options.percent_ceilings = 20;
  options.percent_candidates = 60;
  options.most_cost = 6;
  options.with_terms = false;
  options.goal = PlanGoal::kFewestDepartments;
  for (int i = 0; i < Repeats(150) && !HasFailure(); ++i) {
    const uint64_t seed = 5'000'000 + i;
    ExpectEqualToBruteForce(RandomPlanProblem(seed).Next(options),
                            PricesAtOnce(), seed);
  }
}

TEST(PlanSolverTest, EqualsBruteForceWhereSchemesHaveSeveralBenefits) {
  RandomPlanOptions options;
  options.needs = 3;
  options.schemes = 3;
  options.gap_funders = 1;
  options.exclusions = 1;
  options.percent_candidates = 70;
  options.percent_second_benefits = 60;
  options.percent_pins = 30;
  CompareMany(options, Repeats(400), 3'000'000);
}

TEST(PlanSolverTest, EqualsBruteForceWhereGapFundersAreExcluded) {
  RandomPlanOptions options;
  options.needs = 3;
  options.schemes = 3;
  options.gap_funders = 3;
  options.exclusions = 1;
  options.gap_exclusions = 1;
  CompareMany(options, Repeats(300), 4'000'000);
}

// One need that costs ₹10,00,000 and a scheme that pays four fifths of it.
PlanProblem FourFifths() {
  PlanProblem problem;
  problem.schemes.resize(1);
  problem.needs.resize(1);
  problem.needs[0].cost = 100'000'000;
  problem.needs[0].candidates.push_back({0, 80'000'000, 0, kNoLimit, -1});
  return problem;
}

FoundPlan Solved(const PlanProblem& problem) {
  const SolvedPlan solved = SolvePlan(problem, {}, SystemClock());
  EXPECT_EQ(solved.status, SolveStatus::kOptimal);
  return solved.plan.value_or(FoundPlan());
}

TEST(PlanSolverTest, WhatNobodyPaysStaysUnfunded) {
  const FoundPlan plan = Solved(FourFifths());
  EXPECT_THAT(plan.choice, ElementsAre(0));
  EXPECT_EQ(plan.allocation[0].grant, 80'000'000);
  EXPECT_EQ(plan.value[0], 20'000'000);
}

TEST(PlanSolverTest, GapFundingComesBeforeOwnCash) {
  PlanProblem problem = FourFifths();
  problem.free_cash = 100'000'000;
  problem.gap_funders.push_back({kNoScheme, 15'000'000, false, {100'000'000}});
  const FoundPlan plan = Solved(problem);
  EXPECT_EQ(plan.allocation[0].gap[0], 15'000'000);
  EXPECT_EQ(plan.allocation[0].free_cash, 5'000'000);
  EXPECT_EQ(plan.value[0], 0);
}

TEST(PlanSolverTest, AGapFunderPaysNothingWithoutAGrantScheme) {
  PlanProblem problem = FourFifths();
  problem.needs[0].candidates.clear();
  problem.gap_funders.push_back({kNoScheme, kNoLimit, true, {100'000'000}});
  EXPECT_EQ(Solved(problem).value[0], 100'000'000);
}

TEST(PlanSolverTest, ALeastOwnShareIsReachedOrTheSchemeIsNotUsed) {
  PlanProblem problem = FourFifths();
  problem.needs[0].candidates[0].least_own = 10'000'000;
  EXPECT_THAT(Solved(problem).choice, ElementsAre(kNoScheme));
  problem.free_cash = 9'999'999;
  EXPECT_THAT(Solved(problem).choice, ElementsAre(kNoScheme));
  problem.free_cash = 10'000'000;
  EXPECT_THAT(Solved(problem).choice, ElementsAre(0));
  problem.free_cash = 0;
  problem.gap_funders.push_back({kNoScheme, kNoLimit, false, {100'000'000}});
  EXPECT_THAT(Solved(problem).choice, ElementsAre(kNoScheme));
  problem.gap_funders[0].stands_for_own_money = true;
  const FoundPlan plan = Solved(problem);
  EXPECT_THAT(plan.choice, ElementsAre(0));
  EXPECT_EQ(plan.value[0], 0);
}

TEST(PlanSolverTest, InKindCountsUpToTheSchemesShare) {
  PlanProblem problem = FourFifths();
  problem.needs[0].in_kind = 30'000'000;
  problem.needs[0].candidates[0].most_in_kind = 5'000'000;
  const FoundPlan plan = Solved(problem);
  EXPECT_EQ(plan.allocation[0].in_kind, 5'000'000);
  EXPECT_EQ(plan.value[0], 15'000'000);
}

TEST(PlanSolverTest, ACeilingGoesWhereItLeavesLeastUnfunded) {
  // The gap funder may pay the second need only, so the ceiling is for the
  // first.
  PlanProblem problem = FourFifths();
  problem.needs.push_back(problem.needs[0]);
  problem.schemes[0].ceiling = 80'000'001;
  problem.gap_funders.push_back({kNoScheme, kNoLimit, true, {0, 100'000'000}});
  const FoundPlan plan = Solved(problem);
  EXPECT_EQ(plan.allocation[0].grant, 80'000'000);
  EXPECT_EQ(plan.allocation[1].grant, 1);
  EXPECT_EQ(plan.allocation[1].gap[0], 99'999'999);
  EXPECT_EQ(plan.value[0], 20'000'000);
}

TEST(PlanSolverTest, SchemesThatExcludeEachOtherAreNotUsedTogether) {
  PlanProblem problem = FourFifths();
  problem.needs.push_back(problem.needs[0]);
  problem.needs[1].candidates[0].scheme = 1;
  problem.schemes.resize(2);
  EXPECT_THAT(Solved(problem).choice, ElementsAre(0, 0));
  problem.exclusions.push_back({0, 1});
  EXPECT_THAT(Solved(problem).choice, ElementsAre(0, kNoScheme));
}

TEST(PlanSolverTest, AGapFunderPaysNothingBesideASchemeThatExcludesIt) {
  PlanProblem problem = FourFifths();
  problem.schemes.resize(3);
  problem.gap_funders.push_back({1, kNoLimit, false, {100'000'000}});
  problem.gap_funders.push_back({2, kNoLimit, false, {10'000'000}});
  EXPECT_EQ(Solved(problem).allocation[0].gap[0], 20'000'000);
  // The one that pays more is better than the other one.
  problem.exclusions.push_back({1, 2});
  EXPECT_EQ(Solved(problem).allocation[0].gap[0], 20'000'000);
  problem.exclusions.push_back({0, 1});
  const FoundPlan plan = Solved(problem);
  EXPECT_EQ(plan.allocation[0].gap[0], 0);
  EXPECT_EQ(plan.allocation[0].gap[1], 10'000'000);
  FoundPlan wrong = plan;
  wrong.allocation[0].gap[0] = 1;
  EXPECT_EQ(FaultsOfPlan(problem, wrong.choice, wrong.allocation).size(), 2);
}

TEST(PlanSolverTest, OfEqualPlansTheFirstInOrderIsTaken) {
  PlanProblem problem = FourFifths();
  problem.needs[0].candidates.push_back({1, 80'000'000, 0, kNoLimit, -1});
  problem.schemes.resize(2);
  EXPECT_THAT(Solved(problem).choice, ElementsAre(0));
  problem.needs[0].candidates[0].bar = 0;
  problem.bars = 1;
  EXPECT_THAT(Solved(problem).choice, ElementsAre(1));
}

TEST(PlanSolverTest, TermsThatCannotBeKeptAreInfeasible) {
  PlanProblem problem = FourFifths();
  problem.needs[0].must_be_met = true;
  EXPECT_EQ(SolvePlan(problem, {}, SystemClock()).status,
            SolveStatus::kInfeasible);
  problem.free_cash = 20'000'000;
  EXPECT_EQ(Solved(problem).value[0], 0);
}

TEST(PlanSolverTest, WithoutTimeThereIsStillABound) {
  RandomPlanProblem random(7);
  RandomPlanOptions options;
  options.needs = 8;
  options.schemes = 12;
  options.percent_ceilings = 100;
  options.with_terms = false;
  const PlanProblem problem = random.Next(options);
  SolverLimits limits;
  limits.nodes = 1;
  const SolvedPlan solved = SolvePlan(problem, limits, SystemClock());
  ASSERT_TRUE(solved.plan);
  EXPECT_THAT(
      FaultsOfPlan(problem, solved.plan->choice, solved.plan->allocation),
      IsEmpty());
  EXPECT_LE(solved.least_unfunded, solved.plan->value[0]);
}

// Its time is up after so many looks.
class EndingClock : public Clock {
 public:
  explicit EndingClock(int looks) : looks_(looks) {}
  absl::Time Now() const override {
    return --looks_ < 0 ? absl::InfiniteFuture() : absl::UnixEpoch();
  }

 private:
  mutable int looks_;
};

TEST(PlanSolverTest, AtTheDeadlineThereIsAPlanAndABound) {
  RandomPlanOptions options;
  options.needs = 12;
  options.schemes = 60;
  options.gap_funders = 2;
  options.percent_candidates = 20;
  options.percent_ceilings = 80;
  options.exclusions = 20;
  options.with_terms = false;
  for (int goal = 0; goal < 4; ++goal) {
    options.goal = static_cast<PlanGoal>(goal);
    const PlanProblem problem = RandomPlanProblem(47).Next(options);
    SolverLimits limits;
    limits.until = absl::UnixEpoch() + absl::Seconds(10);
    int64_t bound = 0;
    // Before prices, and with them.
    for (const int looks : {20, 150}) {
      const SolvedPlan solved = SolvePlan(problem, limits, EndingClock(looks));
      ASSERT_TRUE(solved.plan) << goal;
      EXPECT_THAT(
          FaultsOfPlan(problem, solved.plan->choice, solved.plan->allocation),
          IsEmpty());
      if (looks == 20) {
        EXPECT_EQ(solved.status, SolveStatus::kFeasible);
      }
      EXPECT_LE(solved.least_unfunded,
                SumOf(problem, solved.plan->allocation).unfunded);
      EXPECT_GE(solved.least_unfunded, bound) << goal;
      bound = solved.least_unfunded;
    }
    const SolvedPlan best = SolvePlan(problem, {}, SystemClock());
    EXPECT_EQ(best.status, SolveStatus::kOptimal);
    EXPECT_GE(best.least_unfunded, bound) << goal;
  }
}

TEST(PlanCheckerTest, FindsEachFault) {
  PlanProblem problem = FourFifths();
  problem.free_cash = 20'000'000;
  FoundPlan plan = Solved(problem);
  EXPECT_THAT(FaultsOfPlan(problem, plan.choice, plan.allocation), IsEmpty());
  const auto faults = [&](auto change) {
    FoundPlan changed = plan;
    change(changed);
    return FaultsOfPlan(problem, changed.choice, changed.allocation).size();
  };
  EXPECT_EQ(faults([](auto& p) { ++p.allocation[0].grant; }), 2);
  EXPECT_EQ(faults([](auto& p) { ++p.allocation[0].free_cash; }), 1);
  EXPECT_EQ(faults([](auto& p) { p.allocation[0].in_kind = -1; }), 1);
  EXPECT_EQ(faults([](auto& p) { p.choice[0] = kNoScheme; }), 1);
  EXPECT_EQ(faults([](auto& p) { p.choice[0] = 1; }), 1);
  EXPECT_EQ(faults([](auto& p) { p.allocation.clear(); }), 1);
  problem.schemes[0].ceiling = 79'999'999;
  EXPECT_EQ(FaultsOfPlan(problem, plan.choice, plan.allocation).size(), 1);
}

}  // namespace
}  // namespace sangam::matching
