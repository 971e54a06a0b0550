// What to do, in which order, by whom, and what stands in the way.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_STEPS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_STEPS_H_

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Fills steps: first what must be made true or had first, then what the subject
// brings, then applications, then gap funding, then carrying out, each after
// all that it waits for. Of steps that wait for nothing the one of the earlier
// need comes first. Reads needs and lines of `plan`.
void AddSteps(const CatalogSnapshot& catalog, const PlanQuestion& question,
              const NeedContexts& contexts, const PlanOffers& offers,
              const FoundPlan& found, type::v1::ConvergencePlan* plan);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_STEPS_H_
