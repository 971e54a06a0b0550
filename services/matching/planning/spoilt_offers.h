// Offers whose own rules no longer hold beside other schemes of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SPOILT_OFFERS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SPOILT_OFFERS_H_

#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// A rule may ask that the applicant did not receive another scheme where no
// stated relation says so. An offer that would hold less surely, or give less,
// had that scheme been received on the day of the question, is not used beside
// it: the setup gets a premise, such as "schemes/b asks that schemes/a was not
// received", and what that excludes. This is the rule of WhyNotTogether for all
// that a plan uses: what must be had first for either of them is no rival of
// it, and a clever order settles nothing. Of receipts that spoil only together
// the first kMostTriedTogether are looked at. What was sanctioned asks for
// nothing more.
void ForbidSpoilt(const PlanQuestion& question, const NeedContexts& contexts,
                  const PlanOffers& offers, PlanSetup* setup);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SPOILT_OFFERS_H_
