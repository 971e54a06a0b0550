#include "services/matching/convergence/exact_bound.h"

#include <algorithm>

#include "absl/types/optional.h"

namespace sangam::matching {
namespace {

// What can't be.
constexpr Wide kNever = Wide{1} << 126;

// Rounded up.
Wide Quotient(Wide sum, Wide divisor) {
  const Wide quotient = sum / divisor;
  return quotient * divisor < sum ? quotient + 1 : quotient;
}

// Reckons what the needs cost at given prices.
class Reckoning {
 public:
  Reckoning(const PricedProblem& problem, const SharedPrices& prices, int part)
      : problem_(problem), prices_(prices), part_(part) {
    std::copy_n(prices.parts.begin(), part, weights_.begin());
    if (part < kValueParts) weights_[part] = kPriceOne;
    unfunded_ = Weigh(problem.unfunded);
    for (size_t k = 0; k < payments_.size(); ++k) {
      payments_[k] = Weigh(problem.payments[k]);
    }
  }

  // The least cost of the option; nothing if its terms can't be kept. Greedy is
  // best: the own share comes from the cheapest own sources, and the rest from
  // the cheapest of all, as far as it pays.
  absl::optional<Wide> LeastCost(size_t n, size_t o) {
    const PricedNeed& need = problem_.needs[n];
    const PricedOption& option = need.options[o];
    Wide cost = unfunded_ * need.cost;
    if (option.leaves_need) {
      cost += Wide{weights_[kNeedsLeftPart]} * problem_.scale[kNeedsLeftPart];
    }
    for (const int s : option.switches) cost += prices_.switches[n][s];
    int64_t room = need.cost;
    int64_t own = option.least_own;
    offers_.clear();
    for (const PricedSource& source : option.sources) {
      Wide price = payments_[source.kind];
      for (const int r : source.resources) {
        if (r >= 0) price += prices_.resources[r];
      }
      if (source.most < source.least) return absl::nullopt;
      cost += price * source.least;
      room -= source.least;
      offers_.push_back({price, source.most - source.least, source.is_own});
    }
    std::sort(offers_.begin(), offers_.end(),
              [](const Offer& a, const Offer& b) { return a.price < b.price; });
    const auto take = [&](Offer& offer, int64_t most) {
      const int64_t taken = std::min({offer.left, most, room});
      offer.left -= taken;
      room -= taken;
      cost += offer.price * taken;
      return taken;
    };
    for (Offer& offer : offers_) {
      if (offer.is_own) own -= take(offer, own);
    }
    if (own > 0 || room < 0) return absl::nullopt;
    for (Offer& offer : offers_) {
      if (offer.price >= 0 && !need.must_be_met) break;
      take(offer, room);
    }
    if (need.must_be_met && room > 0) return absl::nullopt;
    return cost;
  }

  // What the bound owes, whatever the needs take, beside resources.
  Wide Shared(const PlanValue& target) {
    Wide sum = 0;
    for (int p = 0; p < part_; ++p) {
      if (weights_[p] == 0) continue;
      sum -= Wide{weights_[p]} * target[p] * problem_.scale[p];
    }
    return sum + Switches();
  }

  // The same for one of the things that needs share.
  Wide Resource(size_t r) const {
    return -Wide{prices_.resources[r]} * problem_.capacities[r];
  }

  // What the bound rises by where the option's switches must be on.
  Wide SwitchedOn(const PricedOption& option) const {
    Wide sum = 0;
    for (const int s : option.switches) sum += switch_costs_[s];
    return sum;
  }

 private:
  struct Offer {
    Wide price;
    int64_t left;
    bool is_own;
  };

  Wide Weigh(const PlanValue& value) const {
    Wide sum = 0;
    for (int p = 0; p < kValueParts; ++p) sum += Wide{weights_[p]} * value[p];
    return sum;
  }

