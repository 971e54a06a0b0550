#include "services/matching/convergence/plan_search.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace sangam::matching {

PlanSearch::PlanSearch(const PlanProblem* problem, std::function<bool()> stop)
    : problem_(*problem),
      stop_(std::move(stop)),
      allocator_(problem),
      useful_(ReduceCandidates(*problem, allocator_)),
      excluded_(problem->schemes.size() * problem->schemes.size(), 0) {
  for (const ExcludedPair& pair : problem_.exclusions) {
    excluded_[pair.first * problem_.schemes.size() + pair.second] = 1;
    excluded_[pair.second * problem_.schemes.size() + pair.first] = 1;
  }
}

bool PlanSearch::Fits(const PlanChoice& choice, int scheme) const {
  for (size_t n = 0; n < choice.size(); ++n) {
    if (choice[n] >= 0 &&
        Excluded(scheme, problem_.needs[n].candidates[choice[n]].scheme)) {
      return false;
    }
  }
  return true;
}

bool PlanSearch::Propagate(PlanChoice& choice,
                           AllowedCandidates& allowed) const {
  allowed.assign(choice.size(), {});
  for (size_t n = 0; n < choice.size(); ++n) {
    const PlanNeedProblem& need = problem_.needs[n];
    if (choice[n] >= 0 && !Fits(choice, need.candidates[choice[n]].scheme)) {
      return false;
    }
    if (choice[n] != kOpenNeed) continue;
    for (const int c : useful_.candidates[n]) {
      if (Fits(choice, need.candidates[c].scheme)) allowed[n].push_back(c);
    }
    if (allowed[n].empty()) {
      if (!useful_.may_go_without[n]) {
        // What a pin names is gone, or what made going without pointless is;
        // the latter can't be: it excludes nothing.
        return false;
      }
      choice[n] = kNoScheme;
    }
  }
  return true;
}

absl::optional<FoundPlan> PlanSearch::Evaluate(const PlanChoice& choice) {
  for (size_t n = 0; n < choice.size(); ++n) {
    if (!KeepsPin(problem_.needs[n], choice[n])) return absl::nullopt;
  }
  absl::optional<PlanAllocation> allocation = allocator_.Allocate(choice);
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
    const PlanChoice before(kept.begin(), kept.begin() + n);
    const auto& candidate = problem_.needs[n].candidates[kept[n]];
    if (candidate.bar >= 0 || !Fits(before, candidate.scheme)) return;
  }
  absl::optional<FoundPlan> plan = Evaluate(kept);
  if (plan && (!best_ || plan->value < best_->value)) best_ = std::move(plan);
}

void PlanSearch::Improve() {
  if (!best_) return;
  for (bool better = true; better;) {
    better = false;
    for (size_t n = 0; n < problem_.needs.size() && !stop_(); ++n) {
      std::vector<int> others = useful_.candidates[n];
      if (useful_.may_go_without[n]) others.push_back(kNoScheme);
      for (const int c : others) {
        if (c == best_->choice[n]) continue;
        PlanChoice changed = best_->choice;
        changed[n] = c;
        const PlanValue before = best_->value;
        Offer(changed);
        better = better || best_->value < before;
      }
    }
  }
}

PlanChoice PlanSearch::Round(const PlanChoice& choice,
                             const AllowedCandidates& allowed,
                             const RelaxedAllocation& relaxed) const {
  PlanChoice rounded = choice;
  for (size_t n = 0; n < rounded.size(); ++n) {
    if (rounded[n] != kOpenNeed) continue;
    rounded[n] = kNoScheme;
    const PlanNeedProblem& need = problem_.needs[n];
    const int main = relaxed.main_candidate[n];
    if (main >= 0 && Fits(rounded, need.candidates[main].scheme)) {
      rounded[n] = main;
    } else if (main >= 0 || need.cost == 0) {
      for (const int c : allowed[n]) {
        if (!Fits(rounded, need.candidates[c].scheme)) continue;
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

void PlanSearch::Expand(const Node& node, const PlanValue* target,
                        bool* found) {
  PlanChoice choice = node.choice;
  AllowedCandidates allowed;
  if (!Propagate(choice, allowed)) return;
  const absl::optional<RelaxedAllocation> relaxed =
      allocator_.Relax(choice, allowed);
  if (!relaxed) return;
  const PlanValue bound =
      ValueOf(problem_.goal, SumOf(problem_, relaxed->allocation),
              SumOf(problem_, choice));
  if (!IsOfUse(bound, target)) return;
  const PlanChoice rounded = Round(choice, allowed, *relaxed);
  absl::optional<FoundPlan> plan = Evaluate(rounded);
  if (plan && IsOfUse(plan->value, target)) {
    best_ = std::move(plan);
    *found = true;
    if (target != nullptr || best_->value == bound) return;
  }
  const int branch = NeedToBranch(choice, allowed, *relaxed, rounded);
  if (branch < 0) return;
  std::vector<int> options = allowed[branch];
  if (useful_.may_go_without[branch]) options.push_back(kNoScheme);
  // The last one pushed is looked at first: what the rounded choice takes.
  std::stable_partition(options.begin(), options.end(),
                        [&](int c) { return c == rounded[branch]; });
  for (auto c = options.rbegin(); c != options.rend(); ++c) {
    PlanChoice child = choice;
    child[branch] = *c;
    open_.push_back({std::move(child), bound});
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
    Expand(node, target, &found);
    if (found && target != nullptr) return Outcome::kFound;
  }
  return Outcome::kComplete;
}

bool PlanSearch::Run(int64_t nodes) {
  if (!started_) {
    started_ = true;
    Node root;
    root.choice = FirstChoice(useful_);
    root.bound.fill(0);
    open_.push_back(std::move(root));
  }
  const bool complete = Explore(nodes, nullptr) == Outcome::kComplete;
  bound_.reset();
  if (best_) bound_ = best_->value;
  for (const Node& node : open_) {
    if (!bound_ || node.bound < *bound_) bound_ = node.bound;
  }
  return complete;
}

absl::optional<bool> PlanSearch::HasAny(int64_t nodes) {
  PlanValue anything;
  anything.fill(kNoLimit);
  Node root;
  root.choice = FirstChoice(useful_);
  root.bound.fill(0);
  open_ = {std::move(root)};
  const Outcome outcome = Explore(nodes, &anything);
  open_.clear();
  if (outcome == Outcome::kStopped) return absl::nullopt;
  return outcome == Outcome::kFound;
}

bool PlanSearch::TakeFirstOfEquals(int64_t nodes) {
  if (!best_) return true;
  const int64_t last = nodes_ + nodes;
  const PlanValue target = best_->value;
  PlanChoice prefix = FirstChoice(useful_);
  for (size_t n = 0; n < prefix.size(); ++n) {
    const int held = best_->choice[n];
    for (const int c : useful_.candidates[n]) {
      if (prefix[n] != kOpenNeed || (held >= 0 && c >= held)) break;
      Node root;
      root.choice = prefix;
      root.choice[n] = c;
      root.bound = target;
      open_ = {std::move(root)};
      const Outcome outcome = Explore(last - nodes_, &target);
      open_.clear();
      if (outcome == Outcome::kStopped) return false;
      if (outcome == Outcome::kFound) break;
    }
    prefix[n] = best_->choice[n];
  }
  return true;
}

}  // namespace sangam::matching
