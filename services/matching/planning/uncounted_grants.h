// What was sanctioned for needs of a plan that is made again, and pays nothing
// of it.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_UNCOUNTED_GRANTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_UNCOUNTED_GRANTS_H_

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Adds an assumption about each sum that was sanctioned for a need of the plan
// and does not pay it in full: the terms no longer have the need, or leave the
// sum out, or the need costs less. `found`: null where there is no plan; then
// only what the terms leave out is told. `question` as KeepSanctioned left it.
void TellUncounted(const PlanQuestion& question, const PlanOffers& offers,
                   const FoundPlan* found, type::v1::ConvergencePlan* plan);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_UNCOUNTED_GRANTS_H_
