// Leaves out candidates that can never make a plan better.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_CANDIDATE_REDUCTION_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_CANDIDATE_REDUCTION_H_

#include <vector>

#include "services/matching/convergence/plan_allocator.h"
#include "services/matching/convergence/plan_problem.h"

namespace sangam::matching {

// What may be chosen for each need.
struct UsefulCandidates {
  AllowedCandidates candidates;
  // Whether the need may go without a scheme.
  std::vector<char> may_go_without;
};

// Leaves out what is forbidden, what a pin rules out, and what an earlier
// candidate of the same need can always take the place of: one that gives as
// much on the same terms, excludes nothing and has no ceiling that matters. The
// best plan, ties included, stays the same.
UsefulCandidates ReduceCandidates(const PlanProblem& problem,
                                  const PlanAllocator& allocator);

// The choice that leaves all open but what has one way to go.
PlanChoice FirstChoice(const UsefulCandidates& useful);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_CANDIDATE_REDUCTION_H_
