#include "services/matching/convergence/department_bounds.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace sangam::matching {
namespace {

// More are slow to ask, and refute little that others don't.
constexpr size_t kMostKept = 40;
// The part of the value that bounds of sets are made for last: own cash.
constexpr int kCashPart = 2;

}  // namespace

DepartmentBounds::DepartmentBounds(const PlanProblem& problem,
                                   const UsefulCandidates& useful,
                                   std::function<bool()> stop)
    : problem_(PriceProblem(problem, useful)),
      model_(&problem_, std::move(stop)),
      owner_(problem_.capacities.size(), -1) {
  for (const PlanSchemeProblem& scheme : problem.schemes) {
    departments_ = std::max(departments_, scheme.department + 1);
  }
  for (size_t n = 0; n < problem_.needs.size(); ++n) {
    const PricedNeed& need = problem_.needs[n];
    has_needs_without_cost_ = has_needs_without_cost_ || need.cost == 0;
    department_of_.emplace_back();
    possible_.needs.emplace_back();
    for (const PricedOption& option : need.options) {
      int department = -1;
      if (option.candidate >= 0) {
        const int scheme = problem.needs[n].candidates[option.candidate].scheme;
        department = problem.schemes[scheme].department;
      }
      department_of_[n].push_back(department);
      for (const PricedSource& source : option.sources) {
        if (source.kind != kGrantPayment) continue;
        for (const int r : source.resources) {
          if (r >= 0) owner_[r] = department;
        }
      }
    }
  }
  SharedPrices none;
  none.resources.assign(problem_.capacities.size(), 0);
  none.switches.assign(problem_.needs.size(),
                       std::vector<Wide>(problem_.switches, 0));
  none.exclusions.assign(problem_.exclusions.size(), 0);
  // What a need can't have on its own terms would leave the model no solution.
  const CostsAtPrices alone = CostsAt(problem_, none, PlanValue(), 0);
  for (size_t n = 0; n < problem_.needs.size(); ++n) {
    for (const Wide cost : alone.options[n]) {
      possible_.needs[n].push_back(cost < kNeverWide);
    }
  }
}

void DepartmentBounds::Reach(const PlanValue& target) {
  const bool is_first = kept_.empty();
  target_ = target;
  if (!is_first) return;
  const std::vector<char> all(departments_, 1);
  for (const int part : {0, kCashPart}) {
    absl::optional<Prices> prices = Make(all, part);
    if (prices) Keep(*std::move(prices));
  }
}

Wide DepartmentBounds::Limit(int part) const {
  if (target_[part] == kNoLimit) return kNeverWide * kMostNeeds;
  return Wide{kPriceOne} * problem_.scale[part] * target_[part];
}

void DepartmentBounds::Keep(Prices prices) {
  if (kept_.size() == kMostKept) kept_.pop_back();
  kept_.insert(kept_.begin(), std::move(prices));
}

absl::optional<DepartmentBounds::Prices> DepartmentBounds::Make(
    const std::vector<char>& chosen, int part) {
  OpenOptions open = possible_;
  for (size_t n = 0; n < open.needs.size(); ++n) {
    bool any = false;
    for (size_t o = 0; o < open.needs[n].size(); ++o) {
      const int department = department_of_[n][o];
      if (department >= 0 && !chosen[department]) open.needs[n][o] = 0;
      any = any || open.needs[n][o];
    }
    if (!any) return absl::nullopt;
  }
  SharedPrices shared = model_.Solve(open, target_, part);
  // The model has no use for ceilings of schemes that are closed, and would
  // price them at nothing.
  std::vector<int64_t>& for_all = resources_for_all_[part];
  if (for_all.empty()) for_all = shared.resources;
  for (size_t r = 0; r < owner_.size(); ++r) {
    if (owner_[r] >= 0 && !chosen[owner_[r]]) shared.resources[r] = for_all[r];
  }
  const CostsAtPrices costs = CostsAt(problem_, shared, target_, part);
  Prices prices;
  prices.part = part;
  prices.others = costs.others;
  prices.owed.assign(departments_, 0);
  for (size_t r = 0; r < owner_.size(); ++r) {
    (owner_[r] < 0 ? prices.others : prices.owed[owner_[r]]) +=
        costs.resources[r];
  }
  prices.without.assign(costs.options.size(), kNeverWide);
  prices.with.assign(departments_,
                     std::vector<Wide>(costs.options.size(), kNeverWide));
  for (size_t n = 0; n < costs.options.size(); ++n) {
    for (size_t o = 0; o < costs.options[n].size(); ++o) {
      const int department = department_of_[n][o];
      Wide& least =
          department < 0 ? prices.without[n] : prices.with[department][n];
      least = std::min(least, costs.options[n][o]);
    }
  }
  return prices;
}

