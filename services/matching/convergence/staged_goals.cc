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

// kNoScheme is the last.
bool ComesBefore(const PlanChoice& a, const PlanChoice& b) {
  const auto place = [](int candidate) {
    return candidate < 0 ? kMostPaise : candidate;
  };
  return std::lexicographical_compare(
      a.begin(), a.end(), b.begin(), b.end(),
      [&](int x, int y) { return place(x) < place(y); });
}

// Solves stage after stage within one set of limits.
class Stages {
 public:
  Stages(const PlanProblem& problem, const SolverLimits& limits,
         const MoneySolver& solver)
      : problem_(problem), limits_(limits), solver_(solver) {}

  // Without the schemes for which `forbidden` holds.
  SolvedPlan Solve(
      const std::function<bool(const PlanSchemeProblem&)>& forbidden) {
    PlanProblem stage = problem_;
    stage.goal = PlanGoal::kMostNeedMet;
    for (PlanNeedProblem& need : stage.needs) {
      for (GrantCandidate& candidate : need.candidates) {
        if (candidate.bar < 0 && forbidden(stage.schemes[candidate.scheme])) {
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

class DepartmentSearch {
 public:
  DepartmentSearch(const PlanProblem& problem, Stages* stages,
                   SolvedPlan without_bounds)
      : problem_(problem),
        stages_(*stages),
        most_met_(*without_bounds.plan),
        best_(std::move(without_bounds)) {
    best_count_ = CountOf(*best_.plan);
  }

  SolvedPlan Run() && {
    Branch({}, {}, &most_met_);
    return std::move(best_);
  }

 private:
  size_t CountOf(const FoundPlan& plan) const {
    return static_cast<size_t>(SumOf(problem_, plan.choice).departments);
  }

  std::set<int> DepartmentsOf(const FoundPlan& plan) const {
    std::set<int> departments;
    for (size_t n = 0; n < plan.choice.size(); ++n) {
      if (plan.choice[n] < 0) continue;
      const auto& candidate = problem_.needs[n].candidates[plan.choice[n]];
      departments.insert(problem_.schemes[candidate.scheme].department);
    }
    return departments;
  }

  // Every plan below here uses all of `counted` and none of `without`; `known`
  // is the best of them for money, if it was found already.
  void Branch(const std::set<int>& counted, const std::set<int>& without,
              const FoundPlan* known) {
    if (stages_.ran_out() || counted.size() > best_count_) return;
    SolvedPlan solved;
    if (known == nullptr) {
      solved = stages_.Solve([&](const PlanSchemeProblem& scheme) {
        return without.count(scheme.department) > 0;
      });
      if (!solved.plan || !MeetsAsMuch(*solved.plan, most_met_)) return;
      known = &*solved.plan;
    }
    Keep(*known);
    for (const int department : DepartmentsOf(*known)) {
      if (counted.count(department) > 0) continue;
      std::set<int> fewer = without;
      fewer.insert(department);
      Branch(counted, fewer, nullptr);
      std::set<int> more = counted;
      more.insert(department);
      Branch(more, without, known);
      return;
    }
  }

  void Keep(const FoundPlan& plan) {
    const size_t count = CountOf(plan);
    if (count > best_count_) return;
    const FoundPlan& best = *best_.plan;
    if (count == best_count_ &&
        (plan.value > best.value || (plan.value == best.value &&
                                     !ComesBefore(plan.choice, best.choice)))) {
      return;
    }
    best_.plan = plan;
    best_count_ = count;
  }

  const PlanProblem& problem_;
  Stages& stages_;
  const FoundPlan most_met_;
  SolvedPlan best_;
  size_t best_count_ = 0;
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
  for (const PlanSchemeProblem& scheme : problem.schemes) {
    distinct.insert(scheme.days);
  }
  const std::vector<int64_t> days(distinct.begin(), distinct.end());
  // The plan needs no longer than days[most]; it may need no longer than
  // days[least].
  size_t least = 0;
  size_t most = days.size() - 1;
  while (least < most && !stages.ran_out()) {
    const size_t middle = least + (most - least) / 2;
    SolvedPlan sooner = stages.Solve([&](const PlanSchemeProblem& scheme) {
      return scheme.days > days[middle];
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

SolvedPlan SolveFewestDepartments(const PlanProblem& problem,
                                  const SolverLimits& limits,
                                  const MoneySolver& solver) {
  Stages stages(problem, limits, solver);
  SolvedPlan first = stages.Solve([](const auto&) { return false; });
  const int64_t least_unfunded = first.least_unfunded;
  if (!first.plan) return stages.Conclude(std::move(first), least_unfunded);
  return stages.Conclude(
      DepartmentSearch(problem, &stages, std::move(first)).Run(),
      least_unfunded);
}

}  // namespace sangam::matching
