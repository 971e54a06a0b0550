// The best plan by trying everything, for tests of small problems.
//
// Slow and obvious, and nothing of it is shared with the solver: each choice of
// schemes is tried, and of each the best shares are found by asking, sum after
// sum and by halving, what a maximum flow can still carry.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_BRUTE_FORCE_PLAN_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_BRUTE_FORCE_PLAN_H_

#include <algorithm>
#include <array>
#include <functional>
#include <queue>
#include <set>
#include <tuple>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/convergence/plan_problem.h"

namespace sangam::matching {

// A maximum flow by shortest augmenting paths over an adjacency matrix, with
// least flows on arcs.
class LeastAndMostFlow {
 public:
  explicit LeastAndMostFlow(int nodes)
      : nodes_(nodes + 2), capacity_(nodes_, std::vector<int64_t>(nodes_, 0)) {}

  // Adds to what the pair may carry and must carry.
  void Add(int from, int to, int64_t least, int64_t most) {
    if (most < least) impossible_ = true;
    capacity_[from][to] += most - least;
    capacity_[Start()][to] += least;
    capacity_[from][End()] += least;
    demand_ += least;
  }

  // Whether some flow keeps all bounds, from `source` to `sink`.
  bool Exists(int source, int sink) {
    if (impossible_) return false;
    capacity_[sink][source] = int64_t{1} << 60;
    int64_t sent = 0;
    while (const int64_t more = Augment()) sent += more;
    return sent == demand_;
  }

 private:
  int Start() const { return nodes_ - 2; }
  int End() const { return nodes_ - 1; }

  int64_t Augment() {
    std::vector<int> parent(nodes_, -1);
    std::queue<int> queue;
    queue.push(Start());
    parent[Start()] = Start();
    while (!queue.empty() && parent[End()] < 0) {
      const int node = queue.front();
      queue.pop();
      for (int next = 0; next < nodes_; ++next) {
        if (parent[next] >= 0 || capacity_[node][next] == 0) continue;
        parent[next] = node;
        queue.push(next);
      }
    }
    if (parent[End()] < 0) return 0;
    int64_t most = kNoLimit;
    for (int node = End(); node != Start(); node = parent[node]) {
      most = std::min(most, capacity_[parent[node]][node]);
    }
    for (int node = End(); node != Start(); node = parent[node]) {
      capacity_[parent[node]][node] -= most;
      capacity_[node][parent[node]] += most;
    }
    return most;
  }

  const int nodes_;
  std::vector<std::vector<int64_t>> capacity_;
  int64_t demand_ = 0;
  bool impossible_ = false;
};

class BruteForcePlan {
 public:
  using Value = std::array<int64_t, 6>;

  explicit BruteForcePlan(const PlanProblem& problem) : problem_(problem) {
    for (const PlanNeedProblem& need : problem.needs) cost_ += need.cost;
    Try({});
  }

  // Nothing: no choice keeps all terms.
  const absl::optional<Value>& value() const { return value_; }
  // Of the best choices the one that comes first.
  const PlanChoice& choice() const { return choice_; }

 private:
  // At most so much of each kind of money, and at least so much in all.
  struct Bounds {
    int64_t cash;
    int64_t gap;
    int64_t in_kind;
    int64_t least_all;
    int64_t least_without_cash;
  };

  void Try(PlanChoice choice) {
    if (choice.size() < problem_.needs.size()) {
      const PlanNeedProblem& need = problem_.needs[choice.size()];
      for (size_t c = 0; c <= need.candidates.size(); ++c) {
        choice.push_back(c == need.candidates.size() ? kNoScheme
                                                     : static_cast<int>(c));
        Try(choice);
        choice.pop_back();
      }
      return;
    }
    if (!KeepsChoiceTerms(choice)) return;
    // Each set of gap funders.
    for (funders_ = 0; funders_ < 1u << problem_.gap_funders.size();
         ++funders_) {
      if (!KeepsFunderTerms(choice)) continue;
      const absl::optional<Value> value = BestShares(choice);
      if (!value || (value_ && !IsBetter(*value, choice))) continue;
      value_ = value;
      choice_ = choice;
    }
  }

  // Than what is known: of equal ones with fewer of the last needs, then with
  // earlier candidates of the first, where those of one scheme that stand
  // together and could pay as much count as one as long as others differ.
  bool IsBetter(const Value& value, const PlanChoice& choice) const {
    if (value != *value_) return value < *value_;
    const auto granted_from_last = [](const PlanChoice& one) {
      std::vector<bool> granted;
      for (auto c = one.rbegin(); c != one.rend(); ++c) {
        granted.push_back(*c != kNoScheme);
      }
      return granted;
    };
    const auto order = [&](const PlanChoice& one) {
      return std::make_tuple(granted_from_last(one), Groups(one), one);
    };
    return order(choice) < order(choice_);
  }

