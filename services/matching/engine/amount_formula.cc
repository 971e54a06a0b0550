#include "services/matching/engine/amount_formula.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "common/money/format.h"
#include "services/matching/engine/formula_words.h"
#include "services/matching/engine/slab_formula.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Amount;

std::string PerUnit(const scheme_catalog::v1::PerUnitAmount& per_unit,
                    const std::string& count, const MatchContext& context) {
  return absl::StrCat(
      count, " × ",
      PaiseRange(per_unit.has_min_paise_each() ? per_unit.min_paise_each()
                                               : per_unit.paise_each(),
                 per_unit.paise_each(), context),
      AtMost(per_unit.has_cap_paise(), per_unit.cap_paise(), context));
}

std::string Share(const scheme_catalog::v1::ShareOfCost& share,
                  const std::string& cost, const MatchContext& context) {
  return absl::StrCat(
      absl::Substitute(Say(context, "$0 of $1", "$1 का $0"),
                       FormatBasisPoints(share.share_bps()), cost),
      AtMost(share.has_cap_paise(), share.cap_paise(), context));
}

// "₹50,000" of a loan that is known, else "loan amount up to ₹1,00,000".
std::string Principal(
    const scheme_catalog::v1::InterestSubventionAmount& interest,
    const MatchContext& context) {
  const std::string& attribute = interest.loan_attribute();
  const int64_t* loan = context.Number(attribute);
  if (!interest.has_loan_cap_paise()) return NumberOrLabel(attribute, context);
  if (loan != nullptr) {
    return FormatPaise(std::min(*loan, interest.loan_cap_paise()));
  }
  return absl::Substitute(Say(context, "$0 up to $1", "$1 तक $0"),
                          LabelOf(attribute, context),
                          FormatPaise(interest.loan_cap_paise()));
}

std::string Interest(
    const scheme_catalog::v1::InterestSubventionAmount& interest,
    const MatchContext& context) {
  return absl::StrCat(
      absl::Substitute(
          Say(context, "$0 a year on $1 for $2", "$1 पर $2 तक सालाना $0"),
          FormatBasisPoints(interest.rate_bps()), Principal(interest, context),
          context.phrases.Number(interest.months(),
                                 type::v1::ATTRIBUTE_UNIT_MONTHS)),
      AtMost(interest.has_cap_paise(), interest.cap_paise(), context));
}

std::string Lesser(const scheme_catalog::v1::LesserOf& lesser,
                   const ComputedAmounts& computed,
                   const MatchContext& context) {
  std::vector<std::string> ways;
  for (const Amount& one : lesser.amounts()) {
    std::string way = FormulaText(one, computed, context);
    // "35 % of ..., at most ... and ..." would read wrongly.
    if (absl::StrContains(way, ", ") || absl::StrContains(way, "; ")) {
      way = absl::StrCat("(", way, ")");
    }
    ways.push_back(std::move(way));
  }
  return absl::Substitute(
      Say(context, "the lesser of $0", "इनमें से जो कम हो: $0"),
      absl::StrJoin(ways, std::string(Say(context, " and ", " और "))));
}

// An expression has no shorter words than its own.
std::string Computed(const std::string& expression,
                     const ComputedAmounts& computed,
                     const MatchContext& context) {
  const auto rule = computed.find(expression);
  return absl::Substitute(
      Say(context, "in paise: $0", "पैसों में: $0"),
      rule == computed.end() ? expression : rule->second.ToText());
}

}  // namespace

std::string FormulaText(const Amount& amount, const ComputedAmounts& computed,
                        const MatchContext& context) {
  switch (amount.formula_case()) {
    case Amount::kFixed:
      return PaiseRange(amount.fixed().min_paise(), amount.fixed().max_paise(),
                        context);
    case Amount::kPerUnit:
      return PerUnit(
          amount.per_unit(),
          NumberOrLabel(amount.per_unit().count_attribute(), context), context);
    case Amount::kShareOfCost:
      return Share(
          amount.share_of_cost(),
          NumberOrLabel(amount.share_of_cost().cost_attribute(), context),
          context);
    case Amount::kUnitLots:
      return absl::StrJoin(
          amount.unit_lots().lots(), " + ",
          [](std::string* out, const scheme_catalog::v1::AmountLot& lot) {
            absl::StrAppend(out, FormatCount(lot.units()), " × ",
                            FormatPaise(lot.paise_each()));
          });
    case Amount::kLesserOf:
      return Lesser(amount.lesser_of(), computed, context);
    case Amount::kSlabs:
      return SlabFormulaText(amount.slabs(), context);
    case Amount::kInterestSubvention:
      return Interest(amount.interest_subvention(), context);
    case Amount::kComputed:
      return Computed(amount.computed().expression(), computed, context);
    case Amount::FORMULA_NOT_SET:
      break;
  }
  return "";
}

absl::optional<MeasuredFormula> FormulaAroundMeasure(
    const Amount& amount, const MatchContext& context) {
  // Nothing else in a formula is a line of its own.
  static constexpr char kMeasure[] = "\n";
  std::string whole;
  MeasuredFormula around;
  if (amount.has_share_of_cost()) {
    around.attribute = amount.share_of_cost().cost_attribute();
    whole = Share(amount.share_of_cost(), kMeasure, context);
  } else if (amount.has_per_unit()) {
    around.attribute = amount.per_unit().count_attribute();
    whole = PerUnit(amount.per_unit(), kMeasure, context);
  } else {
    return absl::nullopt;
  }
  const size_t at = whole.find(kMeasure);
  around.before = whole.substr(0, at);
  around.after = whole.substr(at + 1);
  return around;
}

}  // namespace sangam::matching
