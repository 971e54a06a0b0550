#include "services/matching/engine/funding_estimate.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/optional_condition.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::FundingRule;

void FillEstimate(const FundingRule& rule, Truth truth,
                  const MatchContext& context, v1::FundingEstimate* estimate) {
  estimate->set_condition(ToOutcome(truth));
  estimate->set_expression(rule.condition());
  *estimate->mutable_shares() = rule.shares();
  estimate->set_component(rule.component());
  estimate->set_description(
      TextIn(rule.description(), context.phrases.language_code()));
  if (!rule.has_cap_paise()) return;
  estimate->set_cap_paise(rule.cap_paise());
  estimate->set_capped_party(
      rule.capped_party() == scheme_catalog::v1::FUNDING_PARTY_UNSPECIFIED
          ? scheme_catalog::v1::FUNDING_PARTY_CENTRE
          : rule.capped_party());
}

// The rules of each component, components in the order of first appearance.
std::vector<std::vector<int>> ByComponent(
    const scheme_catalog::v1::SchemeVersion& version) {
  std::vector<std::vector<int>> components;
  absl::flat_hash_map<std::string, size_t> index_by_name;
  for (int i = 0; i < version.funding_size(); ++i) {
    const auto [entry, is_new] = index_by_name.emplace(
        version.funding(i).component(), components.size());
    if (is_new) components.emplace_back();
    components[entry->second].push_back(i);
  }
  return components;
}

}  // namespace

void AddFunding(const CompiledVersion& version, const MatchContext& context,
                v1::SchemeMatch* match) {
  for (const std::vector<int>& rules : ByComponent(version.version)) {
    for (const int i : rules) {
      const FundingRule& rule = version.version.funding(i);
      const Truth truth = EvaluateOptional(version.funding_conditions[i],
                                           rule.condition(), context);
      if (truth == Truth::kFalse) continue;
      FillEstimate(rule, truth, context, match->add_funding());
      if (truth == Truth::kTrue) break;
    }
  }
}

}  // namespace sangam::matching
