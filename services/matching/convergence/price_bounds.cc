#include "services/matching/convergence/price_bounds.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

// What the model's solution may miss a whole number by.
constexpr double kHair = 1e-6;

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
                       std::vector<Wide>(problem_.switch_costs.size(), 0));
  none.exclusions.assign(problem_.exclusions.size(), 0);
  for (const PricedNeed& need : problem_.needs) {
    possible_.needs.emplace_back(need.options.size(), 1);
  }
  possible_.on.assign(problem_.switch_costs.size(), 0);
  // What a need can't have on its own terms would leave the model no solution.
  PlanValue anything;
  anything.fill(kNoLimit);
  ExactBound(problem_, none, anything, 0, possible_);
}

OpenOptions PriceBounds::OptionsOf(const OpenChoices& open) const {
  OpenOptions options = possible_;
  for (const int department : open.counted) {
    options.on[problem_.departments[department]] = 1;
  }
  for (size_t n = 0; n < options.needs.size(); ++n) {
    const std::vector<int>& candidates = open.needs.candidates[n];
    for (size_t o = 0; o < options.needs[n].size(); ++o) {
      const int c = problem_.needs[n].options[o].candidate;
      const bool is_open =
          c == kNoScheme
              ? open.needs.may_go_without[n] != 0
              : std::binary_search(candidates.begin(), candidates.end(), c);
      if (!is_open) options.needs[n][o] = 0;
    }
  }
  return options;
}

void PriceBounds::Close(const OpenOptions& options, OpenChoices& open) const {
  for (size_t n = 0; n < options.needs.size(); ++n) {
    open.needs.candidates[n].clear();
    open.needs.may_go_without[n] = 0;
    for (size_t o = 0; o < options.needs[n].size(); ++o) {
      if (!options.needs[n][o]) continue;
      const int c = problem_.needs[n].options[o].candidate;
      if (c == kNoScheme) {
        open.needs.may_go_without[n] = 1;
      } else {
        open.needs.candidates[n].push_back(c);
      }
    }
  }
}

int64_t PriceBounds::Bound(const PlanValue& target, int part,
                           OpenChoices& open) {
  OpenOptions options = OptionsOf(open);
  if (std::any_of(options.needs.begin(), options.needs.end(), HasNone))
    return kNoLimit;
  const SharedPrices prices = model_.Solve(options, target, part);
  const int64_t bound = ExactBound(problem_, prices, target, part, options);
  Close(options, open);
  return bound;
}

bool PriceBounds::MayImprove(const PlanValue& target, int& part,
                             OpenChoices& open) {
  for (; part < kValueParts && target[part] != kNoLimit; ++part) {
    if (target[part] == 0) continue;
    const int64_t bound = Bound(target, part, open);
    if (part == 0) least_of_first_ = bound;
    if (bound > target[part]) return false;
    if (bound < target[part]) return true;
  }
  return part < kValueParts;
}

bool PriceBounds::MayEqual(const PlanValue& target, OpenChoices& open) {
  return Bound(target, kValueParts, open) == 0;
}

int PriceBounds::DepartmentInPart() const {
  int most_used = -1;
  double most = kHair;
  for (size_t d = 0; d < problem_.departments.size(); ++d) {
    if (problem_.departments[d] < 0) continue;
    const double use = model_.SwitchOf(problem_.departments[d]);
    if (use <= most || use >= 1 - kHair) continue;
    most = use;
    most_used = static_cast<int>(d);
  }
  return most_used;
}

double PriceBounds::ShareOf(size_t need, int candidate) const {
  const std::vector<PricedOption>& options = problem_.needs[need].options;
  for (size_t o = 0; o < options.size(); ++o) {
    if (options[o].candidate == candidate) return model_.ShareOf(need, o);
  }
  return 0;
}

}  // namespace sangam::matching
