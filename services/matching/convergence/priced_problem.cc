#include "services/matching/convergence/priced_problem.h"

#include <algorithm>
#include <map>

namespace sangam::matching {
namespace {

// One of a counted thing stands for this share of the cost of all needs.
constexpr int64_t kCountedShare = 100;

class Pricing {
 public:
  Pricing(const PlanProblem& problem, const UsefulCandidates& useful)
      : problem_(problem), useful_(useful) {}

  PricedProblem Build() && {
    AddParts();
    AddExclusions();
    cash_ = AddResource(problem_.free_cash);
    for (const GapFunderProblem& funder : problem_.gap_funders) {
      funders_.push_back(AddResource(funder.ceiling));
    }
    for (size_t n = 0; n < problem_.needs.size(); ++n) AddNeed(n);
    return std::move(priced_);
  }

 private:
  void AddParts() {
    for (const PlanNeedProblem& need : problem_.needs) {
      priced_.cost += need.cost;
    }
    priced_.scale.fill(1);
    const int64_t counted = std::max<int64_t>(1, priced_.cost / kCountedShare);
    priced_.scale[kNeedsLeftPart] = counted;
    const auto value = [this](PlanSums sums) {
      return ValueOf(problem_.goal, sums, ChoiceSums());
    };
    PlanSums sums;
    sums.unfunded = 1;
    priced_.unfunded = value(sums);
    sums.unfunded = -1;
    priced_.payments.fill(value(sums));
    priced_.payments[kThings] = value({-1, 0, 0, 1, 0});
    priced_.payments[kCash] = value({-1, 1, 0, 0, 0});
    priced_.payments[kGapPayment] = value({-1, 0, 1, 0, 0});
  }

  int AddResource(int64_t capacity) {
    if (capacity == kNoLimit) return -1;
    priced_.capacities.push_back(capacity);
    return static_cast<int>(priced_.capacities.size()) - 1;
  }

  void AddExclusions() {
    for (const ExcludedPair& pair : problem_.exclusions) {
      int ends[] = {pair.first, pair.second};
      for (int& end : ends) {
        const auto [known, is_new] = excluding_.emplace(end, 0);
        if (is_new) known->second = priced_.switches++;
        end = known->second;
      }
      priced_.exclusions.emplace_back(ends[0], ends[1]);
    }
  }

  void AddNeed(size_t n) {
    const PlanNeedProblem& need = problem_.needs[n];
    PricedNeed priced;
    priced.cost = need.cost;
    priced.must_be_met = need.must_be_met;
    for (const int c : useful_.candidates[n]) {
      PricedOption option;
      option.candidate = c;
      const GrantCandidate& candidate = need.candidates[c];
      VisitExcludable(candidate, [&](int one) { AddSwitches(one, option); });
      option.least_own = need.cost > 0 ? candidate.least_own : 0;
      AddGrant(need, candidate, option);
      AddOwn(need, candidate.most_in_kind, option);
      AddGap(n, option);
      priced.options.push_back(std::move(option));
    }
    if (useful_.may_go_without[n]) {
      PricedOption option;
      option.leaves_need = need.cost == 0;
      AddOwn(need, kNoLimit, option);
      priced.options.push_back(std::move(option));
    }
    priced_.needs.push_back(std::move(priced));
  }

  void AddSwitches(int one, PricedOption& option) {
    const auto excluding = excluding_.find(one);
    if (excluding != excluding_.end()) {
      option.switches.push_back(excluding->second);
    }
  }

  void AddGrant(const PlanNeedProblem& need, const GrantCandidate& candidate,
                PricedOption& option) {
    if (need.cost == 0) return;
    PricedSource grant{kGrantPayment, {-1, -1}, 1, candidate.most_grant, false};
    const int64_t ceiling = problem_.schemes[candidate.scheme].ceiling;
    grant.resources[0] = CeilingOf(ceilings_, candidate.scheme, ceiling);
    grant.most = std::min(grant.most, ceiling);
    if (const int benefit = candidate.benefit_ceiling; benefit >= 0) {
      const int64_t of_benefit = problem_.benefit_ceilings[benefit];
      grant.resources[1] = CeilingOf(benefit_ceilings_, benefit, of_benefit);
      grant.most = std::min(grant.most, of_benefit);
    }
    option.sources.push_back(grant);
  }

  // The resource that stands for it.
  int CeilingOf(std::map<int, int>& ceilings, int one, int64_t ceiling) {
    const auto [known, is_new] = ceilings.emplace(one, 0);
    if (is_new) known->second = AddResource(ceiling);
    return known->second;
  }

  void AddOwn(const PlanNeedProblem& need, int64_t most_in_kind,
              PricedOption& option) {
    Add({kThings, {-1, -1}, 0, std::min(need.in_kind, most_in_kind), true},
        need, option);
    Add({kCash, {-1, -1}, 0, need.own_cash, true}, need, option);
    Add({kCash, {cash_, -1}, 0, problem_.free_cash, true}, need, option);
  }

  void AddGap(size_t n, PricedOption& option) {
    for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
      const GapFunderProblem& funder = problem_.gap_funders[f];
      Add({kGapPayment,
           {funders_[f], -1},
           0,
           std::min(funder.most_by_need[n], funder.ceiling),
           funder.stands_for_own_money},
          problem_.needs[n], option);
    }
  }

  static void Add(PricedSource source, const PlanNeedProblem& need,
                  PricedOption& option) {
    source.most = std::min(source.most, need.cost);
    if (source.most > 0) option.sources.push_back(source);
  }

  const PlanProblem& problem_;
  const UsefulCandidates& useful_;
  PricedProblem priced_;
  int cash_ = -1;
  std::vector<int> funders_;
  // By scheme, and by benefit ceiling.
  std::map<int, int> ceilings_, benefit_ceilings_;
  // By scheme or premise.
  std::map<int, int> excluding_;
};

}  // namespace

PricedProblem PriceProblem(const PlanProblem& problem,
                           const UsefulCandidates& useful) {
  return Pricing(problem, useful).Build();
}

}  // namespace sangam::matching
