// How good a plan is: what plans are compared by.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_VALUE_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_VALUE_H_

#include <array>
#include <cstdint>

#include "services/matching/convergence/plan_problem.h"

namespace sangam::matching {

// Sums over all needs, in paise.
struct PlanSums {
  int64_t unfunded = 0;
  int64_t own_cash = 0;
  int64_t gap = 0;
  int64_t in_kind = 0;
  int64_t grant = 0;
};

PlanSums SumOf(const PlanProblem& problem, const PlanAllocation& allocation);

// What the choice alone decides.
struct ChoiceSums {
  // Needs without cost for which no scheme is chosen.
  int64_t needs_left = 0;
  // Departments whose schemes give grants.
  int64_t departments = 0;
  // Days until the last of the grants can be there.
  int64_t days = 0;
};

// Of the needs that are decided; what is neither a candidate's index nor
// kNoScheme is passed over.
ChoiceSums SumOf(const PlanProblem& problem, const PlanChoice& choice);

// Compared from the first on; less is better. Of plans with the same value the
// best is the one that comes first.
using PlanValue = std::array<int64_t, 6>;

// The first of the candidates beside this one that are alike: of the same
// scheme and for as much. kNoScheme stays what it is.
int FirstAlike(const PlanNeedProblem& need, int candidate);

// Of two plans with the same value that one comes first whose last need that
// only one of them gives a scheme has none. So no grant can be left out of the
// best plan without loss, be it of one paisa. Where they grant the same needs,
// the first need whose candidates are not alike has the earlier one; where all
// are, the first differing need.
bool ComesFirst(const PlanProblem& problem, const PlanChoice& one,
                const PlanChoice& other);

// By the goal: unfunded money, needs left, own cash, gap funding, in kind; for
// kLeastOwnMoney unfunded money and own cash together come first, then needs
// left, unfunded money, gap funding, in kind; for the other goals departments
// or days come after needs left.
PlanValue ValueOf(PlanGoal goal, const PlanSums& sums,
                  const ChoiceSums& choice_sums);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_VALUE_H_
