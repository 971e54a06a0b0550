#include "services/matching/convergence/price_bounds.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

bool HasNone(const std::vector<char>& options) {
  return std::count(options.begin(), options.end(), 0) ==
         static_cast<int64_t>(options.size());
}

}  // namespace

PriceBounds::PriceBounds(const PlanProblem& problem,
                         const UsefulCandidates& useful,
                         std::function<bool()> stop)
    : problem_(PriceProblem(problem, useful)),
      model_(&problem_, std::move(stop)) {
  SharedPrices none;
  none.resources.assign(problem_.capacities.size(), 0);
  none.switches.assign(problem_.needs.size(),
                       std::vector<Wide>(problem_.switches, 0));
  none.exclusions.assign(problem_.exclusions.size(), 0);
  for (const PricedNeed& need : problem_.needs) {
    possible_.needs.emplace_back(need.options.size(), 1);
  }
  // What a need can't have on its own terms would leave the model no solution.
  PlanValue anything;
  anything.fill(kNoLimit);
  ExactBound(problem_, none, anything, 0, possible_);
}

OpenOptions PriceBounds::OptionsOf(const UsefulCandidates& open) const {
  OpenOptions options = possible_;
  for (size_t n = 0; n < options.needs.size(); ++n) {
    const std::vector<int>& candidates = open.candidates[n];
    for (size_t o = 0; o < options.needs[n].size(); ++o) {
      const int c = problem_.needs[n].options[o].candidate;
      const bool is_open =
          c == kNoScheme
              ? open.may_go_without[n] != 0
              : std::binary_search(candidates.begin(), candidates.end(), c);
      if (!is_open) options.needs[n][o] = 0;
    }
  }
  return options;
}

void PriceBounds::Close(const OpenOptions& options,
                        UsefulCandidates& open) const {
  for (size_t n = 0; n < options.needs.size(); ++n) {
    open.candidates[n].clear();
    open.may_go_without[n] = 0;
    for (size_t o = 0; o < options.needs[n].size(); ++o) {
      if (!options.needs[n][o]) continue;
      const int c = problem_.needs[n].options[o].candidate;
      if (c == kNoScheme) {
        open.may_go_without[n] = 1;
      } else {
        open.candidates[n].push_back(c);
      }
    }
  }
}

int64_t PriceBounds::Bound(const PlanValue& target, int part,
                           UsefulCandidates& open) {
  OpenOptions options = OptionsOf(open);
  if (std::any_of(options.needs.begin(), options.needs.end(), HasNone))
    return kNoLimit;
  const SharedPrices prices = model_.Solve(options, target, part);
  const int64_t bound = ExactBound(problem_, prices, target, part, options);
  Close(options, open);
  return bound;
}

bool PriceBounds::MayImprove(const PlanValue& target, int& part,
                             UsefulCandidates& open) {
  for (; part < kValueParts && target[part] != kNoLimit; ++part) {
    if (target[part] == 0) continue;
    const int64_t bound = Bound(target, part, open);
    if (part == 0) least_of_first_ = bound;
    if (bound > target[part]) return false;
    if (bound < target[part]) return true;
  }
  return part < kValueParts;
}

bool PriceBounds::MayEqual(const PlanValue& target, UsefulCandidates& open) {
  return Bound(target, kValueParts, open) == 0;
}

double PriceBounds::ShareOf(size_t need, int candidate) const {
  const std::vector<PricedOption>& options = problem_.needs[need].options;
  for (size_t o = 0; o < options.size(); ++o) {
    if (options[o].candidate == candidate) return model_.ShareOf(need, o);
  }
  return 0;
}

}  // namespace sangam::matching
