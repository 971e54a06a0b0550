#include "services/scheme_catalog/domain/benefit_check.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/provenance.h"
#include "common/validation/text.h"
#include "services/scheme_catalog/domain/amount_check.h"
#include "services/scheme_catalog/domain/benefit_detail_check.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

void CheckTranche(Violations& violations, const std::string& path,
                  const v1::Tranche& tranche, RuleVocabulary& vocabulary) {
  if (tranche.share_bps() < 1 || tranche.share_bps() > kWholeBasisPoints) {
    violations.Add(absl::StrCat(path, ".share_bps"),
                   "must be 1 to 10,000 basis points (0.01 to 100 %)");
  }
  CheckRequiredLocalizedText(violations, absl::StrCat(path, ".when"),
                             tranche.when(), kTextLength);
  CheckNumber(violations, absl::StrCat(path, ".months_after"),
              tranche.months_after(), type::v1::ATTRIBUTE_UNIT_MONTHS);
  if (!tranche.condition().empty()) {
    vocabulary.CheckCondition(violations, absl::StrCat(path, ".condition"),
                              tranche.condition());
  }
}

void CheckTranches(Violations& violations, const std::string& field,
                   const v1::Benefit& benefit, RuleVocabulary& vocabulary) {
  if (benefit.tranches().empty()) return;
  if (!CheckSize(violations, field, benefit.tranches_size(), kMaxTranches)) {
    return;
  }
  ShortNames ids;
  int64_t sum = 0;
  for (int i = 0; i < benefit.tranches_size(); ++i) {
    const v1::Tranche& tranche = benefit.tranches(i);
    const std::string at = absl::StrCat(field, "[", i, "]");
    ids.Check(violations, absl::StrCat(at, ".id"), tranche.id());
    CheckTranche(violations, at, tranche, vocabulary);
    sum += tranche.share_bps();
  }
  if (sum != kWholeBasisPoints) {
    violations.Add(field, absl::StrCat("sum to ", FormatCount(sum),
                                       " basis points; they must sum to"
                                       " 10,000"));
  }
}

}  // namespace

void CheckBenefits(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::Benefit>& benefits,
    RuleVocabulary& vocabulary) {
  ShortNames ids;
  for (int i = 0; i < benefits.size(); ++i) {
    const v1::Benefit& benefit = benefits[i];
    const std::string path = absl::StrCat("benefits[", i, "]");
    ids.Check(violations, absl::StrCat(path, ".id"), benefit.id());
    CheckRequiredEnum(violations, absl::StrCat(path, ".kind"), benefit.kind());
    CheckRequiredText(violations, absl::StrCat(path, ".description"),
                      benefit.description(), kTextLength);
    CheckOptionalLocalizedText(violations,
                               absl::StrCat(path, ".description_by_language"),
                               benefit.description_by_language(), kTextLength);
    if (!benefit.condition().empty()) {
      vocabulary.CheckCondition(violations, absl::StrCat(path, ".condition"),
                                benefit.condition());
    }
    CheckOptionalLocalizedText(violations,
                               absl::StrCat(path, ".condition_description"),
                               benefit.condition_description(), kTextLength);
    if (benefit.has_amount()) {
      CheckAmount(violations, absl::StrCat(path, ".amount"), benefit.amount(),
                  vocabulary);
    }
    CheckTranches(violations, absl::StrCat(path, ".tranches"), benefit,
                  vocabulary);
    CheckBenefitDetail(violations, path, benefit);
    CheckCitations(violations, absl::StrCat(path, ".citations"),
                   benefit.citations());
  }
}

}  // namespace sangam::scheme_catalog
