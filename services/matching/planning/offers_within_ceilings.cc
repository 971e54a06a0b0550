#include "services/matching/planning/offers_within_ceilings.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "services/matching/planning/benefit_ceilings.h"

namespace sangam::matching {

void KeepWithinCeilings(
    const OfferedScheme& offered, std::vector<GrantOffer>& offers,
    std::vector<std::pair<std::string, std::string>>& why_not) {
  for (const BenefitCeiling& ceiling : offered.benefit_ceilings) {
    // What costs nothing takes nothing of it.
    const auto takes_of_it = [&](const GrantOffer& offer) {
      return offer.benefit == ceiling.benefit && offer.terms.most_grant > 0;
    };
    if (absl::c_none_of(offers, takes_of_it)) continue;
    const auto& benefit = offered.version->version.benefits(ceiling.benefit);
    std::string used_up = WhyUsedUp(benefit, ceiling);
    if (!used_up.empty()) {
      why_not.emplace_back(benefit.id(), std::move(used_up));
      offers.erase(std::remove_if(offers.begin(), offers.end(), takes_of_it),
                   offers.end());
      continue;
    }
    const std::string granted = TakenForGranted(benefit, ceiling);
    if (granted.empty()) continue;
    for (GrantOffer& offer : offers) {
      if (takes_of_it(offer)) offer.terms.assumptions.push_back(granted);
    }
  }
}

}  // namespace sangam::matching