Wide DepartmentBounds::SumOf(const Prices& prices,
                             const std::vector<int>& chosen,
                             std::vector<Wide>& needs) const {
  needs = prices.without;
  Wide sum = prices.others;
  for (const int department : chosen) {
    sum += prices.owed[department];
    const std::vector<Wide>& with = prices.with[department];
    for (size_t n = 0; n < needs.size(); ++n) {
      needs[n] = std::min(needs[n], with[n]);
    }
  }
  for (const Wide cost : needs) sum += cost;
  return sum;
}

Wide DepartmentBounds::Save(const Prices& prices,
                            const std::vector<Wide>& needs,
                            const std::vector<int>& others, int more) {
  // What a department saves beside others is no more than beside none.
  savings_.clear();
  std::vector<Wide> best = needs;
  std::vector<Wide> owed;
  for (const int department : others) {
    const std::vector<Wide>& with = prices.with[department];
    Wide saving = -prices.owed[department];
    owed.push_back(saving);
    for (size_t n = 0; n < needs.size(); ++n) {
      if (with[n] >= needs[n]) continue;
      saving += needs[n] - with[n];
      best[n] = std::min(best[n], with[n]);
    }
    savings_.push_back(saving);
  }
  const size_t taken = std::min<size_t>(more, others.size());
  const auto most = [taken](std::vector<Wide> sums) {
    std::partial_sort(sums.begin(), sums.begin() + taken, sums.end(),
                      std::greater<Wide>());
    Wide all = 0;
    for (size_t i = 0; i < taken; ++i) all += sums[i];
    return all;
  };
  Wide together = most(owed);
  for (size_t n = 0; n < needs.size(); ++n) together += needs[n] - best[n];
  return std::min(together, most(savings_));
}

bool DepartmentBounds::Refutes(const Prices& prices,
                               const std::vector<int>& chosen,
                               const std::vector<int>& others, int more) {
  const Wide limit = Limit(prices.part);
  std::vector<Wide> needs;
  Wide sum = SumOf(prices, chosen, needs);
  if (more > 0 && !others.empty()) sum -= Save(prices, needs, others, more);
  if (sum > limit) return true;
  if (closest_savings_.empty() || limit - sum < room_) {
    room_ = limit - sum;
    closest_savings_.swap(savings_);
  }
  return false;
}

bool DepartmentBounds::MayReach(const std::vector<int>& chosen,
                                const std::vector<int>& others, int more) {
  closest_savings_.clear();
  for (size_t p = 0; p < kept_.size(); ++p) {
    if (!Refutes(kept_[p], chosen, others, more)) continue;
    std::rotate(kept_.begin(), kept_.begin() + p, kept_.begin() + p + 1);
    return false;
  }
  return true;
}

int DepartmentBounds::MostSaving(const std::vector<int>& others) const {
  if (closest_savings_.size() != others.size()) return others.front();
  const auto most =
      std::max_element(closest_savings_.begin(), closest_savings_.end());
  return others[most - closest_savings_.begin()];
}

int DepartmentBounds::MostMissed(const std::vector<int>& chosen,
                                 const std::vector<int>& others) {
  if (kept_.empty()) return others.front();
  std::vector<Wide> needs;
  SumOf(kept_.front(), chosen, needs);
  Save(kept_.front(), needs, others, 1);
  return others[std::max_element(savings_.begin(), savings_.end()) -
                savings_.begin()];
}

bool DepartmentBounds::MayReachWith(const std::vector<int>& chosen) {
  std::vector<char> is_chosen(departments_, 0);
  for (const int department : chosen) is_chosen[department] = 1;
  for (int part = 0; part < kValueParts; ++part) {
    if (target_[part] == kNoLimit) return true;
    if (part == 1 && !has_needs_without_cost_) continue;
    absl::optional<Prices> prices = Make(is_chosen, part);
    if (!prices) return false;
    const Wide limit = Limit(part);
    std::vector<Wide> needs;
    const Wide sum = SumOf(*prices, chosen, needs);
    const Wide unit = Wide{kPriceOne} * problem_.scale[part];
    // Prices beyond this part hold for plans with as little of it only.
    if (part <= kCashPart) Keep(*std::move(prices));
    if (sum > limit) return false;
    if (part >= kCashPart && sum <= limit - unit) return true;
  }
  return true;
}

}  // namespace sangam::matching
