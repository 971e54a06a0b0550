// The money of a plan, line by line.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_MONEY_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_MONEY_H_

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// Fills needs, lines, totals, total, departments and the assumptions about
// money and verdicts. The lines of a need sum to its cost, and the totals to
// the cost of all needs.
void AddMoney(const CatalogSnapshot& catalog, const PlanQuestion& question,
              const PlanOffers& offers, const PlanSetup& setup,
              const FoundPlan& found, type::v1::ConvergencePlan* plan);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_MONEY_H_
