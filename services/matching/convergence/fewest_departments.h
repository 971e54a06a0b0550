// The plan with the fewest departments, reached by solving for money in sets of
// departments.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_FEWEST_DEPARTMENTS_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_FEWEST_DEPARTMENTS_H_

#include "common/clock/clock.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_solver.h"
#include "services/matching/convergence/staged_goals.h"

namespace sangam::matching {

// Solves for the most need met first, by `whole`. Then it looks at all sets of
// no department, of one, of two and so on, leaves out at once what
// DepartmentBounds refutes, and solves what is left within the set, by
// `within`, until sets of some size leave no more unfunded: of these the best
// is the plan. The value of the result is that of the problem's own goal. Where
// time or nodes run out, the departments that prices miss most are gathered
// instead, then left out one by one as far as that goes, and the best plan
// known is kFeasible.
SolvedPlan SolveFewestDepartments(const PlanProblem& problem,
                                  const SolverLimits& limits,
                                  const Clock& clock, const MoneySolver& whole,
                                  const MoneySolver& within);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_FEWEST_DEPARTMENTS_H_
