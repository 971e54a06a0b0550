#include "services/matching/engine/benefit_estimate.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/rules/explanation.h"
#include "services/matching/engine/amount_formula.h"
#include "services/matching/engine/amount_range.h"
#include "services/matching/engine/verdict.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;

void AddMissing(const std::vector<std::string>& names,
                v1::BenefitEstimate* estimate) {
  for (const std::string& name : names) {
    const auto& already = estimate->missing_attributes();
    if (std::find(already.begin(), already.end(), name) == already.end()) {
      estimate->add_missing_attributes(name);
    }
  }
}

void FillEstimate(const Benefit& benefit, const OptionalRule& condition,
                  Truth truth, const MatchContext& context,
                  v1::BenefitEstimate* estimate) {
  estimate->set_benefit_id(benefit.id());
  estimate->set_kind(benefit.kind());
  estimate->set_description(benefit.description());
  estimate->set_condition(ToOutcome(truth));
  if (condition && truth == Truth::kUnknown) {
    AddMissing(
        rules::MissingAttributes(*condition, context.subject, context.places),
        estimate);
  }
  const AmountRange range = ReckonAmount(benefit.amount(), context);
  if (range.min_paise) estimate->set_min_paise(*range.min_paise);
  if (range.max_paise) estimate->set_max_paise(*range.max_paise);
  estimate->set_formula(FormulaText(benefit.amount(), context));
  AddMissing(MissingForAmount(benefit.amount(), context), estimate);
}

}  // namespace

absl::optional<int64_t> LargestGrant(const CompiledVersion& version,
                                     const MatchContext& context) {
  absl::optional<int64_t> largest;
  for (int i = 0; i < version.version.benefits_size(); ++i) {
    const Benefit& benefit = version.version.benefits(i);
    if (benefit.kind() != scheme_catalog::v1::BENEFIT_KIND_GRANT &&
        benefit.kind() != scheme_catalog::v1::BENEFIT_KIND_IN_KIND) {
      continue;
    }
    const absl::optional<int64_t> most =
        ReckonAmount(benefit.amount(), context).max_paise;
    if (!most || (largest && *most <= *largest)) continue;
    if (EvaluateOptional(version.benefit_conditions[i], benefit.condition(),
                         context) != Truth::kFalse) {
      largest = most;
    }
  }
  return largest;
}

void AddBenefits(const CompiledVersion& version, const MatchContext& context,
                 v1::SchemeMatch* match) {
  for (int i = 0; i < version.version.benefits_size(); ++i) {
    const Benefit& benefit = version.version.benefits(i);
    const OptionalRule& condition = version.benefit_conditions[i];
    const Truth truth =
        EvaluateOptional(condition, benefit.condition(), context);
    if (truth == Truth::kFalse) continue;
    FillEstimate(benefit, condition, truth, context, match->add_benefits());
  }
}

}  // namespace sangam::matching
