// Tells which sets of departments can't do what a plan is to reach.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_DEPARTMENT_BOUNDS_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_DEPARTMENT_BOUNDS_H_

#include <array>
#include <functional>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/exact_bound.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_value.h"
#include "services/matching/convergence/price_model.h"
#include "services/matching/convergence/priced_problem.h"

namespace sangam::matching {

// At fixed prices for what needs share, a need costs least with one of its
// options, and each department takes down what some needs cost: a sum that is
// had for any set of departments at once, and no plan out of them undercuts it.
// What one set refutes at its own prices many others fail by, too, so prices
// are kept. Exact as PriceBounds is. Used by one thread.
class DepartmentBounds {
 public:
  // The goal is kMostNeedMet; `useful` holds what any set of departments may
  // need. Where `stop` is true it is done soon, and knows less.
  DepartmentBounds(const PlanProblem& problem, const UsefulCandidates& useful,
                   std::function<bool()> stop);

  // What a plan is to reach: no more unfunded and as few needs left aside;
  // beyond that, at least as good, which may become stricter.
  void Reach(const PlanValue& target);

  // False: no plan does with the chosen departments and at most so many of the
  // others.
  bool MayReach(const std::vector<int>& chosen, const std::vector<int>& others,
                int more);
  // After that: of the others the one that most is to be had of.
  int MostSaving(const std::vector<int>& others) const;

  // The same beside the chosen ones, at the prices that refuted last.
  int MostMissed(const std::vector<int>& chosen,
                 const std::vector<int>& others);

  // MayReach with the chosen ones alone, by prices of their own.
  bool MayReachWith(const std::vector<int>& chosen);

 private:
  // A bound on one part of the value, for any departments.
  struct Prices {
    int part = 0;
    Wide others = 0;
    // By need: without any department.
    std::vector<Wide> without;
    // By department, then by need.
    std::vector<std::vector<Wide>> with;
    // By department: what is owed for it, 0 or less.
    std::vector<Wide> owed;
  };

  // The highest sum at which something is left to be reached.
  Wide Limit(int part) const;
  bool Refutes(const Prices& prices, const std::vector<int>& chosen,
               const std::vector<int>& others, int more);
  // What so many of the others save at most; each for itself in `savings_`.
  Wide Save(const Prices& prices, const std::vector<Wide>& needs,
            const std::vector<int>& others, int more);
  // Makes prices for these departments; nothing if a need has no option.
  absl::optional<Prices> Make(const std::vector<char>& chosen, int part);
  Wide SumOf(const Prices& prices, const std::vector<int>& chosen,
             std::vector<Wide>& needs) const;
  void Keep(Prices prices);

  const PricedProblem problem_;
  PriceModel model_;
  int departments_ = 0;
  bool has_needs_without_cost_ = false;
  // By need and option; none if negative.
  std::vector<std::vector<int>> department_of_;
  // By resource: the department whose scheme, or a benefit of it, has it as its
  // ceiling; none if negative.
  std::vector<int> owner_;
  OpenOptions possible_;
  PlanValue target_{};
  // By part: the first prices, for all departments together.
  std::array<std::vector<int64_t>, kValueParts> resources_for_all_;
  // Those that refuted last are first.
  std::vector<Prices> kept_;
  // Of the prices that came closest to refuting: by department.
  std::vector<Wide> savings_;
  std::vector<Wide> closest_savings_;
  Wide room_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_DEPARTMENT_BOUNDS_H_
