#include "services/matching/engine/amount_range.h"

#include <algorithm>
#include <limits>

#include "common/money/share.h"
#include "services/matching/engine/slab_amount.h"
#include "services/matching/engine/wide_amount.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Amount;

// What is as much as an int64 can hold may be more, and can't be told.
Wide Told(int64_t paise) {
  return paise == std::numeric_limits<int64_t>::max() ? kTooMuch : Wide{paise};
}

class Reckoner {
 public:
  Reckoner(const ComputedAmounts& computed, const MatchContext& context)
      : computed_(computed), context_(context) {}

  WideRange Reckon(const Amount& amount) const {
    switch (amount.formula_case()) {
      case Amount::kFixed:
        return {Clamped(amount.fixed().min_paise()),
                Clamped(amount.fixed().max_paise())};
      case Amount::kPerUnit:
        return PerUnit(amount.per_unit());
      case Amount::kShareOfCost:
        return Share(amount.share_of_cost());
      case Amount::kUnitLots:
        return Lots(amount.unit_lots());
      case Amount::kLesserOf:
        return Lesser(amount.lesser_of());
      case Amount::kSlabs:
        return ReckonSlabs(amount.slabs(),
                           context_.Number(amount.slabs().measure_attribute()));
      case Amount::kInterestSubvention:
        return Interest(amount.interest_subvention());
      case Amount::kComputed:
        return Computed(amount.computed());
      case Amount::FORMULA_NOT_SET:
        break;
    }
    return {};
  }

 private:
  WideRange PerUnit(const scheme_catalog::v1::PerUnitAmount& per_unit) const {
    WideRange range;
    if (const int64_t* count = context_.Number(per_unit.count_attribute())) {
      range.most = Product(*count, per_unit.paise_each());
      range.least = per_unit.has_min_paise_each()
                        ? Product(*count, per_unit.min_paise_each())
                        : *range.most;
    }
    return Capped(range, per_unit.has_cap_paise(), per_unit.cap_paise());
  }

  WideRange Share(const scheme_catalog::v1::ShareOfCost& share) const {
    WideRange range;
    if (const int64_t* cost = context_.Number(share.cost_attribute())) {
      // At most the whole cost, so never more than an int64.
      range.most = FloorShare(*cost, share.share_bps());
      range.least = range.most;
    }
    return Capped(range, share.has_cap_paise(), share.cap_paise());
  }

  WideRange Lots(const scheme_catalog::v1::UnitLots& unit_lots) const {
    Wide sum = 0;
    for (const auto& lot : unit_lots.lots()) {
      sum = Clamped(sum + Product(lot.units(), lot.paise_each()));
    }
    return {sum, sum};
  }

  WideRange Lesser(const scheme_catalog::v1::LesserOf& lesser) const {
    WideRange range;
    bool all_known = true;
    for (const Amount& amount : lesser.amounts()) {
      const WideRange one = Reckon(amount);
      // The lesser is at most each of them, so one known most is enough; it is
      // at least something only if every least is known.
      if (one.most) {
        range.most = range.most ? std::min(*range.most, *one.most) : *one.most;
      }
      if (one.least) {
        range.least =
            range.least ? std::min(*range.least, *one.least) : *one.least;
      } else {
        all_known = false;
      }
    }
    if (!all_known) range.least.reset();
    return range;
  }

  WideRange Interest(
      const scheme_catalog::v1::InterestSubventionAmount& interest) const {
    const int64_t* loan = context_.Number(interest.loan_attribute());
    WideRange range;
    if (loan != nullptr || interest.has_loan_cap_paise()) {
      int64_t principal = loan == nullptr ? interest.loan_cap_paise() : *loan;
      if (interest.has_loan_cap_paise()) {
        principal = std::min(principal, interest.loan_cap_paise());
      }
      range.most = Told(
          SimpleInterest(principal, interest.rate_bps(), interest.months()));
      if (loan != nullptr) range.least = range.most;
    }
    return Capped(range, interest.has_cap_paise(), interest.cap_paise());
  }

  WideRange Computed(const scheme_catalog::v1::ComputedAmount& amount) const {
    const auto rule = computed_.find(amount.expression());
    if (rule == computed_.end()) return {};
    const ValueRule::Outcome outcome =
        rule->second.Evaluate(context_.subject, context_.reference);
    const int64_t* paise = absl::get_if<int64_t>(&outcome.value);
    if (paise == nullptr || *paise < 0) return {};
    return {Wide{*paise}, Wide{*paise}};
  }

  const ComputedAmounts& computed_;
  const MatchContext& context_;
};

absl::optional<int64_t> Narrow(const absl::optional<Wide>& wide) {
  if (!wide || *wide >= kTooMuch) return absl::nullopt;
  return static_cast<int64_t>(*wide);
}

void AddOnce(const std::string& attribute, std::vector<std::string>* missing) {
  if (std::find(missing->begin(), missing->end(), attribute) ==
      missing->end()) {
    missing->push_back(attribute);
  }
}

void AddIfMissing(const std::string& attribute, const MatchContext& context,
                  std::vector<std::string>* missing) {
  if (context.Number(attribute) != nullptr) return;
  const AttributeInfo* info = context.dictionary.Find(attribute);
  AddOnce(info == nullptr ? attribute : info->name, missing);
}

void CollectMissing(const Amount& amount, const ComputedAmounts& computed,
                    const MatchContext& context,
                    std::vector<std::string>* missing) {
  switch (amount.formula_case()) {
    case Amount::kPerUnit:
      AddIfMissing(amount.per_unit().count_attribute(), context, missing);
      return;
    case Amount::kShareOfCost:
      AddIfMissing(amount.share_of_cost().cost_attribute(), context, missing);
      return;
    case Amount::kSlabs:
      AddIfMissing(amount.slabs().measure_attribute(), context, missing);
      return;
    case Amount::kInterestSubvention:
      AddIfMissing(amount.interest_subvention().loan_attribute(), context,
                   missing);
      return;
    case Amount::kComputed: {
      const auto rule = computed.find(amount.computed().expression());
      if (rule == computed.end()) return;
      for (const std::string& attribute :
           rule->second.Evaluate(context.subject, context.reference)
               .missing_attributes) {
        AddOnce(attribute, missing);
      }
      return;
    }
    case Amount::kLesserOf:
      for (const Amount& one : amount.lesser_of().amounts()) {
        CollectMissing(one, computed, context, missing);
      }
      return;
    case Amount::kFixed:
    case Amount::kUnitLots:
    case Amount::FORMULA_NOT_SET:
      return;
  }
}

}  // namespace

AmountRange ReckonAmount(const Amount& amount, const ComputedAmounts& computed,
                         const MatchContext& context) {
  const WideRange range = Reckoner(computed, context).Reckon(amount);
  return {Narrow(range.least), Narrow(range.most)};
}

std::vector<std::string> MissingForAmount(const Amount& amount,
                                          const ComputedAmounts& computed,
                                          const MatchContext& context) {
  std::vector<std::string> missing;
  CollectMissing(amount, computed, context, &missing);
  return missing;
}

}  // namespace sangam::matching
