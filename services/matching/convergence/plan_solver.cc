#include "services/matching/convergence/plan_solver.h"

#include <algorithm>

#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/mixed_integer_model.h"
#include "services/matching/convergence/plan_allocator.h"
#include "services/matching/convergence/staged_goals.h"

namespace sangam::matching {
namespace {

// Nodes to look at before CBC is asked.
constexpr int64_t kFirstNodes = 400;
// Of the time that is left, CBC may take so much, and never more than so much.
constexpr double kShareOfTime = 0.4;
constexpr double kMostSeconds = 5;

// What no plan can undercut, whatever the goal: the root's relaxation.
int64_t LeastUnfunded(const PlanProblem& problem) {
  PlanProblem most_met = problem;
  most_met.goal = PlanGoal::kMostNeedMet;
  PlanAllocator allocator(&most_met);
  const UsefulCandidates useful = ReduceCandidates(most_met, allocator);
  const auto relaxed = allocator.Relax(FirstChoice(useful), useful.candidates);
  return relaxed ? SumOf(most_met, relaxed->allocation).unfunded : 0;
}

void AskMixedInteger(const PlanProblem& problem, const SolverLimits& limits,
                     const Clock& clock, PlanSearch& search) {
  MixedIntegerLimits asked;
  asked.seconds = kMostSeconds;
  if (limits.until != absl::InfiniteFuture()) {
    const double left = absl::ToDoubleSeconds(limits.until - clock.Now());
    asked.seconds = std::clamp(left * kShareOfTime, 0.0, kMostSeconds);
  }
  const auto choice = SolveMixedInteger(problem, search.useful(), asked);
  if (choice) search.Offer(*choice);
  search.Improve();
}

// For the goals that compare money alone.
SolvedPlan SolveForMoney(const PlanProblem& problem, const SolverLimits& limits,
                         const Clock& clock) {
  PlanSearch search(&problem, [&] { return clock.Now() >= limits.until; });
  SolvedPlan solved;
  bool complete = search.Run(std::min(kFirstNodes, limits.nodes));
  if (!complete && search.nodes() < limits.nodes) {
    AskMixedInteger(problem, limits, clock, search);
    solved.used_mixed_integer = true;
    complete = search.Run(limits.nodes - search.nodes());
  }
  if (complete && search.best()) {
    complete = search.TakeFirstOfEquals(limits.nodes - search.nodes());
  }
  solved.nodes = search.nodes();
  solved.plan = search.best();
  solved.least_unfunded = LeastUnfunded(problem);
  if (!solved.plan) {
    solved.status =
        complete ? SolveStatus::kInfeasible : SolveStatus::kNotFound;
    return solved;
  }
  solved.status = complete ? SolveStatus::kOptimal : SolveStatus::kFeasible;
  if (search.bound() && problem.goal == PlanGoal::kMostNeedMet) {
    solved.least_unfunded =
        std::max(solved.least_unfunded, search.bound()->front());
  }
  return solved;
}

}  // namespace

SolvedPlan SolvePlan(const PlanProblem& problem, const SolverLimits& limits,
                     const Clock& clock) {
  const MoneySolver solver = [&clock](const PlanProblem& stage,
                                      const SolverLimits& left) {
    return SolveForMoney(stage, left, clock);
  };
  switch (problem.goal) {
    case PlanGoal::kMostNeedMet:
    case PlanGoal::kLeastOwnMoney:
      return solver(problem, limits);
    case PlanGoal::kSoonest:
      return SolveSoonest(problem, limits, solver);
    case PlanGoal::kFewestDepartments:
      return SolveFewestDepartments(problem, limits, solver);
  }
  return {};
}

}  // namespace sangam::matching
