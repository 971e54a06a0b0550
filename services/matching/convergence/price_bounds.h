// Tells by prices what is out of reach for a search.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICE_BOUNDS_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICE_BOUNDS_H_

#include <functional>
#include <vector>

#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/exact_bound.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_value.h"
#include "services/matching/convergence/price_model.h"
#include "services/matching/convergence/priced_problem.h"

namespace sangam::matching {

// Prices what needs share so that each need can be looked at for itself: far
// tighter than PlanAllocator::Relax, and slower. Exact: the prices come out of
// floating point, what is concluded from them does not. Used by one thread.
class PriceBounds {
 public:
  // Knows of no choices but `useful`. Where `stop` is true it is done soon, and
  // knows less.
  PriceBounds(const PlanProblem& problem, const UsefulCandidates& useful,
              std::function<bool()> stop);

  // Whether a plan out of `open` may be better than the target; its parts
  // before `part` are known to be no better, and more are told so. Of a decided
  // need only what is decided is open. Closes what only plans that are worse
  // than the target take.
  bool MayImprove(const PlanValue& target, int& part, UsefulCandidates& open);
  // The same for plans that are as good as the target, where none is better.
  bool MayEqual(const PlanValue& target, UsefulCandidates& open);

  // What MayImprove last found that no plan undercuts in the first part.
  int64_t least_of_first() const { return least_of_first_; }

  // How much of a candidate, or of going without one, the last solution takes.
  double ShareOf(size_t need, int candidate) const;

 private:
  int64_t Bound(const PlanValue& target, int part, UsefulCandidates& open);
  OpenOptions OptionsOf(const UsefulCandidates& open) const;
  void Close(const OpenOptions& options, UsefulCandidates& open) const;

  const PricedProblem problem_;
  PriceModel model_;
  // With what a need can have on its own terms.
  OpenOptions possible_;
  int64_t least_of_first_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICE_BOUNDS_H_
