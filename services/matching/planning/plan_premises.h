// What plans take to hold of applicants, and what of it can't hold together.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_PREMISES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_PREMISES_H_

#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// A plan that uses schemes whose conditions are not known to hold, or must be
// made to hold first, takes these conditions for granted. All that it takes for
// granted of one applicant must hold at once. Fact by fact it is worked out
// which values each offer leaves an applicant; offers that leave no value in
// common are kept from being used together, as premises of the problem. Offers
// whose own conditions leave none are barred.
//
// Facts are attributes tested by themselves (yes or no, one of some values, a
// number or a date within bounds), and tests of places, lists, benefits and
// industries that rules share word for word. What is computed of several facts,
// or holds by one fact or another, is taken to be possible.
void AddPremises(const PlanQuestion& question, const NeedContexts& contexts,
                 const PlanOffers& offers, PlanSetup& setup);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_PREMISES_H_
