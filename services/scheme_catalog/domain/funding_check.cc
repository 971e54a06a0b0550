#include "services/scheme_catalog/domain/funding_check.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/rules/nearest_word.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
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
    if (share.has_in_kind_up_to_bps() &&
        (share.in_kind_up_to_bps() < 0 ||
         share.in_kind_up_to_bps() > share.share_bps())) {
      violations.Add(absl::StrCat(at, ".in_kind_up_to_bps"),
                     "must be 0 to the party's share");
    }
    sum += share.share_bps();
  }
  if (sum != kWholeBasisPoints) {
    violations.Add(field, absl::StrCat("sum to ", FormatCount(sum),
                                       " basis points; they must sum to"
                                       " 10,000"));
  }
}

void CheckCap(Violations& violations, const std::string& path,
              const v1::FundingRule& rule) {
  CheckPaise(violations, absl::StrCat(path, ".cap_paise"), rule.cap_paise());
  const std::string field = absl::StrCat(path, ".capped_party");
  CheckOptionalEnum(violations, field, rule.capped_party());
  const bool is_named = rule.capped_party() != v1::FUNDING_PARTY_UNSPECIFIED;
  if (!rule.has_cap_paise()) {
    if (is_named) violations.Add(field, "needs cap_paise");
    return;
  }
  const v1::FundingParty capped =
      is_named ? rule.capped_party() : v1::FUNDING_PARTY_CENTRE;
  // A cap of nobody's money would bound nothing.
  if (absl::c_none_of(rule.shares(), [capped](const auto& share) {
        return share.party() == capped;
      })) {
    violations.Add(field, is_named
                              ? "pays no share of this rule"
                              : "is required: without it the cap is the"
                                " Union's, which pays no share of this rule");
  }
}

// The beneficiary can't be asked for more than other parties leave it.
void CheckOwnShare(Violations& violations, const std::string& path,
                   const v1::FundingRule& rule) {
  if (!rule.has_min_own_share_bps()) return;
  int64_t most = 0;
  for (const v1::FundingShare& share : rule.shares()) {
    const bool is_own =
        share.party() == v1::FUNDING_PARTY_BENEFICIARY ||
        share.party() == v1::FUNDING_PARTY_STATE_AND_BENEFICIARY ||
        share.party() == v1::FUNDING_PARTY_BENEFICIARY_AND_BANK;
    if (is_own) most += share.share_bps();
  }
  if (rule.min_own_share_bps() < 0 || rule.min_own_share_bps() > most) {
    violations.Add(absl::StrCat(path, ".min_own_share_bps"),
                   absl::StrCat("must be 0 to ", most,
                                ", the shares in which the beneficiary has a"
                                " part"));
  }
}

// Whether some later rule can never be the first that holds for its component,
// because this one always holds for it.
bool HidesLaterRule(
    const google::protobuf::RepeatedPtrField<v1::FundingRule>& rules, int i) {
  const v1::FundingRule& rule = rules[i];
  if (!rule.condition().empty()) return false;
  for (int later = i + 1; later < rules.size(); ++later) {
    if (rule.component().empty() ||
        rule.component() == rules[later].component()) {
      return true;
    }
  }
  return false;
}

// The parts of the cost that the rules of one version may be about.
class Components {
 public:
  explicit Components(const v1::SchemeVersion& version) {
    for (const v1::Benefit& benefit : version.benefits()) {
      known_.push_back(benefit.id());
    }
    declared_ = !version.cost_components().empty() ||
                absl::c_any_of(version.funding(), [this](const auto& rule) {
                  return absl::c_linear_search(known_, rule.component());
                });
    for (const std::string& component : version.cost_components()) {
      known_.push_back(component);
    }
  }

  void Check(Violations& violations, const std::string& field,
             const std::string& component) const {
    if (component.empty()) return;
    if (!IsResourceId(component)) {
      violations.Add(field,
                     "must be a short name such as hard, or the id of a"
                     " benefit");
      return;
    }
    if (absl::c_linear_search(known_, component)) return;
    rules::NearestWord nearest(component);
    for (const std::string& known : known_) nearest.Offer(known, known);
    if (!nearest.answer().empty()) {
      violations.Add(
          field, absl::StrCat("is neither a benefit nor among cost_components;"
                              " did you mean ",
                              nearest.answer(),
                              "? If not, add it to cost_components"));
    } else if (declared_) {
      violations.Add(field,
                     "is neither a benefit nor among cost_components; add it"
                     " to them if it is meant");
    }
  }

 private:
  // Without any, the rules themselves say what the components are.
  bool declared_ = false;
  std::vector<std::string> known_;
};

}  // namespace

void CheckFunding(Violations& violations, const v1::SchemeVersion& version,
                  RuleVocabulary& vocabulary) {
  ShortNames components;
  for (int i = 0; i < version.cost_components_size(); ++i) {
    components.Check(violations, absl::StrCat("cost_components[", i, "]"),
                     version.cost_components(i));
  }
  const Components known(version);
  const auto& rules = version.funding();
  ShortNames ids;
  for (int i = 0; i < rules.size(); ++i) {
    const v1::FundingRule& rule = rules[i];
    const std::string path = absl::StrCat("funding[", i, "]");
    if (!rule.id().empty()) {
      ids.Check(violations, absl::StrCat(path, ".id"), rule.id());
    }
    known.Check(violations, absl::StrCat(path, ".component"), rule.component());
    if (!rule.condition().empty()) {
      vocabulary.CheckCondition(violations, absl::StrCat(path, ".condition"),
                                rule.condition());
    } else if (HidesLaterRule(rules, i)) {
      violations.Add(absl::StrCat(path, ".condition"),
                     "is required: without it the rules that follow are never"
                     " used; only the last of a component may always hold");
    }
    CheckOptionalLocalizedText(violations, absl::StrCat(path, ".description"),
                               rule.description(), kTextLength);
    CheckShares(violations, absl::StrCat(path, ".shares"), rule);
    CheckCap(violations, path, rule);
    CheckOwnShare(violations, path, rule);
    CheckCitations(violations, absl::StrCat(path, ".citations"),
                   rule.citations());
  }
}

}  // namespace sangam::scheme_catalog
