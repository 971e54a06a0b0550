#include "services/scheme_catalog/domain/benefit_check.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/code_format.h"
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

// Benefits that come first stand first, so that no two wait for each other.
void CheckFollowedBenefits(Violations& violations, const std::string& field,
                           const v1::Benefit& benefit,
                           const std::vector<std::string>& earlier) {
  for (int i = 0; i < benefit.follows_benefits_size(); ++i) {
    if (absl::c_linear_search(earlier, benefit.follows_benefits(i))) continue;
    violations.Add(absl::StrCat(field, "[", i, "]"),
                   absl::StrCat("\"", benefit.follows_benefits(i),
                                "\" is not the id of a benefit that stands"
                                " before this one"));
  }
}

}  // namespace

void CheckCostHeads(
    Violations& violations, const std::string& field,
    const google::protobuf::RepeatedPtrField<std::string>& cost_heads) {
  if (!CheckSize(violations, field, cost_heads.size(), kMaxCostHeads)) return;
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < cost_heads.size(); ++i) {
    const std::string at = absl::StrCat(field, "[", i, "]");
    if (cost_heads[i].empty()) violations.Add(at, "is empty");
    CheckCapitalCode(violations, at, cost_heads[i]);
    if (!seen.insert(cost_heads[i]).second) {
      violations.Add(at, "is listed twice");
    }
  }
}

void CheckBenefits(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::Benefit>& benefits,
    RuleVocabulary& vocabulary) {
  ShortNames ids;
  std::vector<std::string> earlier;
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
    CheckCostHeads(violations, absl::StrCat(path, ".cost_heads"),
                   benefit.cost_heads());
    CheckFollowedBenefits(violations, absl::StrCat(path, ".follows_benefits"),
                          benefit, earlier);
    earlier.push_back(benefit.id());
    CheckCitations(violations, absl::StrCat(path, ".citations"),
                   benefit.citations());
  }
}

}  // namespace sangam::scheme_catalog
