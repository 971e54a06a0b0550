// Tells where gap funding hangs on a grant that a ceiling has cut.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_THIN_GRANTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_THIN_GRANTS_H_

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// A gap funder pays beside a grant, and a ceiling may leave a head's grant one
// paisa: by the rules that opens the gap funding of all the rest. Whether the
// scheme would bother, and the gap funder take it for a grant, only they can
// say. Adds an assumption about each need whose grant is less than the scheme's
// terms give the head, where a gap funder pays beside it.
void TellThinGrants(const PlanQuestion& question, const PlanOffers& offers,
                    const FoundPlan& found, type::v1::ConvergencePlan* plan);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_THIN_GRANTS_H_
