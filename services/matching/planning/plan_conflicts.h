// Why no plan keeps all terms.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_CONFLICTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_CONFLICTS_H_

#include <string>
#include <vector>

#include "common/clock/clock.h"
#include "services/matching/convergence/plan_solver.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// Terms of a problem without a plan, in words, that can't be kept together:
// without any one of them the others can be. Of many the first 40, and how many
// more there are. Other terms may conflict besides. Where the limits end before
// it is known which conflict, which takes all of their time at most, there may
// be more terms than there must, which the last entry then says.
std::vector<std::string> FindConflicts(const PlanQuestion& question,
                                       const PlanOffers& offers,
                                       const PlanSetup& setup,
                                       const SolverLimits& limits,
                                       const Clock& clock);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_CONFLICTS_H_
