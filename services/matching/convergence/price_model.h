// Finds prices for what needs share, by a linear model.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICE_MODEL_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICE_MODEL_H_

#include <functional>
#include <memory>
#include <vector>

#include "services/matching/convergence/exact_bound.h"
#include "services/matching/convergence/priced_problem.h"

namespace sangam::matching {

// The plan with needs that may mix their options, each in whole with its own
// terms: no linear model says more about a need on its own. Its dual solution
// gives the prices for ExactBound, its solution hints at a choice. It is solved
// in floating point by Clp, the linear solver below CBC; what it tells is good
// or bad, but never relied on.
//
// Used by one thread; the problem outlives it.
class PriceModel {
 public:
  // `stop` is asked now and then; true ends a solution before it is a good one.
  PriceModel(const PricedProblem* problem, std::function<bool()> stop);
  ~PriceModel();

  // For ExactBound with the same arguments. Begins where the last one ended.
  SharedPrices Solve(const OpenOptions& open, const PlanValue& target,
                     int part);

  // How much of an option the last solution takes, 0 to 1.
  double ShareOf(size_t need, size_t option) const;

 private:
  class Model;
  std::unique_ptr<Model> model_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICE_MODEL_H_