  // Each switch is on where that lowers the sum.
  Wide Switches() {
    std::vector<Wide>& costs = switch_costs_;
    costs.assign(problem_.switches, 0);
    for (const std::vector<Wide>& need : prices_.switches) {
      for (size_t s = 0; s < costs.size(); ++s) costs[s] -= need[s];
    }
    Wide sum = 0;
    for (size_t e = 0; e < problem_.exclusions.size(); ++e) {
      costs[problem_.exclusions[e].first] += prices_.exclusions[e];
      costs[problem_.exclusions[e].second] += prices_.exclusions[e];
      sum -= prices_.exclusions[e];
    }
    for (size_t s = 0; s < costs.size(); ++s) {
      const Wide least = std::min<Wide>(costs[s], 0);
      costs[s] -= least;
      sum += least;
    }
    return sum;
  }

  const PricedProblem& problem_;
  const SharedPrices& prices_;
  const int part_;
  std::array<int64_t, kValueParts> weights_{};
  Wide unfunded_ = 0;
  std::array<Wide, 4> payments_{};
  // Beyond what the bound has for them; after Shared.
  std::vector<Wide> switch_costs_;
  std::vector<Offer> offers_;
};

}  // namespace

int64_t ExactBound(const PricedProblem& problem, const SharedPrices& prices,
                   const PlanValue& target, int part, OpenOptions& open) {
  Reckoning reckoning(problem, prices, part);
  Wide bound = reckoning.Shared(target);
  for (size_t r = 0; r < problem.capacities.size(); ++r) {
    bound += reckoning.Resource(r);
  }
  std::vector<std::vector<Wide>> costs(problem.needs.size());
  std::vector<Wide> least(problem.needs.size(), kNever);
  for (size_t n = 0; n < problem.needs.size(); ++n) {
    costs[n].assign(open.needs[n].size(), kNever);
    for (size_t o = 0; o < open.needs[n].size(); ++o) {
      if (!open.needs[n][o]) continue;
      costs[n][o] = reckoning.LeastCost(n, o).value_or(kNever);
      least[n] = std::min(least[n], costs[n][o]);
    }
    if (least[n] == kNever) return kNoLimit;
    bound += least[n];
  }
  const bool bounds = part < kValueParts;
  const Wide unit = Wide{kPriceOne} * (bounds ? problem.scale[part] : 1);
  // Without a finite target nothing but what has no cost is closed.
  const Wide limit = !bounds                    ? 0
                     : target[part] == kNoLimit ? kNever - 1
                                                : unit * target[part];
  for (size_t n = 0; n < problem.needs.size(); ++n) {
    for (size_t o = 0; o < open.needs[n].size(); ++o) {
      if (!open.needs[n][o]) continue;
      const PricedOption& option = problem.needs[n].options[o];
      open.needs[n][o] =
          costs[n][o] != kNever &&
          costs[n][o] - least[n] + reckoning.SwitchedOn(option) <=
              limit - bound;
    }
  }
  if (!bounds) return bound > 0 ? 1 : 0;
  const Wide units = Quotient(std::max<Wide>(bound, 0), unit);
  return static_cast<int64_t>(std::min<Wide>(units, kNoLimit));
}

CostsAtPrices CostsAt(const PricedProblem& problem, const SharedPrices& prices,
                      const PlanValue& target, int part) {
  Reckoning reckoning(problem, prices, part);
  CostsAtPrices costs;
  costs.others = reckoning.Shared(target);
  for (size_t r = 0; r < problem.capacities.size(); ++r) {
    costs.resources.push_back(reckoning.Resource(r));
  }
  for (size_t n = 0; n < problem.needs.size(); ++n) {
    costs.options.emplace_back();
    for (size_t o = 0; o < problem.needs[n].options.size(); ++o) {
      costs.options.back().push_back(
          std::min(reckoning.LeastCost(n, o).value_or(kNeverWide), kNeverWide));
    }
  }
  return costs;
}

}  // namespace sangam::matching
