// Finds the best choice of schemes by branch and bound in whole paise.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SEARCH_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/plan_allocator.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_value.h"
#include "services/matching/convergence/price_bounds.h"

namespace sangam::matching {

// A choice with its best shares.
struct FoundPlan {
  PlanChoice choice;
  PlanAllocation allocation;
  PlanValue value{};
};

// For goals that compare money alone; HasAny is for all. Bounds are those of
// PlanAllocator::Relax and of PriceBounds, which are exact, so that what the
// search proves is proven to the paisa. Used by one thread; the problem
// outlives it.
class PlanSearch {
 public:
  // `stop` is asked now and then; true ends the search.
  PlanSearch(const PlanProblem* problem, std::function<bool()> stop);

  // Takes over a choice if it keeps all terms and is better than what is known.
  // Its entries may be any candidates.
  void Offer(const PlanChoice& choice);
  // Changes the best plan known need by need as long as that makes it better.
  void Improve();
  // Begins Run anew, with PriceBounds: fewer nodes, each of which takes longer.
  void UsePrices();

  // Looks at up to `nodes` more nodes. True: the best plan known is the best
  // there is, or there is none. False also where gap funders exclude each other
  // in more ways than PlanAllocator tries.
  bool Run(int64_t nodes);
  // After Run was true: takes of all best plans the one that comes first.
  // False: not within `nodes` more nodes.
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
    // What open needs may take, of what is of use.
    UsefulCandidates open;
    PlanValue bound{};
    // The parts of the value before this are no better than those of the best
    // plan, if that is still the one with this number.
    int part = 0;
    int64_t best = -1;
  };

  Node Root() const;
  // Searches below `open_` for a plan better than best_ (or, with a target, for
  // the first that is no worse than it). Open nodes stay in open_.
  Outcome Explore(int64_t nodes, const PlanValue* target);
  // Of TakeFirstOfEquals; these are false if they had to stop at the node
  // `last`.
  bool LeaveOutNeeds(int64_t last, const PlanValue& target, Node& root);
  // Leaves the need those alike that come first, where it has a scheme.
  bool LeaveFirstAlike(size_t need, int64_t last, const PlanValue& target,
                       Node& root);
  // A plan below the node as good as the target.
  Outcome LookBelow(Node node, int64_t last, const PlanValue& target);
  // Closes what prices tell to be of no use, for good.
  void CloseAtRoot(const PlanValue* target);
  bool Excluded(int one, int other) const {
    return excluded_[one * Excludable(problem_) + other] != 0;
  }
  // Whether nothing of the choice excludes the candidate.
  bool Fits(const PlanChoice& choice, const GrantCandidate& candidate) const;
  // Whether the candidate makes the choice one of all that clash.
  bool Completes(const std::vector<int>& clash, const PlanChoice& choice,
                 const GrantCandidate& candidate) const;
  // Nothing if the choice does not keep all terms.
  absl::optional<FoundPlan> Evaluate(const PlanChoice& choice);

  // What follows is in plan_search_nodes.cc.

  void Expand(const Node& node, const PlanValue* target, bool* found);
  // Decides needs that have nothing to choose, and lists what the others may
  // take; false if the choice breaks an exclusion or leaves a pin nothing.
  bool Propagate(Node& node, UsefulCandidates& open) const;
  bool IsOfUse(const PlanValue& value, const PlanValue* target) const;
  // Takes over a plan out of `open` if it is of use; true if that ends the
  // search below a node with this bound.
  bool Take(const PlanChoice& choice, const UsefulCandidates& open,
            const PlanValue& bound, const PlanValue* target, bool* found);
  PlanChoice Round(const PlanChoice& choice, const UsefulCandidates& open,
                   const RelaxedAllocation& relaxed) const;
  int NeedToBranch(const PlanChoice& choice, const AllowedCandidates& allowed,
                   const RelaxedAllocation& relaxed,
                   const PlanChoice& rounded) const;

  // Whether plans of use may be left below the node, as prices tell; closes
  // the rest.
  bool MayHaveUse(const PlanValue* target, Node& node, UsefulCandidates& open);
  // Like Round and NeedToBranch, by how much the prices' model takes of each.
  PlanChoice RoundByPrices(const UsefulCandidates& open) const;
  int NeedToBranchByPrices(const UsefulCandidates& open) const;
  std::vector<int> ByShare(size_t need, const UsefulCandidates& open) const;

  const PlanProblem& problem_;
  const std::function<bool()> stop_;
  PlanAllocator allocator_;
  UsefulCandidates useful_;
  std::vector<char> excluded_;
  absl::optional<FoundPlan> best_;
  absl::optional<PlanValue> bound_;
  // Of the choices of whose shares not all were tried none is better; nothing:
  // there are none such.
  absl::optional<PlanValue> least_untried_;
  // No plan is worse.
  PlanValue worst_{};
  // How often the best plan changed.
  int64_t bests_ = 0;
  std::unique_ptr<PriceBounds> prices_;
  // No plan has less of the first part of the value.
  int64_t least_of_first_ = 0;
  std::vector<Node> open_;
  bool started_ = false;
  int64_t nodes_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_SEARCH_H_
