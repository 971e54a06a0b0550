#include "services/matching/engine/benefit_worth.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "common/money/format.h"
#include "services/matching/engine/amount_formula.h"
#include "services/matching/engine/formula_words.h"
#include "services/matching/engine/wide_amount.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;
using scheme_catalog::v1::TrainingDetail;

absl::optional<int64_t> Narrow(Wide paise) {
  if (paise >= kTooMuch) return absl::nullopt;
  return static_cast<int64_t>(paise);
}

// Of InKindItem and WorkOrderDetail, which count alike.
template <typename Detail>
AmountRange UnitsWorth(const Detail& detail) {
  if (!detail.has_units() || !detail.has_paise_each()) return {};
  const auto paise = Narrow(Product(detail.units(), detail.paise_each()));
  return {paise, paise};
}

template <typename Detail>
std::string UnitsFormula(const Detail& detail) {
  std::vector<std::string> factors;
  if (detail.has_units()) factors.push_back(FormatCount(detail.units()));
  if (detail.has_paise_each()) {
    factors.push_back(FormatPaise(detail.paise_each()));
  }
  return absl::StrJoin(factors, " × ");
}

AmountRange TrainingWorth(const TrainingDetail& training) {
  if (!training.has_days() || !training.has_stipend_paise_a_day() ||
      !training.has_seats()) {
    return {};
  }
  const Wide each = Product(training.days(), training.stipend_paise_a_day());
  // Both factors are at most 2^63.
  return {absl::nullopt, Narrow(Clamped(each * Clamped(training.seats())))};
}

std::string TrainingFormula(const TrainingDetail& training,
                            const MatchContext& context) {
  std::vector<std::string> factors;
  const auto add = [&](int64_t number, absl::string_view en,
                       absl::string_view hi) {
    factors.push_back(
        absl::Substitute(Say(context, en, hi), FormatCount(number)));
  };
  if (training.has_days()) {
    add(training.days(), training.days() == 1 ? "$0 day" : "$0 days", "$0 दिन");
  } else if (training.has_hours()) {
    add(training.hours(), training.hours() == 1 ? "$0 hour" : "$0 hours",
        "$0 घंटे");
  }
  if (training.has_stipend_paise_a_day()) {
    factors.push_back(absl::Substitute(
        training.has_days() ? "$0" : Say(context, "$0 a day", "$0 प्रतिदिन"),
        FormatPaise(training.stipend_paise_a_day())));
  }
  if (training.has_seats()) {
    add(training.seats(), training.seats() == 1 ? "$0 seat" : "$0 seats",
        "$0 सीटें");
  }
  return absl::StrJoin(factors, " × ");
}

}  // namespace

AmountRange WorthOf(const Benefit& benefit, const CompiledBenefit& compiled,
                    const MatchContext& context) {
  if (benefit.has_amount()) {
    return ReckonAmount(benefit.amount(), compiled.computed_amounts, context);
  }
  return WorthOfDetail(benefit);
}

AmountRange WorthOfDetail(const Benefit& benefit) {
  switch (benefit.detail_case()) {
    case Benefit::kInKind:
      return UnitsWorth(benefit.in_kind());
    case Benefit::kWorkOrder:
      return UnitsWorth(benefit.work_order());
    case Benefit::kTraining:
      return TrainingWorth(benefit.training());
    case Benefit::kMarketLinkage:
    case Benefit::DETAIL_NOT_SET:
      break;
  }
  return {};
}

std::string WorthFormula(const Benefit& benefit,
                         const CompiledBenefit& compiled,
                         const MatchContext& context) {
  if (benefit.has_amount()) {
    return FormulaText(benefit.amount(), compiled.computed_amounts, context);
  }
  switch (benefit.detail_case()) {
    case Benefit::kInKind:
      return UnitsFormula(benefit.in_kind());
    case Benefit::kWorkOrder:
      return UnitsFormula(benefit.work_order());
    case Benefit::kTraining:
      return TrainingFormula(benefit.training(), context);
    case Benefit::kMarketLinkage:
    case Benefit::DETAIL_NOT_SET:
      break;
  }
  return "";
}

}  // namespace sangam::matching
