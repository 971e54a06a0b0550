#include "services/matching/convergence/fewest_departments.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/department_bounds.h"

namespace sangam::matching {
namespace {

// Of the time and nodes that are left, each stage may take so much.
constexpr double kShareOfLimits = 0.7;

// The part of the value that counts departments.
constexpr int kDepartmentsPart = 2;

// Whether two plans leave as much unfunded and as many needs aside.
bool MeetsAsMuch(const PlanValue& one, const PlanValue& other) {
  return one[0] <= other[0] && one[1] <= other[1];
}

class FewestDepartments {
 public:
  FewestDepartments(const PlanProblem& problem, const SolverLimits& limits,
                    const Clock& clock, const MoneySolver& whole,
                    const MoneySolver& within)
      : problem_(problem),
        limits_(limits),
        clock_(clock),
        whole_(whole),
        within_(within),
        money_(problem) {
    money_.goal = PlanGoal::kMostNeedMet;
  }

  SolvedPlan Solve() {
    StartStage();
    SolvedPlan solved = whole_(money_, stage_);
    Count(solved);
    if (!solved.plan) return Conclude(std::move(solved), false);
    Take(*solved.plan);
    if (limits_.AreOver(clock_)) {
      solved.plan = std::move(best_);
      return Conclude(std::move(solved), false);
    }
    most_met_ = best_.value;
    StartStage();
    PlanAllocator allocator(&problem_);
    const UsefulCandidates useful = ReduceCandidates(problem_, allocator);
    bounds_ = std::make_unique<DepartmentBounds>(money_, useful,
                                                 [this] { return Stopped(); });
    PlanValue target;
    target.fill(kNoLimit);
    std::copy_n(most_met_.begin(), 2, target.begin());
    bounds_->Reach(target);
    const std::vector<int> departments = DepartmentsOf(useful);
    const bool complete =
        solved.status == SolveStatus::kOptimal && ByNumber(departments);
    if (!complete) MakeFew(departments, target);
    solved.plan = std::move(best_);
    return Conclude(std::move(solved), complete);
  }

 private:
  void StartStage() {
    stage_ = limits_;
    const auto left = static_cast<double>(limits_.nodes - nodes_);
    stage_.nodes =
        std::max<int64_t>(1, static_cast<int64_t>(left * kShareOfLimits));
    last_node_ = nodes_ + stage_.nodes;
    if (limits_.until == absl::InfiniteFuture()) return;
    const absl::Time now = clock_.Now();
    stage_.until = now + (limits_.until - now) * kShareOfLimits;
  }
  bool Stopped() const {
    return nodes_ >= last_node_ || stage_.AreOver(clock_);
  }
  void Count(const SolvedPlan& solved) {
    nodes_ += solved.nodes;
    used_mixed_integer_ = used_mixed_integer_ || solved.used_mixed_integer;
  }

  // As one of the problem's own goal; true if it is the best known.
  bool Take(FoundPlan plan) {
    plan.value = ValueOf(problem_.goal, SumOf(problem_, plan.allocation),
                         SumOf(problem_, plan.choice));
    if (!best_.choice.empty() &&
        (plan.value > best_.value ||
         (plan.value == best_.value &&
          !ComesFirst(problem_, plan.choice, best_.choice)))) {
      return false;
    }
    best_ = std::move(plan);
    return true;
  }

  std::vector<int> DepartmentsOf(const UsefulCandidates& useful) const {
    std::set<int> departments;
    for (size_t n = 0; n < problem_.needs.size(); ++n) {
      for (const int c : useful.candidates[n]) {
        departments.insert(DepartmentOf(n, c));
      }
    }
    return {departments.begin(), departments.end()};
  }

  // Whether the best plan is proven.
  bool ByNumber(const std::vector<int>& all) {
    for (size_t most = 0; most <= all.size(); ++most) {
      found_ = false;
      std::vector<int> chosen;
      if (!Explore(chosen, all, static_cast<int>(most))) return false;
      if (found_) return true;
    }
    return false;
  }

  int DepartmentOf(size_t need, int candidate) const {
    return problem_.schemes[problem_.needs[need].candidates[candidate].scheme]
        .department;
  }

  // Solves within each set of the chosen departments and so many of the others
  // that may be of use; false if it had to stop. Sets of fewer than asked for
  // are known to be of none.
  bool Explore(std::vector<int>& chosen, std::vector<int> others, int more) {
    while (!Stopped()) {
      ++nodes_;
      if (!bounds_->MayReach(chosen, others, more)) return true;
      if (static_cast<int>(others.size()) <= more) {
        std::vector<int> all = chosen;
        all.insert(all.end(), others.begin(), others.end());
        return SolveWithin(all);
      }
      if (more == 0) return SolveWithin(chosen);
      const int next = bounds_->MostSaving(others);
      others.erase(std::find(others.begin(), others.end(), next));
      chosen.push_back(next);
      const bool explored = Explore(chosen, others, more - 1);
      chosen.pop_back();
      if (!explored) return false;
    }
    return false;
  }

