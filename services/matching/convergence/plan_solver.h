// Makes the best plan that time allows.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SOLVER_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SOLVER_H_

#include <cstdint>
#include <functional>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/clock/clock.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_search.h"

namespace sangam::matching {

// How long to look.
struct SolverLimits {
  absl::Time until = absl::InfiniteFuture();
  // Asked at every stage; true ends the search at once, as `until` does.
  std::function<bool()> cancelled = [] { return false; };
  int64_t nodes = 200'000;
  // So many are looked at before CBC and prices are asked.
  int64_t plain_nodes = 100;

  bool AreOver(const Clock& clock) const {
    return clock.Now() >= until || cancelled();
  }
};

enum class SolveStatus { kOptimal, kFeasible, kInfeasible, kNotFound };

struct SolvedPlan {
  SolveStatus status = SolveStatus::kNotFound;
  // With kOptimal and kFeasible. An optimal one is the first of equals.
  absl::optional<FoundPlan> plan;
  // No plan leaves less unfunded, in paise.
  int64_t least_unfunded = 0;
  int64_t nodes = 0;
  // Whether CBC was asked.
  bool used_mixed_integer = false;
};

// Small problems are searched through in whole paise at once. Where that does
// not end soon, CBC proposes a choice out of the scaled model, its shares are
// reckoned anew in whole paise, and the search begins anew from there, with
// PriceBounds, to prove it or to find a better one. Ends a few hundredths of a
// second after the limits are over, with what it has. Pure but for the clock
// and the limits; several threads may call it.
SolvedPlan SolvePlan(const PlanProblem& problem, const SolverLimits& limits,
                     const Clock& clock);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SOLVER_H_