  // Of each need, how many times scheme or sum change up to its candidate.
  std::vector<int> Groups(const PlanChoice& choice) const {
    std::vector<int> groups(choice.size(), 0);
    for (size_t n = 0; n < choice.size(); ++n) {
      const auto& candidates = problem_.needs[n].candidates;
      for (int c = 1; c <= choice[n]; ++c) {
        groups[n] += candidates[c].scheme != candidates[c - 1].scheme ||
                     candidates[c].most_grant != candidates[c - 1].most_grant;
      }
    }
    return groups;
  }

  template <typename Payer>
  static void Use(const Payer& payer, std::set<int>& used) {
    used.insert(payer.scheme);
    used.insert(payer.premises.begin(), payer.premises.end());
  }

  bool Pays(size_t funder) const { return funders_ >> funder & 1; }

  bool MayAllBeUsed(const std::set<int>& used) const {
    for (const ExcludedPair& pair : problem_.exclusions) {
      if (used.count(pair.first) && used.count(pair.second)) return false;
    }
    for (const std::vector<int>& clash : problem_.clashes) {
      size_t held = 0;
      for (const int premise : clash) held += used.count(premise);
      if (held == clash.size()) return false;
    }
    return true;
  }

  bool KeepsFunderTerms(const PlanChoice& choice) const {
    std::set<int> used;
    for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
      if (Pays(f)) Use(problem_.gap_funders[f], used);
    }
    if (used.empty()) return true;
    for (size_t n = 0; n < choice.size(); ++n) {
      if (choice[n] < 0) continue;
      Use(problem_.needs[n].candidates[choice[n]], used);
    }
    return MayAllBeUsed(used);
  }

  bool KeepsChoiceTerms(const PlanChoice& choice) const {
    std::set<int> used;
    for (size_t n = 0; n < choice.size(); ++n) {
      const PlanNeedProblem& need = problem_.needs[n];
      const int scheme =
          choice[n] < 0 ? kNoScheme : need.candidates[choice[n]].scheme;
      if (need.pinned_scheme && *need.pinned_scheme != scheme) return false;
      if (choice[n] < 0) continue;
      if (need.candidates[choice[n]].bar >= 0) return false;
      Use(need.candidates[choice[n]], used);
    }
    return MayAllBeUsed(used);
  }

  bool CanShare(const PlanChoice& choice, const Bounds& bounds) const {
    const int needs = static_cast<int>(choice.size());
    const int schemes = static_cast<int>(problem_.schemes.size());
    const int funders = static_cast<int>(problem_.gap_funders.size());
    // 0 source, 1 sink, 2 all money but cash, 3 gap money, 4 things, 5 cash,
    // 6 free cash, then schemes, funders, needs, own money of needs, a sum
    // before the sink, and benefits with ceilings.
    const int scheme0 = 7;
    const int funder0 = scheme0 + schemes;
    const int need0 = funder0 + funders;
    const int own0 = need0 + needs;
    const int all = own0 + needs;
    const int benefit0 = all + 1;
    const int benefits = static_cast<int>(problem_.benefit_ceilings.size());
    LeastAndMostFlow flow(benefit0 + benefits);
    const int64_t any = int64_t{1} << 50;
    flow.Add(all, 1, bounds.least_all, any);
    flow.Add(0, 2, bounds.least_without_cash, any);
    flow.Add(0, 5, 0, bounds.cash);
    flow.Add(2, 3, 0, bounds.gap);
    flow.Add(2, 4, 0, bounds.in_kind);
    flow.Add(5, 6, 0, problem_.free_cash);
    for (int s = 0; s < schemes; ++s) {
      flow.Add(2, scheme0 + s, 0, std::min(problem_.schemes[s].ceiling, any));
    }
    for (int f = 0; f < funders; ++f) {
      flow.Add(3, funder0 + f, 0,
               Pays(f) ? std::min(problem_.gap_funders[f].ceiling, any) : 0);
    }
    std::set<int> benefits_added;
    for (int n = 0; n < needs; ++n) {
      const PlanNeedProblem& need = problem_.needs[n];
      if (need.cost == 0) continue;
      flow.Add(need0 + n, all, need.must_be_met ? need.cost : 0, need.cost);
      int64_t most_in_kind = need.in_kind;
      int64_t least_own = 0;
      if (choice[n] >= 0) {
        const GrantCandidate& candidate = need.candidates[choice[n]];
        most_in_kind = std::min(most_in_kind, candidate.most_in_kind);
        least_own = candidate.least_own;
        int from = scheme0 + candidate.scheme;
        const int benefit = candidate.benefit_ceiling;
        if (benefit >= 0) {
          if (benefits_added.insert(benefit).second) {
            flow.Add(from, benefit0 + benefit, 0,
                     problem_.benefit_ceilings[benefit]);
          }
          from = benefit0 + benefit;
        }
        flow.Add(from, need0 + n, 1, candidate.most_grant);
        for (int f = 0; f < funders; ++f) {
          const GapFunderProblem& funder = problem_.gap_funders[f];
          flow.Add(funder0 + f,
                   funder.stands_for_own_money ? own0 + n : need0 + n, 0,
                   funder.most_by_need[n]);
        }
      }
      flow.Add(4, own0 + n, 0, most_in_kind);
      flow.Add(5, own0 + n, 0, need.own_cash);
      flow.Add(6, own0 + n, 0, need.cost);
      flow.Add(own0 + n, need0 + n, least_own, std::max(need.cost, least_own));
    }
    return flow.Exists(0, 1);
  }

