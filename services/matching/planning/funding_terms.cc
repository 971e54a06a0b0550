#include "services/matching/planning/funding_terms.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "common/money/share.h"
#include "services/matching/engine/benefit_worth.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/planning/possible_rules.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;
using scheme_catalog::v1::FundingRule;
using scheme_catalog::v1::FundingShare;
using type::v1::PlanParty;

// The parties of funding rules have the same numbers in plans.
static_assert(static_cast<int>(scheme_catalog::v1::FUNDING_PARTY_PARTNER) ==
              static_cast<int>(type::v1::PLAN_PARTY_PARTNER));

PlanParty PartyOf(scheme_catalog::v1::FundingParty party) {
  return static_cast<PlanParty>(party);
}

bool IsUnsplit(const FundingShare& share) {
  return share.party() ==
             scheme_catalog::v1::FUNDING_PARTY_STATE_AND_BENEFICIARY ||
         share.party() ==
             scheme_catalog::v1::FUNDING_PARTY_BENEFICIARY_AND_BANK;
}

// What lots come to for so many units, lot after lot, with the words for it.
struct LotSum {
  int64_t paise = 0;
  std::string formula;
};

LotSum SumForUnits(const scheme_catalog::v1::UnitLots& lots, int64_t units) {
  LotSum sum;
  std::vector<std::string> parts;
  for (const auto& lot : lots.lots()) {
    const int64_t taken = std::min(units, lot.units());
    if (taken == 0) continue;
    sum.paise += taken * lot.paise_each();
    units -= taken;
    parts.push_back(
        absl::StrCat(FormatCount(taken), " × ", FormatPaise(lot.paise_each())));
  }
  sum.formula = absl::StrJoin(parts, " + ");
  return sum;
}

class TermsReader {
 public:
  TermsReader(const CompiledVersion& version, int benefit, const NeedSize& size,
              const FundingAssumptions& assumed, const MatchContext& conditions,
              const MatchContext& sums)
      : version_(version),
        benefit_(version.version.benefits(benefit)),
        compiled_(version.benefits[benefit]),
        cost_(size.cost),
        units_(size.units),
        assumed_(assumed),
        conditions_(conditions),
        sums_(sums) {}

  FundingTerms Read() && {
    terms_.confidence = Weakest(benefit_.citations(), terms_.confidence);
    const std::vector<PossibleRule> possible =
        PossibleRules(version_, benefit_, conditions_);
    const FundingRule* rule = ChooseRule(possible);
    if (rule != nullptr) ReadRule(*rule);
    if (!assumed_.unknown_rules) TakeHighestOwnShare(possible);
    TakeAmount(rule != nullptr);
    if (assumed_.grant != nullptr) {
      if (terms_.no_sum.empty()) {
        absl::StrAppend(&terms_.formula,
                        "; what is assumed of it is not needed");
      } else {
        TakeAssumedGrant(rule);
      }
    }
    return std::move(terms_);
  }

 private:
  const FundingRule* ChooseRule(const std::vector<PossibleRule>& possible) {
    if (possible.empty()) return nullptr;
    const PossibleRule& first = possible.front();
    if (first.known) return first.rule;
    if (assumed_.unknown_rules) {
      terms_.assumptions.push_back(absl::StrCat(
          "the funding rule ", first.rule->id(),
          " applies, which is not known: ", WordsOf(*first.rule, conditions_)));
      return first.rule;
    }
    if (!possible.back().known && !benefit_.has_amount()) {
      if (assumed_.grant != nullptr) return nullptr;
      terms_.unknown_rule = WordsOf(*first.rule, conditions_);
      return first.rule;
    }
    const auto least = std::min_element(
        possible.begin(), possible.end(),
        [this](const PossibleRule& a, const PossibleRule& b) {
          return PaidBy(*a.rule, cost_) < PaidBy(*b.rule, cost_);
        });
    terms_.assumptions.push_back(absl::StrCat(
        "of the funding rules that may apply the one that pays"
        " least does, ",
        least->rule->id(), "; not known: ", WordsOf(*first.rule, conditions_)));
    return least->rule;
  }

  void TakeHighestOwnShare(const std::vector<PossibleRule>& possible) {
    for (const PossibleRule& one : possible) {
      terms_.least_own = std::max(
          terms_.least_own, CeilShare(cost_, one.rule->min_own_share_bps()));
    }
  }

