// Random problems, solved and tried out in full, to the paisa.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_COMPARE_TO_BRUTE_FORCE_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_COMPARE_TO_BRUTE_FORCE_H_

#include <cstdint>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "services/matching/convergence/brute_force_plan.h"
#include "services/matching/convergence/plan_checker.h"
#include "services/matching/convergence/plan_solver.h"
#include "services/matching/convergence/random_plan_problem.h"

namespace sangam::matching {

// How many problems of each kind; the long form says so in the environment.
inline int Repeats(int usual) {
  const char* given = std::getenv("SANGAM_PLAN_PROBLEMS");
  int repeats = usual;
  if (given != nullptr && !absl::SimpleAtoi(given, &repeats)) return usual;
  return repeats;
}

// What a problem of a few needs would otherwise be done before.
inline SolverLimits PricesAtOnce() {
  SolverLimits limits;
  limits.plain_nodes = 0;
  return limits;
}

inline void ExpectEqualToBruteForce(const PlanProblem& problem,
                                    const SolverLimits& limits, uint64_t seed) {
  const BruteForcePlan brute(problem);
  const SolvedPlan solved = SolvePlan(problem, limits, SystemClock());
  if (!brute.value()) {
    EXPECT_EQ(solved.status, SolveStatus::kInfeasible) << "seed " << seed;
    return;
  }
  ASSERT_EQ(solved.status, SolveStatus::kOptimal) << "seed " << seed;
  EXPECT_THAT(
      FaultsOfPlan(problem, solved.plan->choice, solved.plan->allocation),
      testing::IsEmpty())
      << "seed " << seed;
  EXPECT_EQ(absl::StrJoin(solved.plan->value, " "),
            absl::StrJoin(*brute.value(), " "))
      << "seed " << seed;
  EXPECT_EQ(solved.plan->choice, brute.choice()) << "seed " << seed;
  EXPECT_LE(solved.least_unfunded,
            SumOf(problem, solved.plan->allocation).unfunded);
}

inline void CompareMany(const RandomPlanOptions& options, int repeats,
                        uint64_t first_seed, const SolverLimits& limits = {}) {
  for (int i = 0; i < repeats; ++i) {
    const uint64_t seed = first_seed + i;
    RandomPlanProblem random(seed);
    RandomPlanOptions drawn = options;
    drawn.needs = static_cast<int>(random.Draw(1, options.needs));
    drawn.schemes = static_cast<int>(random.Draw(1, options.schemes));
    drawn.gap_funders = static_cast<int>(random.Draw(0, options.gap_funders));
    drawn.exclusions = static_cast<int>(random.Draw(0, options.exclusions));
    drawn.goal = static_cast<PlanGoal>(random.Draw(0, 3));
    // Some of each kind have these, too.
    if (i % 3 == 0 && drawn.percent_benefit_ceilings == 0) {
      drawn.percent_benefit_ceilings = 60;
    }
    ExpectEqualToBruteForce(random.Next(drawn), limits, seed);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_COMPARE_TO_BRUTE_FORCE_H_
