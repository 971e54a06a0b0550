#include "services/scheme_catalog/domain/funding_check.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/provenance.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

constexpr int kMaxShares = 20;

void CheckShares(Violations& violations, const std::string& field,
                 const v1::FundingRule& rule) {
  if (!CheckSize(violations, field, rule.shares_size(), kMaxShares)) return;
  int64_t sum = 0;
  absl::flat_hash_set<int> seen;
  for (int i = 0; i < rule.shares_size(); ++i) {
    const v1::FundingShare& share = rule.shares(i);
    const std::string at = absl::StrCat(field, "[", i, "]");
    CheckRequiredEnum(violations, absl::StrCat(at, ".party"), share.party());
    if (!seen.insert(share.party()).second) {
      violations.Add(absl::StrCat(at, ".party"), "is listed twice");
    }
    CheckNumber(violations, absl::StrCat(at, ".share_bps"), share.share_bps(),
                type::v1::ATTRIBUTE_UNIT_BASIS_POINTS);
    sum += share.share_bps();
  }
  if (sum != kWholeBasisPoints) {
    violations.Add(field, absl::StrCat("sum to ", FormatCount(sum),
                                       " basis points; they must sum to"
                                       " 10,000"));
  }
}

}  // namespace

void CheckFunding(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::FundingRule>& rules,
    const AttributeDictionary& dictionary) {
  for (int i = 0; i < rules.size(); ++i) {
    const v1::FundingRule& rule = rules[i];
    const std::string path = absl::StrCat("funding[", i, "]");
    if (!rule.condition().empty()) {
      CheckExpression(violations, absl::StrCat(path, ".condition"),
                      rule.condition(), dictionary);
    } else if (i + 1 < rules.size()) {
      violations.Add(absl::StrCat(path, ".condition"),
                     "is required: without it the rules that follow are never"
                     " used; only the last may always hold");
    }
    CheckShares(violations, absl::StrCat(path, ".shares"), rule);
    CheckCitations(violations, absl::StrCat(path, ".citations"),
                   rule.citations());
  }
}

}  // namespace sangam::scheme_catalog
