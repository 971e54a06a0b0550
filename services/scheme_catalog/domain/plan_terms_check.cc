#include "services/scheme_catalog/domain/plan_terms_check.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/validation/number.h"
#include "services/scheme_catalog/domain/amount_check.h"
#include "services/scheme_catalog/domain/benefit_check.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

bool IsComputed(const v1::Amount& amount) {
  return amount.has_computed() ||
         absl::c_any_of(amount.lesser_of().amounts(), IsComputed);
}

void CheckCeiling(Violations& violations, const std::string& field,
                  const v1::Amount& ceiling, RuleVocabulary& vocabulary) {
  if (IsComputed(ceiling)) {
    violations.Add(field,
                   "must not be computed; state it as a fixed sum, per unit or"
                   " by slabs");
    return;
  }
  CheckAmount(violations, field, ceiling, vocabulary);
}

void CheckCeilings(Violations& violations, const v1::SchemeVersion& version,
                   RuleVocabulary& vocabulary) {
  if (version.has_grant_ceiling()) {
    CheckCeiling(violations, "grant_ceiling", version.grant_ceiling(),
                 vocabulary);
  }
  for (int i = 0; i < version.benefits_size(); ++i) {
    if (!version.benefits(i).has_grant_ceiling()) continue;
    CheckCeiling(violations, absl::StrCat("benefits[", i, "].grant_ceiling"),
                 version.benefits(i).grant_ceiling(), vocabulary);
  }
}

void CheckGapFunding(Violations& violations, const v1::SchemeVersion& version) {
  if (!version.has_gap_funding()) return;
  const v1::GapFunding& gap = version.gap_funding();
  if (gap.cost_heads().empty() == !gap.any_cost_head()) {
    violations.Add("gap_funding.cost_heads",
                   gap.any_cost_head()
                       ? "must be empty where any_cost_head is set"
                       : "is required; if any head of cost may be paid, say so"
                         " with any_cost_head");
  }
  CheckCostHeads(violations, "gap_funding.cost_heads", gap.cost_heads());
  CheckPaise(violations, "gap_funding.cap_per_head_paise",
             gap.cap_per_head_paise());
  CheckRequiredCitations(violations, "gap_funding.citations", gap.citations());
}

void CheckLeadTime(Violations& violations, const v1::SchemeVersion& version) {
  if (!version.has_lead_time()) return;
  const v1::LeadTime& lead = version.lead_time();
  if (lead.days() < 1 || lead.days() > kMaxLeadTimeDays) {
    violations.Add("lead_time.days", "must be 1 to 3,650");
  }
  CheckRequiredCitations(violations, "lead_time.citations", lead.citations());
}

void CheckBenefitComponents(Violations& violations,
                            const v1::SchemeVersion& version) {
  for (int i = 0; i < version.benefits_size(); ++i) {
    const std::string& component = version.benefits(i).cost_component();
    if (component.empty() ||
        absl::c_linear_search(version.cost_components(), component) ||
        absl::c_any_of(version.funding(), [&](const v1::FundingRule& rule) {
          return rule.component() == component;
        })) {
      continue;
    }
    violations.Add(absl::StrCat("benefits[", i, "].cost_component"),
                   absl::StrCat("\"", component,
                                "\" is neither among cost_components nor the"
                                " component of a funding rule"));
  }
}

}  // namespace

void CheckPlanTerms(Violations& violations, const v1::SchemeVersion& version,
                    RuleVocabulary& vocabulary) {
  CheckCeilings(violations, version, vocabulary);
  CheckGapFunding(violations, version);
  CheckLeadTime(violations, version);
  CheckBenefitComponents(violations, version);
}

}  // namespace sangam::scheme_catalog
