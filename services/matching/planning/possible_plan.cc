#include "services/matching/planning/possible_plan.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"

namespace sangam::matching {
namespace {

// The last need whose candidate has a premise of what was forbidden last; -1 if
// none has.
int LastToBlame(const PlanProblem& problem, const PlanChoice& choice,
                size_t exclusions) {
  std::vector<int> forbidden;
  if (problem.exclusions.size() > exclusions) {
    const ExcludedPair& pair = problem.exclusions.back();
    forbidden = {pair.first, pair.second};
  } else {
    forbidden = problem.clashes.back();
  }
  int last = -1;
  for (size_t n = 0; n < choice.size(); ++n) {
    if (choice[n] < 0) continue;
    VisitExcludable(problem.needs[n].candidates[choice[n]], [&](int one) {
      if (absl::c_linear_search(forbidden, one)) last = static_cast<int>(n);
    });
  }
  return last;
}

// Leaves out of the plan what clashes, scheme by scheme; nothing if that leaves
// no plan that keeps all terms.
absl::optional<FoundPlan> LeaveOut(FoundPlan found, size_t exclusions,
                                   PlanPremises& premises, PlanSetup& setup) {
  do {
    PlanChoice choice = found.choice;
    PlanSearch search(&setup.problem, [] { return false; });
    // More needs than one may rest on the same premise.
    while (!search.best()) {
      const int need = LastToBlame(setup.problem, choice, exclusions);
      if (need >= 0) choice[need] = kNoScheme;
      search.Offer(choice);
      if (!search.best() && need < 0) return absl::nullopt;
    }
    exclusions = setup.problem.exclusions.size();
    found = *search.best();
  } while (premises.FindClash(found));
  return found;
}

}  // namespace

SolvedPlan SolvePossible(const SolverLimits& limits, const Clock& clock,
                         PlanPremises* premises, PlanSetup* setup) {
  SolverLimits left = limits;
  int64_t nodes = 0;
  while (true) {
    SolvedPlan solved = SolvePlan(setup->problem, left, clock);
    nodes += solved.nodes;
    solved.nodes = nodes;
    const size_t exclusions = setup->problem.exclusions.size();
    if (!solved.plan || !premises->FindClash(*solved.plan)) return solved;
    left.nodes = limits.nodes - nodes;
    if (left.nodes > 0 && !limits.AreOver(clock)) continue;
    solved.plan =
        LeaveOut(*std::move(solved.plan), exclusions, *premises, *setup);
    solved.status =
        solved.plan ? SolveStatus::kFeasible : SolveStatus::kNotFound;
    return solved;
  }
}

}  // namespace sangam::matching
