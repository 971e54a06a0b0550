#include "services/matching/convergence/fewest_departments.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "services/matching/convergence/plan_checker.h"
#include "services/matching/convergence/random_plan_problem.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Two needs that one department each pays in full, and a third both nearly.
PlanProblem TwoOrOne() {
  PlanProblem problem;
  problem.goal = PlanGoal::kFewestDepartments;
  for (int department = 0; department < 3; ++department) {
    problem.schemes.push_back({kNoLimit, department, 0});
  }
  for (int n = 0; n < 2; ++n) {
    PlanNeedProblem need;
    need.cost = 100;
    need.candidates.push_back({n, 100, 0, kNoLimit, -1});
    need.candidates.push_back({2, 90, 0, kNoLimit, -1});
    problem.needs.push_back(need);
  }
  return problem;
}

TEST(FewestDepartmentsTest, OwnCashTakesThePlaceOfADepartment) {
  PlanProblem problem = TwoOrOne();
  problem.free_cash = 20;
  const SolvedPlan solved = SolvePlan(problem, {}, SystemClock());
  EXPECT_EQ(solved.status, SolveStatus::kOptimal);
  EXPECT_THAT(solved.plan->choice, ElementsAre(1, 1));
  EXPECT_THAT(solved.plan->value, ElementsAre(0, 0, 1, 20, 0, 0));
}

TEST(FewestDepartmentsTest, UnfundedMoneyDoesNot) {
  PlanProblem problem = TwoOrOne();
  problem.free_cash = 19;
  const SolvedPlan solved = SolvePlan(problem, {}, SystemClock());
  EXPECT_EQ(solved.status, SolveStatus::kOptimal);
  // One department leaves a paisa open; of two, own cash stays where it is.
  EXPECT_THAT(solved.plan->choice, ElementsAre(0, 0));
  EXPECT_THAT(solved.plan->value, ElementsAre(0, 0, 2, 0, 0, 0));
}

TEST(FewestDepartmentsTest, OutOfNodesDepartmentsAreLeftOutOneByOne) {
  RandomPlanOptions options;
  options.needs = 12;
  options.schemes = 60;
  options.gap_funders = 2;
  options.percent_candidates = 20;
  options.percent_ceilings = 40;
  options.exclusions = 10;
  options.with_terms = false;
  PlanProblem problem = RandomPlanProblem(1).Next(options);
  const SolvedPlan most_met = SolvePlan(problem, {}, SystemClock());
  problem.goal = PlanGoal::kFewestDepartments;
  const SolvedPlan best = SolvePlan(problem, {}, SystemClock());
  SolverLimits limits;
  limits.nodes = most_met.nodes * 2;
  limits.nodes = std::min(limits.nodes, best.nodes - 1);
  const SolvedPlan early = SolvePlan(problem, limits, SystemClock());
  EXPECT_EQ(early.status, SolveStatus::kFeasible);
  ASSERT_TRUE(early.plan);
  EXPECT_THAT(FaultsOfPlan(problem, early.plan->choice, early.plan->allocation),
              IsEmpty());
  EXPECT_EQ(early.plan->value[0], most_met.plan->value[0]);
  EXPECT_GE(early.plan->value, best.plan->value);
  EXPECT_LT(early.plan->value[2],
            SumOf(problem, most_met.plan->choice).departments);
}

}  // namespace
}  // namespace sangam::matching
