// Which gap funders PlanAllocator lets pay beside each other.
#include <algorithm>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "services/matching/convergence/plan_allocator.h"

namespace sangam::matching {
namespace {

// Whether the gap funder is the scheme, or has the premise.
bool Has(const GapFunderProblem& funder, int excludable) {
  return funder.scheme == excludable ||
         absl::c_linear_search(funder.premises, excludable);
}

// By what exclusions may name: whether a chosen candidate has it.
std::vector<char> UsedBy(const PlanProblem& problem, const PlanChoice& choice) {
  std::vector<char> used(Excludable(problem), 0);
  for (size_t n = 0; n < choice.size(); ++n) {
    if (choice[n] < 0) continue;
    VisitExcludable(problem.needs[n].candidates[choice[n]],
                    [&](int one) { used[one] = 1; });
  }
  return used;
}

}  // namespace

void PlanAllocator::GroupRivals() {
  for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
    const GapFunderProblem& funder = problem_.gap_funders[f];
    int64_t most = 0;
    for (const int64_t paise : funder.most_by_need) most += paise;
    reach_.push_back(std::min(most, funder.ceiling));
    const auto group = absl::c_find_if(rivals_, [&](const auto& rivals) {
      return absl::c_all_of(rivals, [&](int other) {
        return absl::c_linear_search(excluded_funders_[f], other);
      });
    });
    if (group == rivals_.end()) {
      rivals_.push_back({static_cast<int>(f)});
    } else {
      group->push_back(static_cast<int>(f));
    }
  }
}

void PlanAllocator::Exclude(int one, int other) {
  for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
    if (!Has(problem_.gap_funders[f], one)) continue;
    excluded_[f].push_back(other);
    for (size_t g = 0; g < problem_.gap_funders.size(); ++g) {
      if (Has(problem_.gap_funders[g], other)) {
        excluded_funders_[f].push_back(static_cast<int>(g));
      }
    }
  }
}

struct PlanAllocator::FunderSearch {
  const PlanChoice& choice;
  int sets = 0;
  bool complete = true;
  // With all gap funders, as if none excluded another.
  absl::optional<PlanAllocation> all;
  absl::optional<PlanAllocation> best;
};

absl::optional<PlanAllocation> PlanAllocator::Allocate(
    const PlanChoice& choice, absl::optional<PlanAllocation>* least) {
  FunderSearch search{choice, 0, true, {}, {}};
  AllocateWith(FundersBeside(choice), search);
  if (broken_off_) return absl::nullopt;
  if (!search.complete) *least = std::move(search.all);
  return std::move(search.best);
}

std::vector<char> PlanAllocator::FundersBeside(const PlanChoice& choice) const {
  std::vector<char> funders(problem_.gap_funders.size(), 1);
  for (size_t f = 0; f < funders.size(); ++f) {
    if (excluded_[f].empty()) continue;
    for (size_t n = 0; n < choice.size(); ++n) {
      if (choice[n] < 0) continue;
      VisitExcludable(problem_.needs[n].candidates[choice[n]], [&](int one) {
        if (absl::c_linear_search(excluded_[f], one)) funders[f] = 0;
      });
    }
  }
  if (problem_.clashes.empty() || funders.empty()) return funders;
  const std::vector<char> used = UsedBy(problem_, choice);
  for (const std::vector<int>& clash : problem_.clashes) {
    for (size_t f = 0; f < funders.size(); ++f) {
      const GapFunderProblem& funder = problem_.gap_funders[f];
      const bool clashes = absl::c_all_of(clash, [&](int premise) {
        return used[premise] || Has(funder, premise);
      });
      if (clashes) funders[f] = 0;
    }
  }
  return funders;
}

std::vector<int> PlanAllocator::FundersInClash(
    const PlanChoice& choice, const PlanAllocation& allocation) const {
  if (problem_.clashes.empty()) return {};
  const std::vector<char> used = UsedBy(problem_, choice);
  for (const std::vector<int>& clash : problem_.clashes) {
    std::set<int> funders;
    const bool clashes = absl::c_all_of(clash, [&](int premise) {
      bool held = used[premise] != 0;
      for (size_t f = 0; f < problem_.gap_funders.size() && !held; ++f) {
        if (!Has(problem_.gap_funders[f], premise)) continue;
        held = absl::c_any_of(
            allocation, [f](const auto& need) { return need.gap[f] > 0; });
        if (held) funders.insert(static_cast<int>(f));
      }
      return held;
    });
    if (clashes) return {funders.begin(), funders.end()};
  }
  return {};
}

int PlanAllocator::FunderInConflict(const PlanAllocation& allocation) const {
  std::vector<char> pays(problem_.gap_funders.size(), 0);
  for (const NeedAllocation& need : allocation) {
    for (size_t f = 0; f < need.gap.size(); ++f) {
      if (need.gap[f] > 0) pays[f] = 1;
    }
  }
  const auto pays_too = [&](int other) { return pays[other] != 0; };
  int found = -1;
  for (int f = 0; f < static_cast<int>(pays.size()); ++f) {
    if (!pays[f] || absl::c_none_of(excluded_funders_[f], pays_too)) continue;
    if (found < 0 || reach_[f] > reach_[found]) found = f;
  }
  return found;
}

// Fewer gap funders never make better shares, nor keep more terms: what a set
// can't improve none of its parts can.
void PlanAllocator::AllocateWith(const std::vector<char>& funders,
                                 FunderSearch& search) {
  if (++search.sets > kMostFunderSets) {
    search.complete = false;
    return;
  }
  if (!Build(search.choice, nullptr, funders)) return;
  PlanAllocation allocation = ReadFlow();
  if (search.sets == 1) search.all = allocation;
  const auto value = [this](const PlanAllocation& one) {
    return ValueOf(problem_.goal, SumOf(problem_, one), ChoiceSums());
  };
  if (search.best && value(allocation) >= value(*search.best)) return;
  const int funder = FunderInConflict(allocation);
  if (funder < 0) {
    const std::vector<int> clash = FundersInClash(search.choice, allocation);
    if (clash.empty()) search.best = std::move(allocation);
    for (const int one : clash) {
      std::vector<char> without = funders;
      without[one] = 0;
      AllocateWith(without, search);
    }
    return;
  }
  std::vector<char> with = funders;
  for (const int other : excluded_funders_[funder]) with[other] = 0;
  AllocateWith(with, search);
  std::vector<char> without = funders;
  without[funder] = 0;
  AllocateWith(without, search);
}

}  // namespace sangam::matching
