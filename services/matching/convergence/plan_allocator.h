// Shares out the money of a plan once it is decided, or half decided, which
// scheme gives the grant of which need.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_ALLOCATOR_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_ALLOCATOR_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/convergence/flow_network.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_value.h"

namespace sangam::matching {

// Of gap funders that exclude each other so many sets are tried for a choice.
inline constexpr int kMostFunderSets = 200;

// In a choice: not decided yet.
inline constexpr int kOpenNeed = -2;

// For each need the candidates that may still be chosen, in rising order.
using AllowedCandidates = std::vector<std::vector<int>>;

// A plan's money as if open needs could take grants of several schemes at once,
// up to the most that one of them gives, and had to keep none of their terms.
struct RelaxedAllocation {
  PlanAllocation allocation;
  // The candidate of each open need whose scheme gives most there, the first of
  // equals; kNoScheme where none gives anything.
  std::vector<int> main_candidate;
  // How many schemes give to each open need.
  std::vector<int> givers;
};

// Once the choice is made, the best shares are a flow of least cost: from
// schemes by way of their benefits, gap funders, things and cash through the
// needs. Flows of whole paise have a best one in whole paise, so nothing is
// lost to rounding, and each sum is exact.
//
// Of equally good shares it takes those that leave least unfunded of earlier
// needs (least sum of unfunded paise times position counted from the end), then
// those of earlier gap funders, then cash that is for one need alone.
//
// Used by one thread; the problem outlives it.
class PlanAllocator {
 public:
  // `stop` is asked often; once it was true, nothing is shared out any more.
  explicit PlanAllocator(
      const PlanProblem* problem,
      std::function<bool()> stop = [] { return false; });

  // The best shares for a choice without open needs. Gap funders that a chosen
  // scheme excludes pay nothing; of those that exclude each other the best pay,
  // of equals always the same. Nothing if some term can't be kept: a least own
  // share, a need that must be met, a grant that is left no paisa of its
  // scheme's ceiling. Looks at kMostFunderSets sets of gap funders at most;
  // where that is not enough, `least` becomes shares than which none of the
  // choice are better, though they may break exclusions among gap funders.
  absl::optional<PlanAllocation> Allocate(
      const PlanChoice& choice, absl::optional<PlanAllocation>* least);

  // At least as good as every choice that fills in `choice` out of `allowed`;
  // nothing if no choice that does so keeps all terms. Of gap funders only
  // those that a chosen scheme excludes are left out. Open needs that are not
  // pinned may also go without a scheme.
  absl::optional<RelaxedAllocation> Relax(const PlanChoice& choice,
                                          const AllowedCandidates& allowed);

  // Whether `stop` was true, so that nothing means nothing.
  bool is_broken_off() const { return broken_off_; }

  // Whether the ceiling of its scheme or of its benefit can matter.
  bool HasCeiling(const GrantCandidate& candidate) const {
    return binds_[candidate.scheme] || BenefitBinds(candidate);
  }

 private:
  struct GrantArc {
    int arc = 0;
    int candidate = kNoScheme;
  };
  // The arcs of one need.
  struct NeedArcs {
    std::vector<GrantArc> grants;
    // What must be there; else the choice does not keep all terms.
    std::vector<int> musts;
    int in_kind = -1;
    int own_cash = -1;
    int free_cash = -1;
    std::vector<int> gap;
  };

  // Whether the flow keeps all terms.
  bool Build(const PlanChoice& choice, const AllowedCandidates* allowed,
             const std::vector<char>& funders);
  void Exclude(int one, int other);
  void GroupRivals();
  // Which gap funders the chosen schemes leave.
  std::vector<char> FundersBeside(const PlanChoice& choice) const;
  // Sets of gap funders that are still to be tried, and what was found.
  struct FunderSearch;
  // The best shares with these gap funders at most.
  void AllocateWith(const std::vector<char>& funders, FunderSearch& search);
  // Of those that pay though another one that they exclude does, too, the one
  // that could pay most; none if negative.
  int FunderInConflict(const PlanAllocation& allocation) const;
  // Those that pay and, with the choice, have all premises of a clash; empty if
  // there is no such clash.
  std::vector<int> FundersInClash(const PlanChoice& choice,
                                  const PlanAllocation& allocation) const;
  void AddFunders(const std::vector<char>& funders);
  void AddNeed(int need, int decided, const std::vector<int>* allowed);
  void AddOpenGrants(int need, const std::vector<int>& allowed, int head);
  void AddDecidedGrant(int need, int candidate, int head);
  void AddGap(int need, int head, int own);
  bool BenefitBinds(const GrantCandidate& candidate) const {
    return candidate.benefit_ceiling >= 0 &&
           benefit_binds_[candidate.benefit_ceiling];
  }
  void FindCeilingsThatBind();
  int SchemeNode(int scheme);
  // Where the candidate's money comes from: the source itself if no ceiling
  // bounds it, else what has passed all that do.
  int PayingNode(const GrantCandidate& candidate);
  bool KeepsTerms() const;
  PlanAllocation ReadFlow() const;

  const PlanProblem& problem_;
  const std::function<bool()> stop_;
  bool broken_off_ = false;
  // By scheme, and by benefit ceiling: whether it can matter.
  std::vector<char> binds_;
  std::vector<char> benefit_binds_;
  // By gap funder: the schemes and premises, and the other gap funders, that it
  // excludes.
  std::vector<std::vector<int>> excluded_;
  std::vector<std::vector<int>> excluded_funders_;
  // By gap funder: all that it could pay.
  std::vector<int64_t> reach_;
  // Each gap funder once; those of one entry all exclude each other, so that
  // together they pay no more than the one of them that could pay most.
  std::vector<std::vector<int>> rivals_;
  FlowNetwork network_;
  std::vector<int> scheme_nodes_;
  std::vector<int> benefit_nodes_;
  std::vector<int> funder_nodes_;
  int cash_node_ = 0;
  std::vector<NeedArcs> arcs_;
  // Least flow on an arc.
  std::vector<int64_t> least_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_ALLOCATOR_H_
