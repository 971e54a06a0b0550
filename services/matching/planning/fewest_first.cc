#include "services/matching/planning/fewest_first.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "services/matching/convergence/plan_checker.h"

namespace sangam::matching {
namespace {

// A scheme and who gets it.
using Had = std::set<std::pair<std::string, int>>;

class Changer {
 public:
  Changer(const PlanOffers& offers, const PlanProblem& problem,
          PlanPremises& premises, FoundPlan& found)
      : offers_(offers),
        problem_(problem),
        premises_(premises),
        found_(found) {}

  void Run() {
    bool changed = true;
    while (changed) {
      const Had besides = Besides(found_);
      changed = absl::c_any_of(
          besides, [this](const auto& one) { return DoWithout(one); });
    }
  }

 private:
  const GrantOffer& OfferOf(size_t need, int choice) const {
    return offers_.needs[need].grants[choice];
  }
  const OfferedScheme& SchemeOf(size_t funder) const {
    return offers_.schemes[offers_.gap_funders[funder].scheme];
  }

  static Had FirstOf(const std::vector<RequiredScheme>& required) {
    Had had;
    for (const RequiredScheme& one : required) {
      had.emplace(one.name, one.participant);
    }
    return had;
  }

  Had FirstOf(size_t funder) const {
    Had had;
    for (const GapNeed& need : offers_.gap_funders[funder].needs) {
      had.merge(FirstOf(need.required));
    }
    return had;
  }

  // What is had only to have something else.
  Had Besides(const FoundPlan& found) const {
    Had used;
    Had first;
    const auto use = [&](int scheme, Had required) {
      const OfferedScheme& offered = offers_.schemes[scheme];
      used.emplace(offered.scheme->scheme.name(), offered.participant);
      first.merge(std::move(required));
    };
    for (size_t n = 0; n < found.choice.size(); ++n) {
      if (found.choice[n] < 0) continue;
      const GrantOffer& offer = OfferOf(n, found.choice[n]);
      use(offer.scheme, FirstOf(offer.required));
    }
    for (size_t f = 0; f < offers_.gap_funders.size(); ++f) {
      if (Pays(found, f)) use(offers_.gap_funders[f].scheme, FirstOf(f));
    }
    for (const auto& one : used) first.erase(one);
    return first;
  }

  static bool Pays(const FoundPlan& found, size_t funder) {
    return absl::c_any_of(found.allocation, [funder](const auto& need) {
      return need.gap[funder] > 0;
    });
  }

  // Has all that needs it first had in other ways.
  bool DoWithout(const std::pair<std::string, int>& one) {
    FoundPlan changed = found_;
    for (size_t n = 0; n < changed.choice.size(); ++n) {
      if (changed.choice[n] >= 0) changed.choice[n] = Without(one, n);
    }
    for (size_t f = 0; f < offers_.gap_funders.size(); ++f) {
      if (!Pays(found_, f) || FirstOf(f).count(one) == 0) continue;
      const size_t other = FunderWithout(one, f);
      for (NeedAllocation& need : changed.allocation) {
        if (need.gap[f] > 0) std::swap(need.gap[f], need.gap[other]);
      }
    }
    return TakeOver(std::move(changed));
  }

  // The candidate of the need that brings the same; the one it has where there
  // is no other.
  int Without(const std::pair<std::string, int>& one, size_t n) const {
    const int choice = found_.choice[n];
    const GrantOffer& offer = OfferOf(n, choice);
    if (FirstOf(offer.required).count(one) == 0) return choice;
    const auto& candidates = problem_.needs[n].candidates;
    const GrantCandidate& now = candidates[choice];
    for (size_t c = 0; c < candidates.size(); ++c) {
      const GrantCandidate& then = candidates[c];
      const GrantOffer& other = OfferOf(n, static_cast<int>(c));
      if (then.scheme == now.scheme && then.bar < 0 &&
          other.benefit == offer.benefit && then.most_grant == now.most_grant &&
          then.least_own == now.least_own &&
          then.most_in_kind == now.most_in_kind &&
          (problem_.goal != PlanGoal::kSoonest || then.days <= now.days) &&
          FirstOf(other.required).count(one) == 0) {
        return static_cast<int>(c);
      }
    }
    return choice;
  }

  size_t FunderWithout(const std::pair<std::string, int>& one,
                       size_t funder) const {
    const OfferedScheme& now = SchemeOf(funder);
    for (size_t f = 0; f < offers_.gap_funders.size(); ++f) {
      const OfferedScheme& then = SchemeOf(f);
      if (then.scheme == now.scheme && then.participant == now.participant &&
          then.sanctioned_by == now.sanctioned_by &&
          FirstOf(f).count(one) == 0) {
        return f;
      }
    }
    return funder;
  }

  // If it is better, and a plan.
  bool TakeOver(FoundPlan changed) {
    if (Besides(changed).size() >= Besides(found_).size() ||
        !FaultsOfPlan(problem_, changed.choice, changed.allocation).empty() ||
        premises_.FindClash(changed)) {
      return false;
    }
    found_ = std::move(changed);
    return true;
  }

  const PlanOffers& offers_;
  const PlanProblem& problem_;
  PlanPremises& premises_;
  FoundPlan& found_;
};

}  // namespace

void GetFewestFirst(const PlanOffers& offers, const PlanProblem& problem,
                    PlanPremises* premises, FoundPlan* found) {
  Changer(offers, problem, *premises, *found).Run();
}

}  // namespace sangam::matching
