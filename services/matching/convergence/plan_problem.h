// What a convergence plan decides on, in whole paise and without names.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_PROBLEM_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_PROBLEM_H_

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/types/optional.h"

namespace sangam::matching {

// No bound on a sum.
inline constexpr int64_t kNoLimit = std::numeric_limits<int64_t>::max();
// No scheme gives a grant for the need.
inline constexpr int kNoScheme = -1;
// The most of each that a problem may hold, and the highest sum of one entry:
// all sums then fit an int64 many times over.
inline constexpr int kMostNeeds = 100;
inline constexpr int kMostGapFunders = 100;
inline constexpr int64_t kMostPaise = 1'000'000'000'000'000;

// One benefit of a scheme that may give the grant of one need. A need may have
// several of one scheme, of which at most one is chosen.
struct GrantCandidate {
  // Its index in PlanProblem::schemes.
  int scheme = 0;
  // Cost times share, floored, up to the cap of the head. 0 only for a need
  // without cost; else the grant is at least one paisa.
  int64_t most_grant = 0;
  // The subject's own money and things must come to this.
  int64_t least_own = 0;
  // At most this counts in kind.
  int64_t most_in_kind = kNoLimit;
  // The index in PlanProblem::bars of what forbids it; none if negative.
  int bar = -1;
  // What must hold of its applicant, each once, see PlanProblem::premises.
  std::vector<int> premises = {};
  // Days until its money can be there, where that is later than its scheme's.
  int64_t days = 0;
  // The index in PlanProblem::benefit_ceilings of what bounds its benefit over
  // all needs; none if negative.
  int benefit_ceiling = -1;
};

// One head of cost.
struct PlanNeedProblem {
  int64_t cost = 0;
  // Accepted value of what is given in kind for it.
  int64_t in_kind = 0;
  // Own cash that is for it alone.
  int64_t own_cash = 0;
  bool must_be_met = false;
  // In the order of preference among equal plans, see ComesFirst.
  std::vector<GrantCandidate> candidates;
  // The scheme that must be used, by one of its candidates, or kNoScheme;
  // nullopt: free to choose.
  absl::optional<int> pinned_scheme;
};

// What holds for a scheme over all needs.
struct PlanSchemeProblem {
  // All its grants together.
  int64_t ceiling = kNoLimit;
  // Departments are numbered from 0.
  int department = 0;
  // Days until its money can be there.
  int64_t days = 0;
};

// Two schemes of which only one may be used, be it by a grant or by a gap
// funder; or two premises that can't both hold.
struct ExcludedPair {
  int first = 0;
  int second = 0;
};

// Pays part of what needs with a grant scheme still lack.
struct GapFunderProblem {
  // Its index in PlanProblem::schemes; none if negative.
  int scheme = kNoScheme;
  int64_t ceiling = kNoLimit;
  bool stands_for_own_money = false;
  // At most this for each need; 0 where it may not pay.
  std::vector<int64_t> most_by_need;
  // What must hold of its applicant.
  std::vector<int> premises = {};
};

enum class PlanGoal {
  kMostNeedMet,
  kLeastOwnMoney,
  kFewestDepartments,
  kSoonest
};

// Sums are 0 ... kMostPaise; gap funders' lists are as long as `needs`.
struct PlanProblem {
  std::vector<PlanNeedProblem> needs;
  std::vector<PlanSchemeProblem> schemes;
  // What one benefit gives all needs together is at most so much. Candidates
  // that name the same one are of one scheme, whose ceiling holds beside it.
  std::vector<int64_t> benefit_ceilings;
  std::vector<GapFunderProblem> gap_funders;
  std::vector<ExcludedPair> exclusions;
  // Premises that can't all hold, also beside schemes that are used.
  std::vector<std::vector<int>> clashes;
  // How many premises there are. They are numbered after the schemes, from
  // schemes.size() on.
  int premises = 0;
  // How many reasons forbid candidates.
  int bars = 0;
  // Own cash for any need.
  int64_t free_cash = 0;
  PlanGoal goal = PlanGoal::kMostNeedMet;
};

// What exclusions may name: schemes, then premises.
inline size_t Excludable(const PlanProblem& problem) {
  return problem.schemes.size() + problem.premises;
}

// Calls `visit` for the scheme of a candidate or a gap funder, if it has one,
// and for its premises.
template <typename Payer, typename Visit>
void VisitExcludable(const Payer& payer, const Visit& visit) {
  if (payer.scheme >= 0) visit(payer.scheme);
  for (const int premise : payer.premises) visit(premise);
}

// Days until the money of a candidate can be there.
inline int64_t DaysOf(const PlanProblem& problem,
                      const GrantCandidate& candidate) {
  return std::max(problem.schemes[candidate.scheme].days, candidate.days);
}

// The candidate of each need, or kNoScheme.
using PlanChoice = std::vector<int>;

// Whether a pin of the need, if there is one, lets it take the candidate, or
// kNoScheme.
inline bool KeepsPin(const PlanNeedProblem& need, int candidate) {
  if (!need.pinned_scheme) return true;
  const int scheme =
      candidate < 0 ? kNoScheme : need.candidates[candidate].scheme;
  return scheme == *need.pinned_scheme;
}

// What one need gets. The parts sum to at most its cost.
struct NeedAllocation {
  int64_t grant = 0;
  int64_t in_kind = 0;
  // Of the cash that is for it alone.
  int64_t own_cash = 0;
  int64_t free_cash = 0;
  // By each gap funder.
  std::vector<int64_t> gap;

  int64_t Gap() const {
    int64_t sum = 0;
    for (const int64_t paise : gap) sum += paise;
    return sum;
  }
  int64_t Funded() const {
    return grant + in_kind + own_cash + free_cash + Gap();
  }
};

using PlanAllocation = std::vector<NeedAllocation>;

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PLAN_PROBLEM_H_
