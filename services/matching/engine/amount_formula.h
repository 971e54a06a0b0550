// Tells in words how an Amount is reckoned.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_AMOUNT_FORMULA_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_AMOUNT_FORMULA_H_

#include <string>

#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// "35 % of ₹20,00,000, at most ₹10,00,000", "64 × ₹9,000 + 36 × ₹25,000", "3 %
// a year on ₹1,00,000 for 24 months". What is not known appears by its label:
// "35 % of project cost". Empty for an amount without a formula.
std::string FormulaText(const scheme_catalog::v1::Amount& amount,
                        const ComputedAmounts& computed,
                        const MatchContext& context);

// A formula of one number: what comes before and after it.
struct MeasuredFormula {
  // As the amount names it.
  std::string attribute;
  std::string before;
  std::string after;
};

// The text of an amount that is reckoned from one attribute, without what that
// is; nothing for any other. Of `context` only the language counts.
absl::optional<MeasuredFormula> FormulaAroundMeasure(
    const scheme_catalog::v1::Amount& amount, const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_AMOUNT_FORMULA_H_
