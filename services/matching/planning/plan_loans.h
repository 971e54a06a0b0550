// The loans that a plan tells of; they count as no grant.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_LOANS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_LOANS_H_

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"

namespace sangam::matching {

// Adds the offered loans, and as assumptions what must hold for them and is not
// known to. One that is not to be had beside a scheme of the plan says so in
// its description. `found`: null where there is no plan.
void AddLoans(const PlanOffers& offers, const FoundPlan* found,
              type::v1::ConvergencePlan* plan);

// Of the benefit that the offer is for, with what the offer needs first.
LoanOffer LoanFor(const CompiledScheme& scheme, const CompiledVersion& version,
                  const PlanQuestion& question, const NeedContexts& contexts,
                  int need, const GrantOffer& offer);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_LOANS_H_
