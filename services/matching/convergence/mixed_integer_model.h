// A plan as a mixed-integer model for CBC, the solver of the COIN-OR project.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_MIXED_INTEGER_MODEL_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_MIXED_INTEGER_MODEL_H_

#include <functional>

#include "absl/types/optional.h"
#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/plan_problem.h"

namespace sangam::matching {

// When to give up.
struct MixedIntegerLimits {
  double seconds = 1;
  int nodes = 10'000;
  // Asked now and then; true ends the run at once.
  std::function<bool()> stop = [] { return false; };
};

// A choice of schemes that is good in floating point: the cost of all needs is
// scaled to a million, and unfunded money weighs most. Its shares are to be
// reckoned anew in whole paise, and that it is the best is for PlanSearch to
// prove. For goals that compare money alone. Nothing if CBC found none in time.
// Several threads may call it at once.
absl::optional<PlanChoice> SolveMixedInteger(const PlanProblem& problem,
                                             const UsefulCandidates& useful,
                                             const MixedIntegerLimits& limits);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_MIXED_INTEGER_MODEL_H_
