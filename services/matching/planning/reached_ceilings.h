// Which ceilings a plan uses up.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_REACHED_CEILINGS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_REACHED_CEILINGS_H_

#include <string>

#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"

namespace sangam::matching {

// Of what bounds the candidate over all needs.
struct ReachedCeilings {
  bool of_scheme = false;
  // "at most ₹3,00,000 for need assessment and design workshop together";
  // empty if its benefit has none, or gives less.
  std::string of_benefit;
};

// `candidate` by place among the candidates of the need.
ReachedCeilings ReachedBy(const PlanOffers& offers, const PlanProblem& problem,
                          const FoundPlan& found, int need, int candidate);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_REACHED_CEILINGS_H_
