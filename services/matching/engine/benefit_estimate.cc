#include "services/matching/engine/benefit_estimate.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/rules/explanation.h"
#include "services/matching/engine/amount_range.h"
#include "services/matching/engine/benefit_worth.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/engine/tranche_estimate.h"

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

// `description` is English where the texts by language lack that.
std::string Description(const Benefit& benefit, const MatchContext& context) {
  const auto& texts = benefit.description_by_language();
  if (texts.text().empty()) return benefit.description();
  const std::string& language = context.phrases.language_code();
  if (benefit.description().empty() || texts.text().contains("en")) {
    return TextIn(texts, language);
  }
  type::v1::LocalizedText with_english = texts;
  (*with_english.mutable_text())["en"] = benefit.description();
  return TextIn(with_english, language);
}

void FillDetail(const Benefit& benefit, v1::BenefitEstimate* estimate) {
  switch (benefit.detail_case()) {
    case Benefit::kInKind:
      *estimate->mutable_in_kind() = benefit.in_kind();
      return;
    case Benefit::kTraining:
      *estimate->mutable_training() = benefit.training();
      return;
    case Benefit::kWorkOrder:
      *estimate->mutable_work_order() = benefit.work_order();
      return;
    case Benefit::kMarketLinkage:
      *estimate->mutable_market_linkage() = benefit.market_linkage();
      return;
    case Benefit::DETAIL_NOT_SET:
      return;
  }
}

void FillEstimate(const Benefit& benefit, const CompiledBenefit& compiled,
                  Truth truth, const MatchContext& context,
                  v1::BenefitEstimate* estimate) {
  estimate->set_benefit_id(benefit.id());
  estimate->set_kind(benefit.kind());
  estimate->set_description(Description(benefit, context));
  estimate->set_condition(ToOutcome(truth));
  if (compiled.condition && truth == Truth::kUnknown) {
    AddMissing(rules::MissingAttributes(*compiled.condition, context.subject,
                                        context.reference),
               estimate);
  }
  const AmountRange worth = WorthOf(benefit, compiled, context);
  if (worth.min_paise) estimate->set_min_paise(*worth.min_paise);
  if (worth.max_paise) estimate->set_max_paise(*worth.max_paise);
  estimate->set_formula(WorthFormula(benefit, compiled, context));
  AddMissing(
      MissingForAmount(benefit.amount(), compiled.computed_amounts, context),
      estimate);
  AddTranches(benefit, compiled, worth, context, estimate);
  FillDetail(benefit, estimate);
}

}  // namespace

bool CountsAsGrant(const Benefit& benefit) {
  return benefit.kind() == scheme_catalog::v1::BENEFIT_KIND_GRANT ||
         benefit.kind() == scheme_catalog::v1::BENEFIT_KIND_IN_KIND;
}

absl::optional<int64_t> LargestGrant(const CompiledVersion& version,
                                     const MatchContext& context) {
  absl::optional<int64_t> largest;
  for (int i = 0; i < version.version.benefits_size(); ++i) {
    const Benefit& benefit = version.version.benefits(i);
    if (!CountsAsGrant(benefit)) continue;
    const absl::optional<int64_t> most =
        WorthOf(benefit, version.benefits[i], context).max_paise;
    if (!most || (largest && *most <= *largest)) continue;
    if (EvaluateOptional(version.benefits[i].condition, benefit.condition(),
                         context) != Truth::kFalse) {
      largest = most;
    }
  }
  return largest;
}

void AddBenefit(const CompiledVersion& version, int index,
                const MatchContext& context, v1::SchemeMatch* match) {
  const Benefit& benefit = version.version.benefits(index);
  const CompiledBenefit& compiled = version.benefits[index];
  const Truth truth =
      EvaluateOptional(compiled.condition, benefit.condition(), context);
  if (truth == Truth::kFalse) return;
  FillEstimate(benefit, compiled, truth, context, match->add_benefits());
}

void AddBenefits(const CompiledVersion& version, const MatchContext& context,
                 v1::SchemeMatch* match) {
  for (int i = 0; i < version.version.benefits_size(); ++i) {
    AddBenefit(version, i, context, match);
  }
}

}  // namespace sangam::matching
