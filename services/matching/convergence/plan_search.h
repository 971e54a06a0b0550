// Finds the best choice of schemes by branch and bound in whole paise.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SEARCH_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/plan_allocator.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_value.h"

namespace sangam::matching {

// A choice with its best shares.
struct FoundPlan {
  PlanChoice choice;
  PlanAllocation allocation;
  PlanValue value{};
};

// For goals that compare money alone. Bounds are those of PlanAllocator::Relax,
// which are exact, so that what the search proves is proven to the paisa. Used
// by one thread; the problem outlives it.
class PlanSearch {
 public:
  // `stop` is asked now and then; true ends the search.
  PlanSearch(const PlanProblem* problem, std::function<bool()> stop);

  // Takes over a choice if it keeps all terms and is better than what is known.
  // Its entries may be any candidates.
  void Offer(const PlanChoice& choice);
  // Changes the best plan known need by need as long as that makes it better.
  void Improve();

  // Looks at up to `nodes` more nodes. True: the best plan known is the best
  // there is, or there is none.
  bool Run(int64_t nodes);
  // After Run was true: takes of all best plans the first in the order of
  // candidates. False: not within `nodes` more nodes.
  bool TakeFirstOfEquals(int64_t nodes);
  // Looks for any plan that keeps all terms.
  absl::optional<bool> HasAny(int64_t nodes);

  const absl::optional<FoundPlan>& best() const { return best_; }
  // No plan is better. Nothing: none keeps all terms.
  const absl::optional<PlanValue>& bound() const { return bound_; }
  int64_t nodes() const { return nodes_; }
  const UsefulCandidates& useful() const { return useful_; }

 private:
  enum class Outcome { kComplete, kFound, kStopped };
  struct Node {
    PlanChoice choice;
    PlanValue bound{};
  };

  // Decides needs that have nothing to choose, and lists what the others may
  // take; false if the choice breaks an exclusion or leaves a pin nothing.
  bool Propagate(PlanChoice& choice, AllowedCandidates& allowed) const;
  bool Excluded(int scheme, int other) const {
    return excluded_[scheme * problem_.schemes.size() + other] != 0;
  }
  bool Fits(const PlanChoice& choice, int scheme) const;
  PlanChoice Round(const PlanChoice& choice, const AllowedCandidates& allowed,
                   const RelaxedAllocation& relaxed) const;
  int NeedToBranch(const PlanChoice& choice, const AllowedCandidates& allowed,
                   const RelaxedAllocation& relaxed,
                   const PlanChoice& rounded) const;
  // `found` if the choice has a value below the limit (or equal, if so asked).
  absl::optional<FoundPlan> Evaluate(const PlanChoice& choice);
  // Searches below `root` for a plan better than best_ (or, with a target, for
  // the first that is no worse than it). Open nodes stay in open_.
  Outcome Explore(int64_t nodes, const PlanValue* target);
  void Expand(const Node& node, const PlanValue* target, bool* found);
  bool IsOfUse(const PlanValue& value, const PlanValue* target) const;

  const PlanProblem& problem_;
  const std::function<bool()> stop_;
  PlanAllocator allocator_;
  const UsefulCandidates useful_;
  std::vector<char> excluded_;
  absl::optional<FoundPlan> best_;
  absl::optional<PlanValue> bound_;
  std::vector<Node> open_;
  bool started_ = false;
  int64_t nodes_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SEARCH_H_
