// Checks a finished plan against every money rule, on its own.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_CHECKER_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_CHECKER_H_

#include <string>
#include <vector>

#include "services/matching/convergence/plan_problem.h"

namespace sangam::matching {

// What the plan breaks, in words for logs and tests; empty if it keeps all
// rules and terms. Shares no code with what makes plans and adds up in 128
// bits, so that a fault there is found here. Does not judge whether the plan is
// the best.
std::vector<std::string> FaultsOfPlan(const PlanProblem& problem,
                                      const PlanChoice& choice,
                                      const PlanAllocation& allocation);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_CHECKER_H_
