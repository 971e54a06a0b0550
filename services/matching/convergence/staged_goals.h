// The soonest plan, reached by solving for money several times.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_STAGED_GOALS_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_STAGED_GOALS_H_

#include <functional>

#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_solver.h"

namespace sangam::matching {

// Solves a problem whose goal is kMostNeedMet.
using MoneySolver = std::function<SolvedPlan(const PlanProblem& problem,
                                             const SolverLimits& limits)>;

// Solves for the most need met first. Then it forbids schemes that come late as
// long as that leaves no more unfunded. The value of the result is that of the
// problem's own goal. Where time or nodes run out, the best that was found so
// far is kFeasible.
SolvedPlan SolveSoonest(const PlanProblem& problem, const SolverLimits& limits,
                        const MoneySolver& solver);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_STAGED_GOALS_H_
