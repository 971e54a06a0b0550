// Which funding rules of a version may apply to a benefit.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_POSSIBLE_RULES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_POSSIBLE_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Points into the version.
struct PossibleRule {
  const scheme_catalog::v1::FundingRule* rule = nullptr;
  // Its condition is known to hold, or it has none.
  bool known = false;
};

// The rules of the benefit's component up to the first that holds, without
// those that don't; then, as long as none is known to apply, those of the whole
// cost.
std::vector<PossibleRule> PossibleRules(
    const CompiledVersion& version, const scheme_catalog::v1::Benefit& benefit,
    const MatchContext& conditions);

// Whether the party gives money of its own to the beneficiary.
bool GivesGrant(scheme_catalog::v1::FundingParty party);

// What the rule has others give of the cost, in paise.
int64_t PaidBy(const scheme_catalog::v1::FundingRule& rule, int64_t cost);

// What shares of the cost come to together, floored to the paisa, where one of
// them is at most `cap`. Shares in basis points, the capped one among them;
// sums in paise.
int64_t PaidBelowCap(int64_t cost, int64_t bps, int64_t capped_bps,
                     int64_t cap);

// The party that the rule's cap is for: the centre where none is named.
scheme_catalog::v1::FundingParty CappedParty(
    const scheme_catalog::v1::FundingRule& rule);

// Whether the rule's cap bounds all that others give together: the party that
// it is for has no share in the rule, and a cap is never of no effect.
bool CapBoundsAll(const scheme_catalog::v1::FundingRule& rule);

// The rule's description, else its condition.
std::string WordsOf(const scheme_catalog::v1::FundingRule& rule,
                    const MatchContext& conditions);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_POSSIBLE_RULES_H_
