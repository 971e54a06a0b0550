#include "services/matching/convergence/staged_goals.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace sangam::matching {
namespace {

// Whether two plans leave as much unfunded and as many needs aside.
bool MeetsAsMuch(const FoundPlan& one, const FoundPlan& other) {
  return one.value[0] == other.value[0] && one.value[1] == other.value[1];
}

// Solves stage after stage within one set of limits.
class Stages {
 public:
  Stages(const PlanProblem& problem, const SolverLimits& limits,
         const MoneySolver& solver)
      : problem_(problem), limits_(limits), solver_(solver) {}

  // Without the candidates for which `forbidden` holds.
  SolvedPlan Solve(
      const std::function<bool(const GrantCandidate&)>& forbidden) {
    PlanProblem stage = problem_;
    stage.goal = PlanGoal::kMostNeedMet;
    for (PlanNeedProblem& need : stage.needs) {
      for (GrantCandidate& candidate : need.candidates) {
        if (candidate.bar < 0 && forbidden(candidate)) {
          candidate.bar = stage.bars;
        }
      }
    }
    ++stage.bars;
    SolverLimits left = limits_;
    left.nodes = std::max<int64_t>(1, limits_.nodes - nodes_);
    SolvedPlan solved = solver_(stage, left);
    nodes_ += solved.nodes;
    used_mixed_integer_ = used_mixed_integer_ || solved.used_mixed_integer;
    if (solved.status == SolveStatus::kFeasible ||
        solved.status == SolveStatus::kNotFound || nodes_ >= limits_.nodes) {
      ran_out_ = true;
    }
    return solved;
  }

  bool ran_out() const { return ran_out_; }

  // The plan as one of the problem's own goal.
  SolvedPlan Conclude(SolvedPlan solved, int64_t least_unfunded) const {
    if (solved.plan) {
      FoundPlan& plan = *solved.plan;
      plan.value = ValueOf(problem_.goal, SumOf(problem_, plan.allocation),
                           SumOf(problem_, plan.choice));
      solved.status = ran_out_ ? SolveStatus::kFeasible : SolveStatus::kOptimal;
    }
    solved.least_unfunded = least_unfunded;
    solved.nodes = nodes_;
    solved.used_mixed_integer = used_mixed_integer_;
    return solved;
  }

 private:
  const PlanProblem& problem_;
  const SolverLimits& limits_;
  const MoneySolver& solver_;
  int64_t nodes_ = 0;
  bool used_mixed_integer_ = false;
  bool ran_out_ = false;
};

}  // namespace

SolvedPlan SolveSoonest(const PlanProblem& problem, const SolverLimits& limits,
                        const MoneySolver& solver) {
  Stages stages(problem, limits, solver);
  SolvedPlan best = stages.Solve([](const auto&) { return false; });
  const int64_t least_unfunded = best.least_unfunded;
  if (!best.plan) return stages.Conclude(std::move(best), least_unfunded);
  const FoundPlan most_met = *best.plan;
  std::set<int64_t> distinct = {0};
  for (const PlanNeedProblem& need : problem.needs) {
    for (const GrantCandidate& candidate : need.candidates) {
      distinct.insert(DaysOf(problem, candidate));
    }
  }
  const std::vector<int64_t> days(distinct.begin(), distinct.end());
  // The plan needs no longer than days[most]; it may need no longer than
  // days[least].
  size_t least = 0;
  size_t most = days.size() - 1;
  while (least < most && !stages.ran_out()) {
    const size_t middle = least + (most - least) / 2;
    SolvedPlan sooner = stages.Solve([&](const GrantCandidate& candidate) {
      return DaysOf(problem, candidate) > days[middle];
    });
    if (sooner.plan && MeetsAsMuch(*sooner.plan, most_met)) {
      best = std::move(sooner);
      most = middle;
    } else {
      least = middle + 1;
    }
  }
  return stages.Conclude(std::move(best), least_unfunded);
}

}  // namespace sangam::matching
