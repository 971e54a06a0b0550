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
    bool changed = Besides(found_.choice) > 0;
    while (changed) {
      changed = false;
      for (size_t n = 0; n < found_.choice.size(); ++n) {
        changed = ChangeOne(n) || changed;
      }
    }
  }

 private:
  const GrantOffer& OfferOf(size_t need, int choice) const {
    return offers_.needs[need].grants[choice];
  }

  Had FirstOf(const std::vector<RequiredScheme>& required) const {
    Had had;
    for (const RequiredScheme& one : required) {
      had.emplace(one.name, one.participant);
    }
    return had;
  }

  // What is had only to have something else.
  size_t Besides(const PlanChoice& choice) const {
    Had used;
    Had first;
    const auto add = [&](int scheme, int participant,
                         const std::vector<RequiredScheme>& required) {
      used.emplace(offers_.schemes[scheme].scheme->scheme.name(), participant);
      first.merge(FirstOf(required));
    };
    for (size_t n = 0; n < choice.size(); ++n) {
      if (choice[n] >= 0) {
        const GrantOffer& offer = OfferOf(n, choice[n]);
        add(offer.scheme, offer.participant, offer.required);
      }
      for (size_t f = 0; f < offers_.gap_funders.size(); ++f) {
        if (found_.allocation[n].gap[f] == 0) continue;
        const GapOffer& offer = offers_.gap_funders[f];
        add(offer.scheme, offer.needs[n].participant, offer.needs[n].required);
      }
    }
    return static_cast<size_t>(absl::c_count_if(
        first, [&](const auto& one) { return used.count(one) == 0; }));
  }

  // Has the scheme of the need had in another way, for all its needs.
  bool ChangeOne(size_t need) {
    if (found_.choice[need] < 0) return false;
    const int scheme = OfferOf(need, found_.choice[need]).scheme;
    for (const GrantOffer& offer : offers_.needs[need].grants) {
      if (offer.scheme != scheme) continue;
      FoundPlan changed = found_;
      for (size_t n = 0; n < changed.choice.size(); ++n) {
        ChangeTo(FirstOf(offer.required), scheme, n, changed.choice[n]);
      }
      if (Besides(changed.choice) >= Besides(found_.choice) ||
          !FaultsOfPlan(problem_, changed.choice, changed.allocation).empty() ||
          premises_.FindClash(changed)) {
        continue;
      }
      found_ = std::move(changed);
      return true;
    }
    return false;
  }

  void ChangeTo(const Had& first, int scheme, size_t n, int& choice) const {
    if (choice < 0 || OfferOf(n, choice).scheme != scheme) return;
    const auto& candidates = problem_.needs[n].candidates;
    const GrantCandidate& now = candidates[choice];
    for (size_t c = 0; c < candidates.size(); ++c) {
      const GrantCandidate& then = candidates[c];
      const GrantOffer& offer = OfferOf(n, static_cast<int>(c));
      if (offer.scheme == scheme && then.bar < 0 &&
          offer.benefit == OfferOf(n, choice).benefit &&
          then.most_grant == now.most_grant &&
          then.least_own == now.least_own &&
          then.most_in_kind == now.most_in_kind &&
          (problem_.goal != PlanGoal::kSoonest || then.days <= now.days) &&
          FirstOf(offer.required) == first) {
        choice = static_cast<int>(c);
        return;
      }
    }
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
