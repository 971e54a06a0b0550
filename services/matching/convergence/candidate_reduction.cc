#include "services/matching/convergence/candidate_reduction.h"

#include <algorithm>

namespace sangam::matching {
namespace {

class Reduction {
 public:
  Reduction(const PlanProblem& problem, const PlanAllocator& allocator)
      : schemes_(problem.schemes),
        allocator_(allocator),
        count_departments_(problem.goal == PlanGoal::kFewestDepartments),
        bound_(Excludable(problem), 0) {
    for (const ExcludedPair& pair : problem.exclusions) {
      bound_[pair.first] = 1;
      bound_[pair.second] = 1;
    }
    for (const std::vector<int>& clash : problem.clashes) {
      for (const int premise : clash) bound_[premise] = 1;
    }
  }

  std::vector<int> Useful(const PlanNeedProblem& need) const {
    std::vector<int> kept;
    for (size_t c = 0; c < need.candidates.size(); ++c) {
      const GrantCandidate& candidate = need.candidates[c];
      if (candidate.bar >= 0 || !KeepsPin(need, static_cast<int>(c))) continue;
      const bool replaceable =
          std::any_of(kept.begin(), kept.end(), [&](int earlier) {
            return Replaces(need.candidates[earlier], candidate);
          });
      if (!replaceable) kept.push_back(static_cast<int>(c));
    }
    return kept;
  }

  bool MayGoWithout(const PlanNeedProblem& need,
                    const std::vector<int>& kept) const {
    // Going without may save a department.
    if (count_departments_) return true;
    return std::none_of(kept.begin(), kept.end(), [&](int c) {
      const GrantCandidate& candidate = need.candidates[c];
      return !IsBound(candidate) && candidate.least_own == 0 &&
             candidate.most_in_kind >= need.in_kind;
    });
  }

 private:
  bool Replaces(const GrantCandidate& earlier,
                const GrantCandidate& later) const {
    if (count_departments_ && schemes_[earlier.scheme].department !=
                                  schemes_[later.scheme].department) {
      return false;
    }
    return !IsBound(earlier) && earlier.most_grant >= later.most_grant &&
           earlier.least_own <= later.least_own &&
           earlier.most_in_kind >= later.most_in_kind;
  }

  bool IsBound(const GrantCandidate& candidate) const {
    bool is_bound = allocator_.HasCeiling(candidate);
    VisitExcludable(candidate,
                    [&](int one) { is_bound = is_bound || bound_[one]; });
    return is_bound;
  }

  const std::vector<PlanSchemeProblem>& schemes_;
  const PlanAllocator& allocator_;
  const bool count_departments_;
  // Schemes and premises that may keep others from being used.
  std::vector<char> bound_;
};

}  // namespace

UsefulCandidates ReduceCandidates(const PlanProblem& problem,
                                  const PlanAllocator& allocator) {
  const Reduction reduction(problem, allocator);
  UsefulCandidates useful;
  for (const PlanNeedProblem& need : problem.needs) {
    const std::vector<int> kept = reduction.Useful(need);
    const bool without = need.pinned_scheme
                             ? *need.pinned_scheme == kNoScheme
                             : reduction.MayGoWithout(need, kept);
    useful.candidates.push_back(kept);
    useful.may_go_without.push_back(without);
  }
  return useful;
}

PlanChoice FirstChoice(const UsefulCandidates& useful) {
  PlanChoice choice;
  for (size_t n = 0; n < useful.candidates.size(); ++n) {
    const std::vector<int>& candidates = useful.candidates[n];
    const bool without = useful.may_go_without[n];
    int decided = kOpenNeed;
    if (candidates.empty() && without) decided = kNoScheme;
    if (candidates.size() == 1 && !without) decided = candidates[0];
    choice.push_back(decided);
  }
  return choice;
}

}  // namespace sangam::matching