  void ReadRule(const FundingRule& rule) {
    terms_.rule = rule.id();
    terms_.confidence = Weakest(rule.citations(), terms_.confidence);
    terms_.least_own = CeilShare(cost_, rule.min_own_share_bps());
    for (const FundingShare& share : rule.shares()) {
      if (share.party() == scheme_catalog::v1::FUNDING_PARTY_BANK) {
        terms_.bank_paise = FloorShare(cost_, share.share_bps());
      }
      if (GivesGrant(share.party())) {
        given_bps_ += share.share_bps();
        given_.push_back({PartyOf(share.party()), share.share_bps()});
      } else if (share.has_in_kind_up_to_bps()) {
        in_kind_bps_ = in_kind_bps_.value_or(0) + share.in_kind_up_to_bps();
      }
      if (IsUnsplit(share)) ReadUnsplit(share);
    }
    if (in_kind_bps_) terms_.most_in_kind = FloorShare(cost_, *in_kind_bps_);
    ReckonRule(rule);
  }

  // What the caller takes the state to pay of it becomes a share of the state.
  void ReadUnsplit(const FundingShare& share) {
    int32_t open_bps = share.share_bps();
    if (assumed_.split != nullptr &&
        share.party() ==
            scheme_catalog::v1::FUNDING_PARTY_STATE_AND_BENEFICIARY) {
      const int32_t state_bps =
          std::min(assumed_.split->state_share_bps(), open_bps);
      open_bps -= state_bps;
      given_bps_ += state_bps;
      given_.push_back({type::v1::PLAN_PARTY_STATE, state_bps});
      terms_.assumptions.push_back(absl::StrCat(
          "the state pays ", FormatBasisPoints(state_bps),
          " of the share that it has together with the beneficiary (",
          assumed_.split->reason(), ")"));
    }
    if (open_bps == 0) return;
    type::v1::PlanUnsplitShare unsplit;
    unsplit.set_party(PartyOf(share.party()));
    unsplit.set_share_bps(open_bps);
    terms_.unsplit.push_back(std::move(unsplit));
  }

  void ReckonRule(const FundingRule& rule) {
    by_rule_ = FloorShare(cost_, given_bps_);
    rule_formula_ =
        absl::StrCat(FormatBasisPoints(given_bps_), " of ", FormatPaise(cost_));
    std::vector<int64_t> weights;
    for (const auto& [party, bps] : given_) weights.push_back(bps);
    by_party_ = SplitInProportion(by_rule_, weights);
    if (!rule.has_cap_paise()) return;
    // A cap that no share of the grant is named for bounds the whole of it.
    const PlanParty capped = PartyOf(CappedParty(rule));
    terms_.cap = rule.cap_paise();
    absl::StrAppend(&rule_formula_, ", at most ",
                    FormatPaise(rule.cap_paise()));
    for (size_t i = 0; i < given_.size(); ++i) {
      if (given_[i].first != capped) continue;
      const int64_t over =
          std::max<int64_t>(0, by_party_[i] - rule.cap_paise());
      by_party_[i] -= over;
      by_rule_ -= over;
    }
  }

  // Where the terms give no sum.
  void TakeAssumedGrant(const FundingRule* rule) {
    terms_.no_sum.clear();
    const type::v1::PlanAssumedGrant& assumed = *assumed_.grant;
    const bool by_share =
        assumed.amount_case() == type::v1::PlanAssumedGrant::kShareBps;
    int64_t paise =
        by_share ? FloorShare(cost_, assumed.share_bps()) : assumed.paise();
    terms_.formula = absl::StrCat(
        by_share ? absl::StrCat(FormatBasisPoints(assumed.share_bps()), " of ",
                                FormatPaise(cost_))
                 : FormatPaise(paise),
        ", as assumed");
    terms_.assumptions.push_back(
        absl::StrCat("it pays ", terms_.formula, " (", assumed.reason(), ")"));
    if (rule != nullptr && given_bps_ > 0 && by_rule_ < paise) {
      paise = by_rule_;
      absl::StrAppend(&terms_.formula, ", at most ", rule_formula_);
    } else if (rule != nullptr && rule->has_cap_paise() &&
               rule->cap_paise() < paise) {
      paise = rule->cap_paise();
      terms_.cap = paise;
      absl::StrAppend(&terms_.formula, ", at most ", FormatPaise(paise));
    }
    SetGrant(paise);
  }

