// Why a plan leaves money of a need open.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_REASONS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_REASONS_H_

#include <string>
#include <vector>

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// In words, the most telling first; none where nothing is open. `outcome` has
// the sums of the need already. Without a grant it is told of each scheme that
// pays the head why it gives none, of a few at most; with one, what it pays and
// why nobody pays the rest.
std::vector<std::string> ReasonsFor(const PlanQuestion& question,
                                    const PlanOffers& offers,
                                    const PlanSetup& setup,
                                    const FoundPlan& found, int need,
                                    const type::v1::PlanNeedOutcome& outcome);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_REASONS_H_
