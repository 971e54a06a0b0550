// What a plan can't use beside what it takes for granted.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_RULED_OUT_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_RULED_OUT_H_

#include <string>
#include <vector>

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// Tells of each offer that what the plan takes for granted rules it out, as far
// as there is room for `most` entries.
void TellRuledOut(const PlanQuestion& question, const PlanOffers& offers,
                  const PlanSetup& setup, const FoundPlan& found, int most,
                  type::v1::ConvergencePlan* plan);

// Why the candidate can't be used beside the plan, in words: "it would rest on
// X, which schemes/y of the plan rules out"; empty if it can, or a relation of
// two schemes says why not.
std::string WhyRuledOut(const PlanOffers& offers, const PlanSetup& setup,
                        const FoundPlan& found,
                        const GrantCandidate& candidate);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_RULED_OUT_H_
