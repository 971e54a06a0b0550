// Of several ways to have what schemes of a plan need first, the one that asks
// for least.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_FEWEST_FIRST_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_FEWEST_FIRST_H_

#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_premises.h"

namespace sangam::matching {

// The solver takes ways that give the same for equal. Does without schemes that
// the plan has had only for others, one after the other, where these can be had
// in ways that leave fewer such. The money stays as it is.
void GetFewestFirst(const PlanOffers& offers, const PlanProblem& problem,
                    PlanPremises* premises, FoundPlan* found);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_FEWEST_FIRST_H_
