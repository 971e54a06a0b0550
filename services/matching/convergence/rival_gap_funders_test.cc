// Many gap funders that exclude each other: the best is found within a bound,
// or nothing is claimed.
#include <functional>

#include "gmock/gmock.h"
#include "services/matching/convergence/plan_checker.h"
#include "services/matching/convergence/plan_solver.h"

namespace sangam::matching {
namespace {

using testing::IsEmpty;

// A need that lacks ₹2,00,000 and gap funders that pay up to some of it each,
// every one excluding the others that `excludes` says.
PlanProblem ManyGapFunders(int funders,
                           const std::function<bool(int, int)>& excludes) {
  PlanProblem problem;
  problem.schemes.resize(1);
  problem.needs.resize(1);
  problem.needs[0].cost = 100'000'000;
  problem.needs[0].candidates.push_back({0, 80'000'000, 0, kNoLimit, -1});
  for (int f = 0; f < funders; ++f) {
    problem.schemes.emplace_back();
    problem.gap_funders.push_back(
        {f + 1, 100'000 + f * 1'000 + f % 3, false, {100'000'000}});
    for (int other = 0; other < f; ++other) {
      if (excludes(other, f)) problem.exclusions.push_back({other + 1, f + 1});
    }
  }
  return problem;
}

FoundPlan Proven(const PlanProblem& problem) {
  const SolvedPlan solved = SolvePlan(problem, {}, SystemClock());
  EXPECT_EQ(solved.status, SolveStatus::kOptimal);
  return solved.plan.value_or(FoundPlan());
}

TEST(RivalGapFundersTest, OfManyGapFundersThatExcludeEachOtherTheBestPay) {
  const FoundPlan one =
      Proven(ManyGapFunders(24, [](int, int) { return true; }));
  EXPECT_EQ(one.allocation[0].gap[23], 123'002);
  EXPECT_EQ(one.value[0], 20'000'000 - 123'002);
  // Of twelve pairs, and of a ring, every second one.
  int64_t every_second = 0;
  for (int f = 1; f < 24; f += 2) every_second += 100'000 + f * 1'000 + f % 3;
  EXPECT_EQ(
      Proven(ManyGapFunders(24, [](int a, int b) { return a / 2 == b / 2; }))
          .value[0],
      20'000'000 - every_second);
  EXPECT_EQ(
      Proven(ManyGapFunders(
                 24, [](int a, int b) { return b - a == 1 || b - a == 23; }))
          .value[0],
      20'000'000 - every_second);
}

// Of rings of five, of each of which two may pay, there are more sets than are
// tried.
TEST(RivalGapFundersTest, WhatIsNotTriedOfGapFundersIsNotClaimed) {
  const PlanProblem problem = ManyGapFunders(24, [](int a, int b) {
    return a / 5 == b / 5 && (b - a == 1 || b - a == 4);
  });
  const SolvedPlan solved = SolvePlan(problem, {}, SystemClock());
  ASSERT_TRUE(solved.plan);
  EXPECT_THAT(
      FaultsOfPlan(problem, solved.plan->choice, solved.plan->allocation),
      IsEmpty());
  EXPECT_EQ(solved.status, SolveStatus::kFeasible);
  EXPECT_LT(solved.least_unfunded, solved.plan->value[0]);
  int paying = 0;
  for (const int64_t paise : solved.plan->allocation[0].gap)
    paying += paise > 0;
  EXPECT_EQ(paying, 10);
  // Nor is it claimed that no plan meets the need.
  PlanProblem must = problem;
  must.needs[0].must_be_met = true;
  must.free_cash = solved.plan->value[0] - 100'000;
  EXPECT_EQ(SolvePlan(must, {}, SystemClock()).status, SolveStatus::kNotFound);
}

}  // namespace
}  // namespace sangam::matching
