#include "services/matching/convergence/plan_value.h"

#include <algorithm>
#include <vector>

namespace sangam::matching {

PlanSums SumOf(const PlanProblem& problem, const PlanAllocation& allocation) {
  PlanSums sums;
  for (size_t n = 0; n < problem.needs.size(); ++n) {
    const NeedAllocation& need = allocation[n];
    sums.unfunded += problem.needs[n].cost - need.Funded();
    sums.own_cash += need.own_cash + need.free_cash;
    sums.gap += need.Gap();
    sums.in_kind += need.in_kind;
    sums.grant += need.grant;
  }
  return sums;
}

ChoiceSums SumOf(const PlanProblem& problem, const PlanChoice& choice) {
  ChoiceSums sums;
  std::vector<int> departments;
  for (size_t n = 0; n < problem.needs.size(); ++n) {
    const PlanNeedProblem& need = problem.needs[n];
    if (choice[n] == kNoScheme && need.cost == 0) ++sums.needs_left;
    if (choice[n] < 0) continue;
    const GrantCandidate& candidate = need.candidates[choice[n]];
    const PlanSchemeProblem& scheme = problem.schemes[candidate.scheme];
    sums.days = std::max(sums.days, DaysOf(problem, candidate));
    if (std::find(departments.begin(), departments.end(), scheme.department) ==
        departments.end()) {
      departments.push_back(scheme.department);
    }
  }
  sums.departments = static_cast<int64_t>(departments.size());
  return sums;
}

int FirstAlike(const PlanNeedProblem& need, int candidate) {
  while (candidate > 0) {
    const GrantCandidate& here = need.candidates[candidate];
    const GrantCandidate& before = need.candidates[candidate - 1];
    if (before.scheme != here.scheme || before.most_grant != here.most_grant) {
      break;
    }
    --candidate;
  }
  return candidate;
}

bool ComesFirst(const PlanProblem& problem, const PlanChoice& one,
                const PlanChoice& other) {
  for (size_t n = one.size(); n-- > 0;) {
    if ((one[n] < 0) != (other[n] < 0)) return one[n] < 0;
  }
  for (size_t n = 0; n < one.size(); ++n) {
    const int first = FirstAlike(problem.needs[n], one[n]);
    const int others = FirstAlike(problem.needs[n], other[n]);
    if (first != others) return first < others;
  }
  return one < other;
}

PlanValue ValueOf(PlanGoal goal, const PlanSums& sums,
                  const ChoiceSums& choice_sums) {
  switch (goal) {
    case PlanGoal::kMostNeedMet:
      return {sums.unfunded, choice_sums.needs_left, sums.own_cash,
              sums.gap,      sums.in_kind,           0};
    case PlanGoal::kLeastOwnMoney:
      return {sums.unfunded + sums.own_cash,
              choice_sums.needs_left,
              sums.unfunded,
              sums.gap,
              sums.in_kind,
              0};
    case PlanGoal::kFewestDepartments:
      return {sums.unfunded,
              choice_sums.needs_left,
              choice_sums.departments,
              sums.own_cash,
              sums.gap,
              sums.in_kind};
    case PlanGoal::kSoonest:
      return {sums.unfunded,    choice_sums.needs_left,
              choice_sums.days, sums.own_cash,
              sums.gap,         sums.in_kind};
  }
  return {};
}

}  // namespace sangam::matching
