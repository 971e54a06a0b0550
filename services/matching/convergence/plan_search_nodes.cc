// What PlanSearch does at one node.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "services/matching/convergence/plan_search.h"

namespace sangam::matching {

bool PlanSearch::Propagate(Node& node, UsefulCandidates& open) const {
  PlanChoice& choice = node.choice;
  open.candidates.assign(choice.size(), {});
  open.may_go_without.assign(choice.size(), 0);
  for (size_t n = 0; n < choice.size(); ++n) {
    const PlanNeedProblem& need = problem_.needs[n];
    std::vector<int>& candidates = open.candidates[n];
    if (choice[n] >= 0) {
      if (!Fits(choice, need.candidates[choice[n]])) return false;
      candidates = {choice[n]};
    }
    if (choice[n] == kOpenNeed) {
      for (const int c : node.open.candidates[n]) {
        if (Fits(choice, need.candidates[c])) candidates.push_back(c);
      }
      open.may_go_without[n] = node.open.may_go_without[n];
      if (candidates.empty()) {
        // What a pin names is gone, or what made going without pointless is;
        // the latter can't be: it excludes nothing.
        if (!node.open.may_go_without[n]) return false;
        choice[n] = kNoScheme;
      }
    }
    if (choice[n] == kNoScheme) open.may_go_without[n] = 1;
  }
  return true;
}

PlanChoice PlanSearch::Round(const PlanChoice& choice,
                             const UsefulCandidates& open,
                             const RelaxedAllocation& relaxed) const {
  PlanChoice rounded = choice;
  for (size_t n = 0; n < rounded.size(); ++n) {
    if (rounded[n] != kOpenNeed) continue;
    rounded[n] = kNoScheme;
    const PlanNeedProblem& need = problem_.needs[n];
    const int main = relaxed.main_candidate[n];
    if (main >= 0 && Fits(rounded, need.candidates[main])) {
      rounded[n] = main;
    } else if (main >= 0 || need.cost == 0 || !open.may_go_without[n]) {
      for (const int c : open.candidates[n]) {
        if (!Fits(rounded, need.candidates[c])) continue;
        rounded[n] = c;
        break;
      }
    }
  }
  return rounded;
}

int PlanSearch::NeedToBranch(const PlanChoice& choice,
                             const AllowedCandidates& allowed,
                             const RelaxedAllocation& relaxed,
                             const PlanChoice& rounded) const {
  int branch = -1;
  int64_t most = -1;
  for (size_t n = 0; n < choice.size(); ++n) {
    if (choice[n] != kOpenNeed) continue;
    const PlanNeedProblem& need = problem_.needs[n];
    // What the need takes of several schemes at once, or gets beyond what the
    // rounded choice allows, or what the choice leaves out.
    int64_t weight = static_cast<int64_t>(allowed[n].size());
    if (relaxed.givers[n] > 1) weight += relaxed.allocation[n].Funded();
    if (rounded[n] >= 0) {
      const GrantCandidate& candidate = need.candidates[rounded[n]];
      const NeedAllocation& got = relaxed.allocation[n];
      weight += std::max<int64_t>(0, got.grant - candidate.most_grant);
      weight += std::max<int64_t>(0, got.in_kind - candidate.most_in_kind);
      if (candidate.least_own > 0) weight += candidate.least_own;
    } else {
      weight += need.cost == 0 ? 1'000'000 : relaxed.allocation[n].grant;
    }
    if (weight > most) {
      most = weight;
      branch = static_cast<int>(n);
    }
  }
  return branch;
}

bool PlanSearch::IsOfUse(const PlanValue& value,
                         const PlanValue* target) const {
  if (target != nullptr) return value <= *target;
  return !best_ || value < best_->value;
}

bool PlanSearch::Take(const PlanChoice& choice, const UsefulCandidates& open,
                      const PlanValue& bound, const PlanValue* target,
                      bool* found) {
  // Of equals those are asked for that grant certain needs.
  for (size_t n = 0; n < choice.size() && target != nullptr; ++n) {
    if (choice[n] < 0 && !open.may_go_without[n]) return false;
  }
  absl::optional<FoundPlan> plan = Evaluate(choice);
  if (!plan || !IsOfUse(plan->value, target)) return false;
  best_ = std::move(plan);
  ++bests_;
  *found = true;
  return target != nullptr || best_->value == bound;
}

bool PlanSearch::MayHaveUse(const PlanValue* target, Node& node,
                            UsefulCandidates& open) {
  bool may = false;
  if (target != nullptr) {
    may = prices_->MayEqual(*target, open);
  } else {
    if (node.best != bests_) node.part = 0;
    node.best = bests_;
    may = prices_->MayImprove(best_ ? best_->value : worst_, node.part, open);
  }
  for (size_t n = 0; n < node.choice.size() && may; ++n) {
    const std::vector<int>& candidates = open.candidates[n];
    if (candidates.size() + open.may_go_without[n] != 1) continue;
    node.choice[n] = candidates.empty() ? kNoScheme : candidates[0];
  }
  if (may) node.open = open;
  return may;
}

std::vector<int> PlanSearch::ByShare(size_t need,
                                     const UsefulCandidates& open) const {
  std::vector<int> options = open.candidates[need];
  if (open.may_go_without[need]) options.push_back(kNoScheme);
  std::stable_sort(options.begin(), options.end(), [&](int a, int b) {
    return prices_->ShareOf(need, a) > prices_->ShareOf(need, b);
  });
  return options;
}

PlanChoice PlanSearch::RoundByPrices(const UsefulCandidates& open) const {
  PlanChoice rounded(problem_.needs.size(), kNoScheme);
  for (size_t n = 0; n < rounded.size(); ++n) {
    for (const int c : ByShare(n, open)) {
      if (c >= 0 && !Fits(rounded, problem_.needs[n].candidates[c])) {
        continue;
      }
      rounded[n] = c;
      break;
    }
  }
  return rounded;
}

int PlanSearch::NeedToBranchByPrices(const UsefulCandidates& open) const {
  int branch = -1;
  double least = 2;
  for (size_t n = 0; n < problem_.needs.size(); ++n) {
    const std::vector<int> options = ByShare(n, open);
    if (options.size() < 2) continue;
    const double most = prices_->ShareOf(n, options[0]);
    if (most >= least) continue;
    least = most;
    branch = static_cast<int>(n);
  }
  return branch;
}

void PlanSearch::Expand(const Node& node, const PlanValue* target,
                        bool* found) {
  Node here = node;
  UsefulCandidates open;
  if (!Propagate(here, open)) return;
  const absl::optional<RelaxedAllocation> relaxed =
      allocator_.Relax(here.choice, open.candidates);
  if (!relaxed) return;
  here.bound = ValueOf(problem_.goal, SumOf(problem_, relaxed->allocation),
                       SumOf(problem_, here.choice));
  if (!IsOfUse(here.bound, target)) return;
  PlanChoice rounded = Round(here.choice, open, *relaxed);
  if (Take(rounded, open, here.bound, target, found)) return;
  int branch = -1;
  std::vector<int> options;
  if (prices_ == nullptr) {
    branch = NeedToBranch(here.choice, open.candidates, *relaxed, rounded);
    if (branch < 0) return;
    options = open.candidates[branch];
    if (open.may_go_without[branch]) options.push_back(kNoScheme);
    std::stable_partition(options.begin(), options.end(),
                          [&](int c) { return c == rounded[branch]; });
  } else {
    if (!MayHaveUse(target, here, open)) return;
    if (Take(RoundByPrices(open), open, here.bound, target, found)) return;
    branch = NeedToBranchByPrices(open);
    if (branch < 0) return;
    options = ByShare(branch, open);
  }
  // The last one pushed is looked at first.
  for (auto c = options.rbegin(); c != options.rend(); ++c) {
    Node child = here;
    child.choice[branch] = *c;
    open_.push_back(std::move(child));
  }
}

}  // namespace sangam::matching
