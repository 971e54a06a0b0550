#include "services/matching/engine/grant_bound.h"

#include <algorithm>
#include <limits>
#include <string>

#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/benefit_worth.h"
#include "services/matching/engine/wide_amount.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Amount;
using scheme_catalog::v1::Benefit;

constexpr int64_t kAnything = std::numeric_limits<int64_t>::max();

// A sum that no int64 holds can't be told.
GrantBound Exactly(Wide paise) {
  if (paise >= kTooMuch) return {absl::nullopt, true, {}};
  return {static_cast<int64_t>(paise), true, {}};
}

GrantBound AtMostCap(bool has_cap, int64_t cap_paise) {
  return {has_cap ? std::max<int64_t>(cap_paise, 0) : kAnything, false, {}};
}

GrantBound OfAmount(const Amount& amount);

GrantBound OfLesser(const scheme_catalog::v1::LesserOf& lesser) {
  GrantBound least{absl::nullopt, true, {}};
  for (const Amount& amount : lesser.amounts()) {
    const GrantBound one = OfAmount(amount);
    least.is_exact = least.is_exact && one.is_exact;
    // One of which nothing can be told does not bound the others.
    if (!one.most) continue;
    least.most = std::min(least.most.value_or(kAnything), *one.most);
  }
  return least;
}

GrantBound OfAmount(const Amount& amount) {
  switch (amount.formula_case()) {
    case Amount::kFixed:
      return Exactly(Clamped(amount.fixed().max_paise()));
    case Amount::kPerUnit:
      return AtMostCap(amount.per_unit().has_cap_paise(),
                       amount.per_unit().cap_paise());
    case Amount::kShareOfCost:
      return AtMostCap(amount.share_of_cost().has_cap_paise(),
                       amount.share_of_cost().cap_paise());
    case Amount::kUnitLots: {
      Wide sum = 0;
      for (const auto& lot : amount.unit_lots().lots()) {
        sum = Clamped(sum + Product(lot.units(), lot.paise_each()));
      }
      return Exactly(sum);
    }
    case Amount::kLesserOf:
      return OfLesser(amount.lesser_of());
    case Amount::kSlabs:
      return AtMostCap(amount.slabs().has_cap_paise(),
                       amount.slabs().cap_paise());
    case Amount::kInterestSubvention:
      return AtMostCap(amount.interest_subvention().has_cap_paise(),
                       amount.interest_subvention().cap_paise());
    case Amount::kComputed:
      return {kAnything, false, {}};
    case Amount::FORMULA_NOT_SET:
      break;
  }
  return {absl::nullopt, true, {}};
}

GrantBound OfWorth(const Benefit& benefit) {
  if (benefit.has_amount()) return OfAmount(benefit.amount());
  return {WorthOfDetail(benefit).max_paise, true, {}};
}

// The formula of a benefit of which the bound is not exact; kNone where it is
// not one of the simple ones.
GrantFormula FormulaOf(const Benefit& benefit,
                       const AttributeDictionary& dictionary) {
  GrantFormula formula;
  if (!benefit.condition().empty()) return formula;
  const std::string* attribute = nullptr;
  if (benefit.amount().has_per_unit()) {
    const auto& per_unit = benefit.amount().per_unit();
    formula.kind = GrantFormula::Kind::kPerUnit;
    formula.factor = per_unit.paise_each();
    if (per_unit.has_cap_paise()) formula.cap = per_unit.cap_paise();
    attribute = &per_unit.count_attribute();
  } else if (benefit.amount().has_share_of_cost()) {
    const auto& share = benefit.amount().share_of_cost();
    formula.kind = GrantFormula::Kind::kShareOfCost;
    formula.factor = share.share_bps();
    if (share.has_cap_paise()) formula.cap = share.cap_paise();
    attribute = &share.cost_attribute();
  } else {
    return formula;
  }
  const AttributeInfo* info = dictionary.Find(*attribute);
  if (info != nullptr) formula.attribute = info->index;
  return formula;
}

// As ReckonAmount's most.
absl::optional<int64_t> MostOf(const GrantFormula& formula,
                               const SubjectView& subject) {
  const int64_t* measure =
      formula.attribute < 0
          ? nullptr
          : absl::get_if<int64_t>(&subject.value(formula.attribute));
  WideRange range;
  if (measure != nullptr) {
    range.most = formula.kind == GrantFormula::Kind::kPerUnit
                     ? Product(*measure, formula.factor)
                     : Clamped(Wide{std::max<int64_t>(*measure, 0)} *
                               std::max<int64_t>(formula.factor, 0) / 10'000);
  }
  range = Capped(range, formula.cap.has_value(), formula.cap.value_or(0));
  if (!range.most || *range.most >= kTooMuch) return absl::nullopt;
  return static_cast<int64_t>(*range.most);
}

}  // namespace

GrantBound BoundOfGrant(const CompiledVersion& version,
                        const AttributeDictionary& dictionary) {
  GrantBound largest{absl::nullopt, true, {}};
  // Of the benefits that are worth the same to everybody.
  absl::optional<int64_t> fixed;
  int variable = 0;
  for (const Benefit& benefit : version.version.benefits()) {
    if (!CountsAsGrant(benefit)) continue;
    const GrantBound one = OfWorth(benefit);
    largest.most = std::max(largest.most, one.most);
    if (one.is_exact && benefit.condition().empty()) {
      fixed = std::max(fixed, one.most);
      continue;
    }
    largest.is_exact = false;
    ++variable;
    largest.formula = FormulaOf(benefit, dictionary);
  }
  if (variable > 1) largest.formula = {};
  largest.formula.others = fixed;
  return largest;
}

absl::optional<int64_t> LargestGrantWithin(const GrantBound& bound,
                                           const CompiledVersion& version,
                                           const MatchContext& context) {
  if (bound.is_exact) return bound.most;
  if (bound.formula.kind == GrantFormula::Kind::kNone) {
    return LargestGrant(version, context);
  }
  // Nothing comes before any sum.
  return std::max(bound.formula.others, MostOf(bound.formula, context.subject));
}

}  // namespace sangam::matching
