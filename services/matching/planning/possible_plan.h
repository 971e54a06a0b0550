// The best plan of those whose premises can all hold.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_POSSIBLE_PLAN_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_POSSIBLE_PLAN_H_

#include "common/clock/clock.h"
#include "services/matching/convergence/plan_solver.h"
#include "services/matching/planning/plan_premises.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// Solves the problem, forbids what of the plan's premises clashes, and solves
// again, until nothing does. Only what can't hold is ever forbidden, so the
// best plan that is left is the best of all that can hold. Where the limits are
// over before, schemes are left out of the last plan until the rest can hold.
SolvedPlan SolvePossible(const SolverLimits& limits, const Clock& clock,
                         PlanPremises* premises, PlanSetup* setup);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_POSSIBLE_PLAN_H_
