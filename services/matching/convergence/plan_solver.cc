#include "services/matching/convergence/plan_solver.h"

#include <algorithm>
#include <functional>

#include "services/matching/convergence/fewest_departments.h"
#include "services/matching/convergence/mixed_integer_model.h"
#include "services/matching/convergence/staged_goals.h"

namespace sangam::matching {
namespace {

// Of the time that is left, CBC may take so much, and never more than so much.
constexpr double kShareOfTime = 0.4;
constexpr double kMostSeconds = 5;
// Of more candidates CBC makes more than it can break off in time.
constexpr size_t kMostCandidates = 1'500;

// What no plan can undercut, whatever the goal: the root's relaxation, and what
// prices say of it as long as there is time.
int64_t LeastUnfunded(const PlanProblem& problem,
                      const std::function<bool()>& stop) {
  PlanProblem most_met = problem;
  most_met.goal = PlanGoal::kMostNeedMet;
  PlanSearch search(&most_met, stop);
  search.Run(1);
  if (!stop()) search.UsePrices();
  search.Run(0);
  return search.bound() ? search.bound()->front() : 0;
}

// Whether CBC was asked.
bool AskMixedInteger(const PlanProblem& problem, const SolverLimits& limits,
                     const Clock& clock, PlanSearch& search) {
  size_t candidates = 0;
  for (const auto& need : search.useful().candidates) {
    candidates += need.size();
  }
  if (candidates > kMostCandidates) {
    search.Improve();
    return false;
  }
  MixedIntegerLimits asked;
  asked.stop = [&] { return limits.AreOver(clock); };
  asked.seconds = kMostSeconds;
  if (limits.until != absl::InfiniteFuture()) {
    const double left = absl::ToDoubleSeconds(limits.until - clock.Now());
    asked.seconds = std::clamp(left * kShareOfTime, 0.0, kMostSeconds);
  }
  const auto choice = SolveMixedInteger(problem, search.useful(), asked);
  if (choice) search.Offer(*choice);
  search.Improve();
  return true;
}

SolvedPlan SolveAtOnce(const PlanProblem& problem, const SolverLimits& limits,
                       const Clock& clock, bool may_ask_mixed_integer = true) {
  const auto stop = [&] { return limits.AreOver(clock); };
  PlanSearch search(&problem, stop);
  SolvedPlan solved;
  bool complete = search.Run(std::min(limits.plain_nodes, limits.nodes));
  // Both take a while even where they are told to be short.
  if (!complete && search.nodes() < limits.nodes && !stop()) {
    if (may_ask_mixed_integer) {
      solved.used_mixed_integer =
          AskMixedInteger(problem, limits, clock, search);
    }
    if (!stop()) {
      search.UsePrices();
      complete = search.Run(limits.nodes - search.nodes());
    }
  }
  if (complete && search.best()) {
    complete = search.TakeFirstOfEquals(limits.nodes - search.nodes());
  }
  solved.nodes = search.nodes();
  solved.plan = search.best();
  // Unfunded money alone is not the first part of each goal.
  if (problem.goal == PlanGoal::kLeastOwnMoney) {
    solved.least_unfunded = LeastUnfunded(problem, stop);
  } else if (search.bound()) {
    solved.least_unfunded = search.bound()->front();
  }
  if (solved.plan) {
    solved.status = complete ? SolveStatus::kOptimal : SolveStatus::kFeasible;
  } else {
    solved.status =
        complete ? SolveStatus::kInfeasible : SolveStatus::kNotFound;
  }
  return solved;
}

}  // namespace

SolvedPlan SolvePlan(const PlanProblem& problem, const SolverLimits& limits,
                     const Clock& clock) {
  const auto at_once = [&clock](const PlanProblem& stage,
                                const SolverLimits& left) {
    return SolveAtOnce(stage, left, clock);
  };
  // What departments leave to choose is little.
  const auto within_departments = [&clock](const PlanProblem& stage,
                                           const SolverLimits& left) {
    return SolveAtOnce(stage, left, clock, false);
  };
  switch (problem.goal) {
    case PlanGoal::kSoonest:
      return SolveSoonest(problem, limits, at_once);
    case PlanGoal::kFewestDepartments:
      return SolveFewestDepartments(problem, limits, clock, at_once,
                                    within_departments);
    default:
      return at_once(problem, limits);
  }
}

}  // namespace sangam::matching