  // The least of 0 ... most for which `can` holds; it holds for the most.
  static int64_t Least(int64_t most, const std::function<bool(int64_t)>& can) {
    int64_t least = 0;
    while (least < most) {
      const int64_t middle = least + (most - least) / 2;
      if (can(middle)) {
        most = middle;
      } else {
        least = middle + 1;
      }
    }
    return least;
  }

  absl::optional<Value> BestShares(const PlanChoice& choice) const {
    const int64_t any = int64_t{1} << 50;
    Bounds bounds{any, any, any, 0, 0};
    if (!CanShare(choice, bounds)) return absl::nullopt;
    int64_t unfunded_or_cash = 0;
    if (problem_.goal == PlanGoal::kLeastOwnMoney) {
      unfunded_or_cash = Least(cost_, [&](int64_t paise) {
        Bounds tried = bounds;
        tried.least_without_cash = cost_ - paise;
        return CanShare(choice, tried);
      });
      bounds.least_without_cash = cost_ - unfunded_or_cash;
    }
    const int64_t unfunded = Least(cost_, [&](int64_t paise) {
      Bounds tried = bounds;
      tried.least_all = cost_ - paise;
      return CanShare(choice, tried);
    });
    bounds.least_all = cost_ - unfunded;
    bounds.cash = Least(cost_, [&](int64_t paise) {
      Bounds tried = bounds;
      tried.cash = paise;
      return CanShare(choice, tried);
    });
    bounds.gap = Least(cost_, [&](int64_t paise) {
      Bounds tried = bounds;
      tried.gap = paise;
      return CanShare(choice, tried);
    });
    bounds.in_kind = Least(cost_, [&](int64_t paise) {
      Bounds tried = bounds;
      tried.in_kind = paise;
      return CanShare(choice, tried);
    });
    int64_t left = 0;
    int64_t days = 0;
    std::set<int> departments;
    for (size_t n = 0; n < choice.size(); ++n) {
      if (choice[n] < 0) {
        left += problem_.needs[n].cost == 0;
        continue;
      }
      const GrantCandidate& candidate = problem_.needs[n].candidates[choice[n]];
      const PlanSchemeProblem& scheme = problem_.schemes[candidate.scheme];
      departments.insert(scheme.department);
      days = std::max({days, scheme.days, candidate.days});
    }
    switch (problem_.goal) {
      case PlanGoal::kMostNeedMet:
        return Value{unfunded,   left,           bounds.cash,
                     bounds.gap, bounds.in_kind, 0};
      case PlanGoal::kLeastOwnMoney:
        return Value{unfunded_or_cash, left,           unfunded,
                     bounds.gap,       bounds.in_kind, 0};
      case PlanGoal::kFewestDepartments:
        return Value{unfunded,    left,       int64_t(departments.size()),
                     bounds.cash, bounds.gap, bounds.in_kind};
      case PlanGoal::kSoonest:
        return Value{unfunded,    left,       days,
                     bounds.cash, bounds.gap, bounds.in_kind};
    }
    return absl::nullopt;
  }

  const PlanProblem& problem_;
  int64_t cost_ = 0;
  // The gap funders that may pay, by bit.
  unsigned funders_ = 0;
  absl::optional<Value> value_;
  PlanChoice choice_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_BRUTE_FORCE_PLAN_H_
