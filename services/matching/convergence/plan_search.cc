#include "services/matching/convergence/plan_search.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"

namespace sangam::matching {

PlanSearch::PlanSearch(const PlanProblem* problem, std::function<bool()> stop)
    : problem_(*problem),
      stop_(std::move(stop)),
      allocator_(problem, stop_),
      useful_(ReduceCandidates(*problem, allocator_)),
      excluded_(Excludable(*problem) * Excludable(*problem), 0) {
  worst_.fill(kNoLimit);
  worst_[0] = 0;
  for (const PlanNeedProblem& need : problem_.needs) worst_[0] += need.cost;
  for (const ExcludedPair& pair : problem_.exclusions) {
    excluded_[pair.first * Excludable(problem_) + pair.second] = 1;
    excluded_[pair.second * Excludable(problem_) + pair.first] = 1;
  }
}

bool PlanSearch::Fits(const PlanChoice& choice,
                      const GrantCandidate& candidate) const {
  bool fits = true;
  for (size_t n = 0; n < choice.size() && fits; ++n) {
    if (choice[n] < 0) continue;
    const GrantCandidate& other = problem_.needs[n].candidates[choice[n]];
    VisitExcludable(candidate, [&](int one) {
      VisitExcludable(other,
                      [&](int two) { fits = fits && !Excluded(one, two); });
    });
  }
  return fits && absl::c_none_of(problem_.clashes, [&](const auto& clash) {
           return Completes(clash, choice, candidate);
         });
}

bool PlanSearch::Completes(const std::vector<int>& clash,
                           const PlanChoice& choice,
                           const GrantCandidate& candidate) const {
  const auto has = [](const GrantCandidate& payer, int one) {
    return payer.scheme == one || absl::c_linear_search(payer.premises, one);
  };
  const auto is_used = [&](int premise) {
    for (size_t n = 0; n < choice.size(); ++n) {
      if (choice[n] < 0) continue;
      if (has(problem_.needs[n].candidates[choice[n]], premise)) return true;
    }
    return false;
  };
  bool adds = false;
  for (const int premise : clash) {
    if (has(candidate, premise)) {
      adds = true;
    } else if (!is_used(premise)) {
      return false;
    }
  }
  return adds;
}

absl::optional<FoundPlan> PlanSearch::Evaluate(const PlanChoice& choice) {
  for (size_t n = 0; n < choice.size(); ++n) {
    if (!KeepsPin(problem_.needs[n], choice[n])) return absl::nullopt;
  }
  absl::optional<PlanAllocation> least;
  absl::optional<PlanAllocation> allocation =
      allocator_.Allocate(choice, &least);
  if (least) {
    const PlanValue value = ValueOf(problem_.goal, SumOf(problem_, *least),
                                    SumOf(problem_, choice));
    least_untried_ = std::min(least_untried_.value_or(value), value);
  }
  if (!allocation) return absl::nullopt;
  FoundPlan plan;
  plan.choice = choice;
  plan.value = ValueOf(problem_.goal, SumOf(problem_, *allocation),
                       SumOf(problem_, choice));
  plan.allocation = *std::move(allocation);
  return plan;
}

void PlanSearch::Offer(const PlanChoice& choice) {
  PlanChoice kept = choice;
  for (size_t n = 0; n < kept.size(); ++n) {
    if (kept[n] < 0) continue;
    const PlanChoice before(kept.begin(),
                            kept.begin() + static_cast<ptrdiff_t>(n));
    const auto& candidate = problem_.needs[n].candidates[kept[n]];
    if (candidate.bar >= 0 || !Fits(before, candidate)) return;
  }
  absl::optional<FoundPlan> plan = Evaluate(kept);
  if (!plan || (best_ && plan->value >= best_->value)) return;
  best_ = std::move(plan);
  ++bests_;
}

void PlanSearch::Improve() {
  if (!best_) return;
  for (bool better = true; better;) {
    better = false;
    for (size_t n = 0; n < problem_.needs.size(); ++n) {
      std::vector<int> others = useful_.candidates[n];
      if (useful_.may_go_without[n]) others.push_back(kNoScheme);
      for (const int c : others) {
        if (c == best_->choice[n]) continue;
        if (stop_()) return;
        PlanChoice changed = best_->choice;
        changed[n] = c;
        const PlanValue before = best_->value;
        Offer(changed);
        better = better || best_->value < before;
      }
    }
  }
}

void PlanSearch::UsePrices() {
  prices_ = std::make_unique<PriceBounds>(problem_, useful_, stop_);
  open_.clear();
  started_ = false;
  CloseAtRoot(nullptr);
  // Nothing is said of plans that are no better than the best one known.
  least_of_first_ = prices_->least_of_first();
  if (best_) least_of_first_ = std::min(least_of_first_, best_->value[0]);
}

PlanSearch::Node PlanSearch::Root() const {
  Node root;
  root.choice = FirstChoice(useful_);
  root.open = useful_;
  root.bound.fill(0);
  return root;
}

void PlanSearch::CloseAtRoot(const PlanValue* target) {
  Node root = Root();
  UsefulCandidates open;
  if (Propagate(root, open) && MayHaveUse(target, root, open)) {
    useful_ = std::move(open);
  }
}

PlanSearch::Outcome PlanSearch::Explore(int64_t nodes,
                                        const PlanValue* target) {
  const int64_t last = nodes_ + nodes;
  while (!open_.empty()) {
    if (nodes_ >= last || stop_()) return Outcome::kStopped;
    const Node node = std::move(open_.back());
    open_.pop_back();
    if (!IsOfUse(node.bound, target)) continue;
    ++nodes_;
    bool found = false;
    const size_t others = open_.size();
    Expand(node, target, &found);
    if (allocator_.is_broken_off()) {
      open_.resize(others);
      open_.push_back(node);
      return Outcome::kStopped;
    }
    if (found && target != nullptr) return Outcome::kFound;
  }
  return Outcome::kComplete;
}

bool PlanSearch::Run(int64_t nodes) {
  if (!started_) {
    started_ = true;
    Node root = Root();
    open_.push_back(std::move(root));
  }
  const bool complete = Explore(nodes, nullptr) == Outcome::kComplete;
  bound_.reset();
  if (best_) bound_ = best_->value;
  for (const Node& node : open_) {
    if (!bound_ || node.bound < *bound_) bound_ = node.bound;
  }
  const bool untried =
      least_untried_ && (!best_ || *least_untried_ < best_->value);
  if (untried) {
    bound_ = std::min(bound_.value_or(*least_untried_), *least_untried_);
  }
  if (bound_ && bound_->front() < least_of_first_) {
    bound_->fill(0);
    bound_->front() = least_of_first_;
  }
  return complete && !untried;
}

absl::optional<bool> PlanSearch::HasAny(int64_t nodes) {
  PlanValue anything;
  anything.fill(kNoLimit);
  Node root = Root();
  open_ = {std::move(root)};
  const Outcome outcome = Explore(nodes, &anything);
  open_.clear();
  if (outcome == Outcome::kFound) return true;
  if (outcome == Outcome::kStopped || least_untried_) return absl::nullopt;
  return false;
}

bool PlanSearch::TakeFirstOfEquals(int64_t nodes) {
  if (!best_) return true;
  const int64_t last = nodes_ + nodes;
  const PlanValue target = best_->value;
  if (prices_ != nullptr) CloseAtRoot(&target);
  Node root = Root();
  root.bound = target;
  if (!LeaveOutNeeds(last, target, root)) return false;
  for (size_t n = 0; n < root.choice.size(); ++n) {
    if (!LeaveFirstAlike(n, last, target, root)) return false;
  }
  for (size_t n = 0; n < root.choice.size(); ++n) {
    if (root.choice[n] != kOpenNeed) continue;
    for (const int c : root.open.candidates[n]) {
      if (c >= best_->choice[n]) break;
      Node node = root;
      node.choice[n] = c;
      const Outcome outcome = LookBelow(std::move(node), last, target);
      if (outcome == Outcome::kStopped) return false;
      if (outcome == Outcome::kFound) break;
    }
    root.choice[n] = best_->choice[n];
  }
  return !least_untried_ || *least_untried_ > target;
}

// Decides which needs have no scheme; the others then must have one.
bool PlanSearch::LeaveOutNeeds(int64_t last, const PlanValue& target,
                               Node& root) {
  for (size_t n = root.choice.size(); n-- > 0;) {
    if (root.choice[n] == kOpenNeed && best_->choice[n] >= 0 &&
        useful_.may_go_without[n]) {
      Node node = root;
      node.choice[n] = kNoScheme;
      if (LookBelow(std::move(node), last, target) == Outcome::kStopped) {
        return false;
      }
    }
    if (best_->choice[n] < 0) {
      root.choice[n] = kNoScheme;
    } else {
      root.open.may_go_without[n] = 0;
    }
  }
  return true;
}

bool PlanSearch::LeaveFirstAlike(size_t need, int64_t last,
                                 const PlanValue& target, Node& root) {
  if (root.choice[need] != kOpenNeed) return true;
  const PlanNeedProblem& problem = problem_.needs[need];
  const std::vector<int> open = std::move(root.open.candidates[need]);
  std::vector<int>& alike = root.open.candidates[need];
  const auto leave = [&](int first) {
    alike.clear();
    absl::c_copy_if(open, std::back_inserter(alike),
                    [&](int c) { return FirstAlike(problem, c) == first; });
  };
  int looked_for = kNoScheme;
  for (const int c : open) {
    const int first = FirstAlike(problem, c);
    if (first == FirstAlike(problem, best_->choice[need])) break;
    if (first == looked_for) continue;
    looked_for = first;
    leave(first);
    const Outcome outcome = LookBelow(root, last, target);
    if (outcome == Outcome::kStopped) return false;
    if (outcome == Outcome::kFound) break;
  }
  leave(FirstAlike(problem, best_->choice[need]));
  if (alike.size() == 1) root.choice[need] = alike[0];
  return true;
}

PlanSearch::Outcome PlanSearch::LookBelow(Node node, int64_t last,
                                          const PlanValue& target) {
  open_ = {std::move(node)};
  const Outcome outcome = Explore(last - nodes_, &target);
  open_.clear();
  return outcome;
}

}  // namespace sangam::matching
