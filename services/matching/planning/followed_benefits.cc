#include "services/matching/planning/followed_benefits.h"

#include "absl/algorithm/container.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/required_schemes.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

// Null where the need has none.
const GrantOffer* ChosenFor(const PlanOffers& offers, const FoundPlan& found,
                            int need) {
  const int choice = found.choice[need];
  return choice < 0 ? nullptr : &offers.needs[need].grants[choice];
}

// The benefit that the offer takes of the scheme, by id; empty if it is
// another's. Whoever of the plan applies for it.
std::string BenefitOf(const PlanOffers& offers, const GrantOffer* offer,
                      const OfferedScheme& scheme) {
  if (offer == nullptr) return "";
  const OfferedScheme& offered = offers.schemes[offer->scheme];
  if (offered.scheme != scheme.scheme) return "";
  return offered.version->version.benefits(offer->benefit).id();
}

}  // namespace

std::vector<int> NeedsBefore(const PlanQuestion& question,
                             const PlanOffers& offers, const FoundPlan& found,
                             int need) {
  std::vector<int> before;
  const GrantOffer* offer = ChosenFor(offers, found, need);
  if (offer == nullptr) return before;
  const OfferedScheme& scheme = offers.schemes[offer->scheme];
  const auto& version = scheme.version->version;
  const auto& follows = version.benefits(offer->benefit).follows_benefits();
  for (int other = 0; other < question.terms.needs_size(); ++other) {
    if (other == need) continue;
    const std::string taken =
        BenefitOf(offers, ChosenFor(offers, found, other), scheme);
    const bool is_before =
        absl::c_any_of(version.benefits(), [&](const auto& earlier) {
          if (!absl::c_linear_search(follows, earlier.id())) return false;
          if (!taken.empty()) return taken == earlier.id();
          return absl::c_linear_search(earlier.cost_heads(),
                                       question.terms.needs(other).head());
        });
    if (is_before) before.push_back(other);
  }
  return before;
}

std::vector<std::string> MissingBefore(const PlanQuestion& question,
                                       const NeedContexts& contexts,
                                       const PlanOffers& offers,
                                       const FoundPlan& found, int need) {
  std::vector<std::string> missing;
  const GrantOffer* offer = ChosenFor(offers, found, need);
  if (offer == nullptr) return missing;
  const OfferedScheme& scheme = offers.schemes[offer->scheme];
  const auto& benefit = scheme.version->version.benefits(offer->benefit);
  if (scheme.receipts.count > 0) return missing;
  SupposedReceipts supposed;
  const MatchContext& then =
      supposed.With(contexts.ForConditions(need, offer->participant,
                                           scheme.scheme->scheme.name()),
                    HadFirst(offer->required, offer->participant));
  if (!benefit.condition().empty() &&
      EvaluateOptional(scheme.version->benefits[offer->benefit].condition,
                       benefit.condition(), then) == Truth::kTrue) {
    return missing;
  }
  for (const std::string& id : benefit.follows_benefits()) {
    bool taken = false;
    for (int other = 0; other < question.terms.needs_size(); ++other) {
      taken = taken || (other != need &&
                        BenefitOf(offers, ChosenFor(offers, found, other),
                                  scheme) == id);
    }
    if (!taken) missing.push_back(id);
  }
  return missing;
}

}  // namespace sangam::matching
