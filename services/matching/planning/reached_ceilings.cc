#include "services/matching/planning/reached_ceilings.h"

#include "services/matching/planning/benefit_ceilings.h"

namespace sangam::matching {

ReachedCeilings ReachedBy(const PlanOffers& offers, const PlanProblem& problem,
                          const FoundPlan& found, int need, int candidate) {
  const GrantCandidate& asked = problem.needs[need].candidates[candidate];
  int64_t of_scheme = 0;
  int64_t of_benefit = 0;
  for (size_t n = 0; n < found.choice.size(); ++n) {
    if (found.choice[n] < 0) continue;
    const GrantCandidate& used = problem.needs[n].candidates[found.choice[n]];
    if (used.scheme != asked.scheme) continue;
    of_scheme += found.allocation[n].grant;
    if (used.benefit_ceiling == asked.benefit_ceiling) {
      of_benefit += found.allocation[n].grant;
    }
  }
  ReachedCeilings reached;
  reached.of_scheme = of_scheme >= problem.schemes[asked.scheme].ceiling;
  if (asked.benefit_ceiling < 0 ||
      of_benefit < problem.benefit_ceilings[asked.benefit_ceiling]) {
    return reached;
  }
  const GrantOffer& offer = offers.needs[need].grants[candidate];
  const OfferedScheme& offered = offers.schemes[offer.scheme];
  const BenefitCeiling* ceiling = offered.CeilingOf(offer.benefit);
  if (ceiling != nullptr && ceiling->whole) {
    reached.of_benefit = AtMostTogether(
        offered.version->version.benefits(offer.benefit), *ceiling);
  }
  return reached;
}

}  // namespace sangam::matching
