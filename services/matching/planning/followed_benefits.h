// What the chosen benefits of a plan come after.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_FOLLOWED_BENEFITS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_FOLLOWED_BENEFITS_H_

#include <string>
#include <vector>

#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// The needs that the chosen benefit of a need follows: those that have an
// earlier benefit of the scheme, or are of such a head and paid by others.
std::vector<int> NeedsBefore(const PlanQuestion& question,
                             const PlanOffers& offers, const FoundPlan& found,
                             int need);

// The benefits, by id, that the chosen benefit of a need follows although the
// plan takes them for no need and no record tells that the scheme gave
// something before. None where the benefit's condition is known to hold.
std::vector<std::string> MissingBefore(const PlanQuestion& question,
                                       const NeedContexts& contexts,
                                       const PlanOffers& offers,
                                       const FoundPlan& found, int need);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_FOLLOWED_BENEFITS_H_
