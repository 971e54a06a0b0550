// A search that nobody waits for any more ends at once.
#include <ctime>

#include "gmock/gmock.h"
#include "services/matching/convergence/mixed_integer_model.h"
#include "services/matching/convergence/plan_checker.h"
#include "services/matching/convergence/plan_solver.h"
#include "services/matching/convergence/price_model.h"
#include "services/matching/convergence/random_plan_problem.h"

namespace sangam::matching {
namespace {

using testing::IsEmpty;

// What a proof would take minutes of.
PlanProblem LargeProblem(PlanGoal goal) {
  RandomPlanOptions options;
  options.needs = 40;
  options.schemes = 200;
  options.gap_funders = 10;
  options.gap_exclusions = 2;
  options.percent_candidates = 40;
  options.percent_ceilings = 100;
  options.exclusions = 400;
  options.with_terms = false;
  options.goal = goal;
  return RandomPlanProblem(1).Next(options);
}

// Of the processor, in milliseconds, so that other programs do not count.
double Processor() {
  return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// How long it goes on once `cancelled` is true, which it is after so long.
void ExpectToEndAfter(const PlanProblem& problem, double milliseconds) {
  const SystemClock clock;
  const double start = Processor();
  double stopped = 0;
  SolverLimits limits;
  limits.until = clock.Now() + absl::Seconds(60);
  limits.nodes = 100'000'000;
  limits.cancelled = [&] {
    const double now = Processor();
    if (stopped == 0 && now - start >= milliseconds) stopped = now;
    return stopped > 0;
  };
  const SolvedPlan solved = SolvePlan(problem, limits, clock);
  ASSERT_GT(stopped, 0);
  EXPECT_LT(Processor() - start, milliseconds + 500)
      << "of which after the first yes " << Processor() - stopped;
  ASSERT_NE(solved.status, SolveStatus::kOptimal);
  ASSERT_NE(solved.status, SolveStatus::kInfeasible);
  if (!solved.plan) return;
  EXPECT_THAT(
      FaultsOfPlan(problem, solved.plan->choice, solved.plan->allocation),
      IsEmpty());
  EXPECT_LE(solved.least_unfunded,
            SumOf(problem, solved.plan->allocation).unfunded);
}

TEST(PlanStopTest, ACancelledSearchEndsAtOnceWhateverItIsAt) {
  for (const PlanGoal goal :
       {PlanGoal::kMostNeedMet, PlanGoal::kLeastOwnMoney,
        PlanGoal::kFewestDepartments, PlanGoal::kSoonest}) {
    const PlanProblem problem = LargeProblem(goal);
    for (const double milliseconds : {0, 5, 30, 200, 700}) {
      SCOPED_TRACE(testing::Message() << "goal " << static_cast<int>(goal)
                                      << " after " << milliseconds << " ms");
      ExpectToEndAfter(problem, milliseconds);
    }
  }
}

TEST(PlanStopTest, TheLinearSolverEndsWithinAnIteration) {
  const PlanProblem problem = LargeProblem(PlanGoal::kMostNeedMet);
  PlanAllocator allocator(&problem);
  const PricedProblem priced =
      PriceProblem(problem, ReduceCandidates(problem, allocator));
  int asked = 0;
  PriceModel model(&priced, [&] { return ++asked >= 20; });
  OpenOptions open;
  for (const PricedNeed& need : priced.needs) {
    open.needs.emplace_back(need.options.size(), 1);
  }
  PlanValue target;
  target.fill(kNoLimit);
  model.Solve(open, target, 0);
  EXPECT_GE(asked, 20);
  EXPECT_LT(asked, 25);
}

// CBC breaks off wherever it is, in the root's cuts and in its heuristics, too.
TEST(PlanStopTest, CbcEndsAtOnce) {
  RandomPlanOptions options;
  options.needs = 40;
  options.schemes = 200;
  options.percent_candidates = 18;
  options.percent_ceilings = 100;
  options.exclusions = 50;
  options.with_terms = false;
  for (int seed = 1; seed <= 20; ++seed) {
    const PlanProblem problem = RandomPlanProblem(seed).Next(options);
    PlanAllocator allocator(&problem);
    const double start = Processor();
    MixedIntegerLimits limits;
    limits.seconds = 60;
    limits.stop = [&] { return Processor() - start >= 5 * seed; };
    SolveMixedInteger(problem, ReduceCandidates(problem, allocator), limits);
    EXPECT_LT(Processor() - start, 5 * seed + 500) << "seed " << seed;
  }
}

}  // namespace
}  // namespace sangam::matching
