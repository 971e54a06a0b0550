// Bounds of sets of departments against trying everything.
#include "services/matching/convergence/department_bounds.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "services/matching/convergence/brute_force_plan.h"
#include "services/matching/convergence/random_plan_problem.h"

namespace sangam::matching {
namespace {

// The departments of a set by its bits.
std::vector<int> SetOf(int bits) {
  std::vector<int> departments;
  for (int d = 0; bits >> d != 0; ++d) {
    if (bits >> d & 1) departments.push_back(d);
  }
  return departments;
}

// The set of all departments.
int AllOf(const PlanProblem& problem) {
  int bits = 0;
  for (const PlanSchemeProblem& scheme : problem.schemes) {
    bits |= 1 << scheme.department;
  }
  return bits;
}

PlanProblem Within(const PlanProblem& problem, int bits) {
  PlanProblem within = problem;
  for (PlanNeedProblem& need : within.needs) {
    for (GrantCandidate& candidate : need.candidates) {
      if (bits >> problem.schemes[candidate.scheme].department & 1) continue;
      candidate.bar = within.bars;
    }
  }
  ++within.bars;
  return within;
}

TEST(DepartmentBoundsTest, NoSetThatReachesTheTargetIsRefuted) {
  int refuted = 0;
  for (int seed = 1; seed <= 24; ++seed) {
    RandomPlanProblem random(seed);
    RandomPlanOptions options;
    options.schemes = 4;
    options.percent_benefit_ceilings = seed % 3 == 0 ? 60 : 0;
    options.most_cost = seed % 2 == 0 ? 12 : options.most_cost;
    const PlanProblem problem = random.Next(options);
    const BruteForcePlan best(problem);
    if (!best.value()) continue;
    PlanProblem counted = problem;
    counted.goal = PlanGoal::kFewestDepartments;
    PlanAllocator allocator(&counted);
    DepartmentBounds bounds(problem, ReduceCandidates(counted, allocator),
                            [] { return false; });
    PlanValue target;
    target.fill(kNoLimit);
    std::copy_n(best.value()->begin(), 2, target.begin());
    bounds.Reach(target);
    // Twice: what one set leaves behind is asked about the others.
    for (int round = 0; round < 2; ++round) {
      const int all = AllOf(problem);
      for (int bits = 0; bits <= all; ++bits) {
        if ((bits & all) != bits) continue;
        const BruteForcePlan within(Within(problem, bits));
        const bool reaches =
            within.value() &&
            (round == 0 ? std::equal(target.begin(), target.begin() + 2,
                                     within.value()->begin())
                        : *within.value() == target);
        const bool may = bounds.MayReachWith(SetOf(bits));
        EXPECT_TRUE(may || !reaches) << "seed " << seed << " set " << bits;
        refuted += !may;
        for (int part = bits;; part = (part - 1) & bits) {
          EXPECT_TRUE(
              bounds.MayReach(SetOf(part), SetOf(all & ~part),
                              static_cast<int>(SetOf(bits & ~part).size())) ||
              !reaches)
              << "seed " << seed << " set " << bits << " chosen " << part;
          if (part == 0) break;
        }
      }
      target = *best.value();
      bounds.Reach(target);
    }
  }
  EXPECT_GT(refuted, 50);
}

}  // namespace
}  // namespace sangam::matching
