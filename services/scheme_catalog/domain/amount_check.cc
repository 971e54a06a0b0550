#include "services/scheme_catalog/domain/amount_check.h"

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/number.h"
#include "services/scheme_catalog/domain/slab_check.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

void CheckNotAbove(Violations& violations, const std::string& field,
                   int64_t least, int64_t most) {
  if (least <= most) return;
  violations.Add(field, absl::StrCat("must be at most ", FormatPaise(most)));
}

void CheckFixed(Violations& violations, const std::string& path,
                const v1::FixedAmount& fixed) {
  CheckPaise(violations, absl::StrCat(path, ".min_paise"), fixed.min_paise());
  CheckPaise(violations, absl::StrCat(path, ".max_paise"), fixed.max_paise());
  CheckNotAbove(violations, absl::StrCat(path, ".min_paise"), fixed.min_paise(),
                fixed.max_paise());
}

void CheckPerUnit(Violations& violations, const std::string& path,
                  const v1::PerUnitAmount& per_unit,
                  RuleVocabulary& vocabulary) {
  CheckPaise(violations, absl::StrCat(path, ".paise_each"),
             per_unit.paise_each());
  CheckCountAttribute(violations, absl::StrCat(path, ".count_attribute"),
                      per_unit.count_attribute(), vocabulary);
  CheckPaise(violations, absl::StrCat(path, ".cap_paise"),
             per_unit.cap_paise());
  const std::string least = absl::StrCat(path, ".min_paise_each");
  CheckPaise(violations, least, per_unit.min_paise_each());
  CheckNotAbove(violations, least, per_unit.min_paise_each(),
                per_unit.paise_each());
}

void CheckShareOfCost(Violations& violations, const std::string& path,
                      const v1::ShareOfCost& share,
                      RuleVocabulary& vocabulary) {
  if (share.share_bps() < 1 || share.share_bps() > kWholeBasisPoints) {
    violations.Add(absl::StrCat(path, ".share_bps"),
                   "must be 1 to 10,000 basis points (0.01 to 100 %)");
  }
  CheckPaiseAttribute(violations, absl::StrCat(path, ".cost_attribute"),
                      share.cost_attribute(), vocabulary);
  CheckPaise(violations, absl::StrCat(path, ".cap_paise"), share.cap_paise());
}

void CheckLots(Violations& violations, const std::string& path,
               const v1::UnitLots& lots) {
  const std::string field = absl::StrCat(path, ".lots");
  if (lots.lots().empty()) violations.Add(field, "is required");
  if (!CheckSize(violations, field, lots.lots_size(), kMaxLots)) return;
  absl::int128 sum = 0;
  for (int i = 0; i < lots.lots_size(); ++i) {
    const v1::AmountLot& lot = lots.lots(i);
    const std::string at = absl::StrCat(field, "[", i, "]");
    CheckCount(violations, absl::StrCat(at, ".units"), lot.units());
    if (lot.units() == 0) {
      violations.Add(absl::StrCat(at, ".units"), "must be at least 1");
    }
    CheckPaise(violations, absl::StrCat(at, ".paise_each"), lot.paise_each());
    // What is out of bounds is reported already, and could overflow the sum.
    if (lot.units() > kMaxCount || lot.paise_each() > kMaxPaise) continue;
    sum += absl::int128(lot.units()) * lot.paise_each();
  }
  if (sum > kMaxPaise) {
    violations.Add(
        field, absl::StrCat("must sum to at most ", FormatPaise(kMaxPaise)));
  }
}

void CheckInterest(Violations& violations, const std::string& path,
                   const v1::InterestSubventionAmount& interest,
                   RuleVocabulary& vocabulary) {
  if (interest.rate_bps() < 1 || interest.rate_bps() > kWholeBasisPoints) {
    violations.Add(absl::StrCat(path, ".rate_bps"),
                   "must be 1 to 10,000 basis points (0.01 to 100 %) a year");
  }
  CheckPaiseAttribute(violations, absl::StrCat(path, ".loan_attribute"),
                      interest.loan_attribute(), vocabulary);
  CheckPaise(violations, absl::StrCat(path, ".loan_cap_paise"),
             interest.loan_cap_paise());
  if (interest.months() < 1 || interest.months() > kMaxInterestMonths) {
    violations.Add(
        absl::StrCat(path, ".months"),
        absl::StrCat("must be 1 to ", kMaxInterestMonths, " months"));
  }
  CheckPaise(violations, absl::StrCat(path, ".cap_paise"),
             interest.cap_paise());
}

void CheckFormula(Violations& violations, const std::string& path,
                  const v1::Amount& amount, RuleVocabulary& vocabulary,
                  int depth) {
  switch (amount.formula_case()) {
    case v1::Amount::kFixed:
      return CheckFixed(violations, absl::StrCat(path, ".fixed"),
                        amount.fixed());
    case v1::Amount::kPerUnit:
      return CheckPerUnit(violations, absl::StrCat(path, ".per_unit"),
                          amount.per_unit(), vocabulary);
    case v1::Amount::kShareOfCost:
      return CheckShareOfCost(violations, absl::StrCat(path, ".share_of_cost"),
                              amount.share_of_cost(), vocabulary);
    case v1::Amount::kUnitLots:
      return CheckLots(violations, absl::StrCat(path, ".unit_lots"),
                       amount.unit_lots());
    case v1::Amount::kSlabs:
      return CheckSlabs(violations, absl::StrCat(path, ".slabs"),
                        amount.slabs(), vocabulary);
    case v1::Amount::kInterestSubvention:
      return CheckInterest(violations,
                           absl::StrCat(path, ".interest_subvention"),
                           amount.interest_subvention(), vocabulary);
    case v1::Amount::kComputed:
      return vocabulary.CheckPaise(violations,
                                   absl::StrCat(path, ".computed.expression"),
                                   amount.computed().expression());
    case v1::Amount::kLesserOf:
      break;
    case v1::Amount::FORMULA_NOT_SET:
      violations.Add(path,
                     "has no formula; leave the amount out where the source"
                     " gives no sum");
      return;
  }
  const std::string field = absl::StrCat(path, ".lesser_of.amounts");
  const auto& amounts = amount.lesser_of().amounts();
  if (depth == kMaxAmountDepth) {
    violations.Add(
        absl::StrCat(path, ".lesser_of"),
        absl::StrCat("must not stand within ", kMaxAmountDepth, " others"));
    return;
  }
  if (amounts.size() < 2) {
    violations.Add(field, "must have at least 2 entries to compare");
  }
  if (!CheckSize(violations, field, amounts.size(), kMaxAmountsCompared)) {
    return;
  }
  for (int i = 0; i < amounts.size(); ++i) {
    CheckFormula(violations, absl::StrCat(field, "[", i, "]"), amounts[i],
                 vocabulary, depth + 1);
  }
}

}  // namespace

void CheckAmount(Violations& violations, const std::string& path,
                 const v1::Amount& amount, RuleVocabulary& vocabulary) {
  CheckFormula(violations, path, amount, vocabulary, 0);
}

}  // namespace sangam::scheme_catalog
