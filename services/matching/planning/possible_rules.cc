#include "services/matching/planning/possible_rules.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "common/money/share.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/quoted_words.h"

namespace sangam::matching {

using scheme_catalog::v1::FundingRule;

std::vector<PossibleRule> PossibleRules(
    const CompiledVersion& version, const scheme_catalog::v1::Benefit& benefit,
    const MatchContext& conditions) {
  const std::string components[] = {benefit.cost_component().empty()
                                        ? benefit.id()
                                        : benefit.cost_component(),
                                    ""};
  std::vector<PossibleRule> possible;
  for (const std::string& component : components) {
    for (int i = 0; i < version.version.funding_size(); ++i) {
      const FundingRule& rule = version.version.funding(i);
      if (rule.component() != component) continue;
      const Truth truth = EvaluateOptional(version.funding_conditions[i],
                                           rule.condition(), conditions);
      if (truth == Truth::kFalse) continue;
      possible.push_back({&rule, truth == Truth::kTrue});
      if (truth == Truth::kTrue) return possible;
    }
  }
  return possible;
}

bool GivesGrant(scheme_catalog::v1::FundingParty party) {
  switch (party) {
    case scheme_catalog::v1::FUNDING_PARTY_CENTRE:
    case scheme_catalog::v1::FUNDING_PARTY_STATE:
    case scheme_catalog::v1::FUNDING_PARTY_LOCAL_BODY:
    case scheme_catalog::v1::FUNDING_PARTY_IMPLEMENTING_AGENCY:
    case scheme_catalog::v1::FUNDING_PARTY_PARTNER:
      return true;
    default:
      return false;
  }
}

int64_t PaidBy(const FundingRule& rule, int64_t cost) {
  int64_t bps = 0;
  int64_t capped_bps = 0;
  for (const auto& share : rule.shares()) {
    if (!GivesGrant(share.party())) continue;
    bps += share.share_bps();
    if (share.party() == CappedParty(rule)) capped_bps += share.share_bps();
  }
  if (!rule.has_cap_paise()) return FloorShare(cost, bps);
  if (CapBoundsAll(rule)) {
    return std::min(FloorShare(cost, bps), rule.cap_paise());
  }
  return PaidBelowCap(cost, bps, capped_bps, rule.cap_paise());
}

int64_t PaidBelowCap(int64_t cost, int64_t bps, int64_t capped_bps,
                     int64_t cap) {
  const int64_t whole = FloorShare(cost, bps);
  if (cap >= whole) return whole;
  return std::min(whole, cap + FloorShare(cost, bps - capped_bps));
}

bool CapBoundsAll(const FundingRule& rule) {
  return rule.has_cap_paise() &&
         absl::c_none_of(rule.shares(), [&rule](const auto& share) {
           return share.party() == CappedParty(rule);
         });
}

scheme_catalog::v1::FundingParty CappedParty(const FundingRule& rule) {
  return rule.capped_party() == scheme_catalog::v1::FUNDING_PARTY_UNSPECIFIED
             ? scheme_catalog::v1::FUNDING_PARTY_CENTRE
             : rule.capped_party();
}

std::string WordsOf(const FundingRule& rule, const MatchContext& conditions) {
  const std::string words =
      TextIn(rule.description(), conditions.phrases.language_code());
  return words.empty() ? rule.condition() : Quoted(words);
}

}  // namespace sangam::matching
