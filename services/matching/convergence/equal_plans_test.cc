// Which of equally good plans is the best.
#include "gmock/gmock.h"
#include "services/matching/convergence/plan_solver.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

// Three needs that one scheme may pay three fifths of, up to its ceiling.
PlanProblem ThreeNeeds(int64_t ceiling, PlanGoal goal) {
  PlanProblem problem;
  problem.goal = goal;
  problem.schemes.resize(1);
  problem.schemes[0].ceiling = ceiling;
  PlanNeedProblem need;
  need.cost = 500'000'000;
  need.candidates.push_back({0, 300'000'000, 0, kNoLimit, -1});
  problem.needs.assign(3, need);
  return problem;
}

FoundPlan Solved(const PlanProblem& problem) {
  const SolvedPlan solved = SolvePlan(problem, {}, SystemClock());
  EXPECT_EQ(solved.status, SolveStatus::kOptimal);
  return solved.plan.value_or(FoundPlan());
}

TEST(EqualPlansTest, NoGrantIsAskedForThatBringsNothing) {
  for (const PlanGoal goal :
       {PlanGoal::kMostNeedMet, PlanGoal::kLeastOwnMoney,
        PlanGoal::kFewestDepartments, PlanGoal::kSoonest}) {
    // Any need could have all that the ceiling gives.
    const FoundPlan plan = Solved(ThreeNeeds(250'000'000, goal));
    EXPECT_THAT(plan.choice, ElementsAre(0, kNoScheme, kNoScheme));
    EXPECT_EQ(plan.allocation[0].grant, 250'000'000);
    // What one need can't take, the next one does.
    const FoundPlan more = Solved(ThreeNeeds(300'000'001, goal));
    EXPECT_THAT(more.choice, ElementsAre(0, 0, kNoScheme));
    EXPECT_EQ(more.allocation[1].grant, 1);
  }
}

// What gives the first need as much by another benefit leaves the second need
// the scheme that could pay most for it.
TEST(EqualPlansTest, SchemesDecideBeforeBenefits) {
  for (const PlanGoal goal :
       {PlanGoal::kMostNeedMet, PlanGoal::kLeastOwnMoney,
        PlanGoal::kFewestDepartments, PlanGoal::kSoonest}) {
    PlanProblem problem;
    problem.goal = goal;
    problem.schemes.resize(2);
    problem.schemes[0].ceiling = 19;
    problem.benefit_ceilings = {10};
    GrantCandidate within;
    within.most_grant = 10;
    GrantCandidate beside = within;
    within.benefit_ceiling = 0;
    GrantCandidate other;
    other.scheme = 1;
    other.most_grant = 9;
    problem.needs.resize(2);
    for (PlanNeedProblem& need : problem.needs) need.cost = 10;
    problem.needs[0].candidates = {within, beside};
    problem.needs[1].candidates = {within, other};
    EXPECT_THAT(Solved(problem).choice, ElementsAre(1, 0));
    problem.schemes[0].ceiling = 18;
    EXPECT_THAT(Solved(problem).choice, ElementsAre(0, 1));
  }
}

TEST(EqualPlansTest, TheLastNeedsDoWithoutFirst) {
  PlanProblem problem;
  problem.needs.resize(3);
  for (PlanNeedProblem& need : problem.needs) {
    need.candidates = {{0, 9}, {1, 9}};
  }
  const auto comes_first = [&](PlanChoice one, PlanChoice other) {
    return ComesFirst(problem, one, other);
  };
  EXPECT_TRUE(comes_first({0, kNoScheme}, {0, 0}));
  EXPECT_TRUE(comes_first({0, kNoScheme}, {kNoScheme, 0}));
  EXPECT_TRUE(comes_first({0, 1, kNoScheme}, {1, 0, kNoScheme}));
  EXPECT_FALSE(comes_first({0, 1}, {0, 1}));
  // Alike only side by side, and for as much.
  EXPECT_TRUE(comes_first({0, 1}, {1, 0}));
  problem.needs[0].candidates[1].scheme = 0;
  EXPECT_TRUE(comes_first({1, 0}, {0, 1}));
  problem.needs[0].candidates[1].most_grant = 8;
  EXPECT_TRUE(comes_first({0, 1}, {1, 0}));
}

}  // namespace
}  // namespace sangam::matching