  // The benefit's worth, for the need's units where both state some.
  AmountRange Worth() {
    AmountRange worth = WorthOf(benefit_, compiled_, sums_);
    terms_.formula = WorthFormula(benefit_, compiled_, sums_);
    const auto& amount = benefit_.amount();
    if (units_ == 0) return worth;
    if (amount.has_unit_lots()) {
      LotSum sum = SumForUnits(amount.unit_lots(), units_);
      terms_.formula = std::move(sum.formula);
      return {sum.paise, sum.paise};
    }
    if (!amount.has_per_unit()) return worth;
    const auto& per_unit = amount.per_unit();
    const int64_t* counted = sums_.Number(per_unit.count_attribute());
    const int64_t units =
        counted == nullptr ? units_ : std::min(units_, *counted);
    scheme_catalog::v1::UnitLots lots;
    lots.add_lots()->set_units(units);
    lots.mutable_lots(0)->set_paise_each(per_unit.paise_each());
    LotSum sum = SumForUnits(lots, units);
    const int64_t cap =
        per_unit.has_cap_paise() ? per_unit.cap_paise() : kNoLimit;
    terms_.formula = std::move(sum.formula);
    if (cap != kNoLimit) {
      absl::StrAppend(&terms_.formula, ", at most ", FormatPaise(cap));
    }
    worth.max_paise = std::min(sum.paise, cap);
    worth.min_paise = per_unit.has_min_paise_each()
                          ? std::min(units * per_unit.min_paise_each(), cap)
                          : *worth.max_paise;
    return worth;
  }

  void TakeAmount(bool has_rule) {
    const AmountRange worth = Worth();
    if (!worth.max_paise) {
      if (benefit_.has_amount() || !has_rule || given_bps_ == 0) {
        const std::vector<std::string> missing = MissingForAmount(
            benefit_.amount(), compiled_.computed_amounts, sums_);
        terms_.no_sum =
            missing.empty()
                ? "its terms give no sum; say what to take it for in"
                  " assumed_grants"
                : absl::StrCat("its sum needs ", absl::StrJoin(missing, ", "));
        return;
      }
      terms_.formula = rule_formula_;
      SetGrant(by_rule_);
      return;
    }
    int64_t paise = *worth.max_paise;
    if (benefit_.amount().share_of_cost().has_cap_paise()) {
      terms_.cap = benefit_.amount().share_of_cost().cap_paise();
    } else if (benefit_.amount().per_unit().has_cap_paise()) {
      terms_.cap = benefit_.amount().per_unit().cap_paise();
    }
    if (worth.min_paise && *worth.min_paise < paise &&
        *worth.min_paise < cost_) {
      terms_.assumptions.push_back(
          absl::StrCat("it pays the most of its range: ", terms_.formula));
    }
    // Where the rule leaves others a part, its shares bound the sum, too.
    if (has_rule && given_bps_ > 0 && by_rule_ < paise) {
      paise = by_rule_;
      terms_.formula = rule_formula_;
    }
    SetGrant(paise);
  }

  void SetGrant(int64_t paise) {
    if (paise > cost_) {
      paise = cost_;
      absl::StrAppend(&terms_.formula, ", up to the cost of ",
                      FormatPaise(cost_));
    }
    terms_.most_grant = paise;
    // Nobody of the rule gives what is assumed.
    if (given_bps_ == 0) {
      terms_.parties.push_back({type::v1::PLAN_PARTY_UNSPECIFIED, paise});
      return;
    }
    const std::vector<int64_t> parts = SplitInProportion(paise, by_party_);
    for (size_t i = 0; i < parts.size(); ++i) {
      terms_.parties.push_back({given_[i].first, parts[i]});
    }
  }

  const CompiledVersion& version_;
  const Benefit& benefit_;
  const CompiledBenefit& compiled_;
  const int64_t cost_;
  const int64_t units_;
  const FundingAssumptions& assumed_;
  const MatchContext& conditions_;
  const MatchContext& sums_;
  FundingTerms terms_;
  int64_t given_bps_ = 0;
  std::vector<std::pair<PlanParty, int32_t>> given_;
  absl::optional<int64_t> in_kind_bps_;
  int64_t by_rule_ = 0;
  std::vector<int64_t> by_party_;
  std::string rule_formula_;
};

}  // namespace

FundingTerms TermsFor(const CompiledVersion& version, int benefit,
                      const NeedSize& size, const FundingAssumptions& assumed,
                      const MatchContext& conditions,
                      const MatchContext& sums) {
  return TermsReader(version, benefit, size, assumed, conditions, sums).Read();
}

type::v1::Confidence Weakest(
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations,
    type::v1::Confidence weakest) {
  for (const auto& citation : citations) {
    weakest = std::min(weakest, citation.confidence());
  }
  return weakest;
}

}  // namespace sangam::matching