  // Whether it came to an end.
  bool SolveWithin(const std::vector<int>& departments) {
    if (!bounds_->MayReachWith(departments)) return true;
    PlanProblem here = money_;
    for (size_t n = 0; n < here.needs.size(); ++n) {
      std::vector<GrantCandidate>& candidates = here.needs[n].candidates;
      for (size_t c = 0; c < candidates.size(); ++c) {
        if (candidates[c].bar < 0 &&
            std::find(departments.begin(), departments.end(),
                      DepartmentOf(n, static_cast<int>(c))) ==
                departments.end()) {
          candidates[c].bar = here.bars;
        }
      }
    }
    ++here.bars;
    SolverLimits left = stage_;
    left.nodes = std::max<int64_t>(1, last_node_ - nodes_);
    const SolvedPlan solved = within_(here, left);
    Count(solved);
    const bool ended = solved.status == SolveStatus::kOptimal ||
                       solved.status == SolveStatus::kInfeasible;
    if (!solved.plan || !MeetsAsMuch(solved.plan->value, most_met_)) {
      return ended;
    }
    found_ = true;
    if (Take(*solved.plan)) {
      // Without the part that counts departments.
      bounds_->Reach({best_.value[0], best_.value[1], best_.value[3],
                      best_.value[4], best_.value[5], 0});
    }
    return ended;
  }

  // Without a proof: few departments, as fast as can be.
  void MakeFew(const std::vector<int>& all, const PlanValue& target) {
    stage_ = limits_;
    last_node_ = limits_.nodes;
    bounds_->Reach(target);
    Gather(all);
    bounds_->Reach(target);
    LeaveOut(target);
  }

  // Adds the department that is missed most until nothing is missed.
  void Gather(std::vector<int> others) {
    std::vector<int> chosen;
    found_ = false;
    while (!others.empty() && !Stopped()) {
      ++nodes_;
      if (bounds_->MayReach(chosen, {}, 0)) SolveWithin(chosen);
      if (found_) return;
      const int next = bounds_->MostMissed(chosen, others);
      others.erase(std::find(others.begin(), others.end(), next));
      chosen.push_back(next);
    }
  }

  // Leaves departments out of the best plan as long as that leaves no more
  // unfunded.
  void LeaveOut(const PlanValue& target) {
    for (bool fewer = true; fewer && !Stopped();) {
      fewer = false;
      std::set<int> used;
      for (size_t n = 0; n < problem_.needs.size(); ++n) {
        if (best_.choice[n] >= 0) {
          used.insert(DepartmentOf(n, best_.choice[n]));
        }
      }
      const int64_t before = best_.value[kDepartmentsPart];
      for (const int left_out : used) {
        if (Stopped()) return;
        std::vector<int> rest(used.begin(), used.end());
        rest.erase(std::find(rest.begin(), rest.end(), left_out));
        SolveWithin(rest);
        bounds_->Reach(target);
        fewer = best_.value[kDepartmentsPart] < before;
        if (fewer) break;
      }
    }
  }

  SolvedPlan Conclude(SolvedPlan solved, bool complete) const {
    if (solved.plan) {
      solved.status = complete ? SolveStatus::kOptimal : SolveStatus::kFeasible;
    }
    solved.nodes = nodes_;
    solved.used_mixed_integer = used_mixed_integer_;
    return solved;
  }

  const PlanProblem& problem_;
  const SolverLimits& limits_;
  const Clock& clock_;
  const MoneySolver& whole_;
  const MoneySolver& within_;
  // The problem with the goal kMostNeedMet.
  PlanProblem money_;
  // Of the stage at work.
  SolverLimits stage_;
  int64_t last_node_ = 0;
  int64_t nodes_ = 0;
  bool used_mixed_integer_ = false;
  std::unique_ptr<DepartmentBounds> bounds_;
  FoundPlan best_;
  PlanValue most_met_{};
  // Whether sets of this size leave no more unfunded.
  bool found_ = false;
};

}  // namespace

SolvedPlan SolveFewestDepartments(const PlanProblem& problem,
                                  const SolverLimits& limits,
                                  const Clock& clock, const MoneySolver& whole,
                                  const MoneySolver& within) {
  return FewestDepartments(problem, limits, clock, whole, within).Solve();
}

}  // namespace sangam::matching
