#include "services/matching/planning/funding_terms.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "common/money/share.h"
#include "common/money/share_out.h"
#include "services/matching/engine/benefit_worth.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/planning/possible_rules.h"
#include "services/matching/planning/unit_sums.h"

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

class TermsReader {
 public:
  TermsReader(const CompiledVersion& version, int benefit, const NeedSize& size,
              const FundingAssumptions& assumed, const MatchContext& conditions,
              const MatchContext& sums)
      : version_(version),
        benefit_(version.version.benefits(benefit)),
        compiled_(version.benefits[benefit]),
        cost_(size.cost),
        size_(size),
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
        TellAlso("; what is assumed of it is not needed");
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
        ReadBank(rule, share.share_bps());
      }
      if (GivesGrant(share.party())) {
        AddGiver(PartyOf(share.party()), share.share_bps());
      } else if (share.has_in_kind_up_to_bps()) {
        in_kind_bps_ = in_kind_bps_.value_or(0) + share.in_kind_up_to_bps();
      }
      if (IsUnsplit(share)) ReadUnsplit(share);
    }
    if (in_kind_bps_) terms_.most_in_kind = FloorShare(cost_, *in_kind_bps_);
    ReckonRule(rule);
  }

  void AddGiver(PlanParty party, int32_t bps) {
    given_bps_ += bps;
    for (auto& [known, share_bps] : given_) {
      if (known != party) continue;
      share_bps += bps;
      return;
    }
    given_.push_back({party, bps});
  }

  void ReadBank(const FundingRule& rule, int32_t bps) {
    terms_.bank_paise = FloorShare(cost_, bps);
    terms_.bank_formula = ShareInWords(bps);
    if (!rule.has_cap_paise() ||
        CappedParty(rule) != scheme_catalog::v1::FUNDING_PARTY_BANK) {
      return;
    }
    terms_.bank_paise = std::min(terms_.bank_paise, rule.cap_paise());
    absl::StrAppend(&terms_.bank_formula, AtMost(rule.cap_paise()));
  }

  std::string ShareInWords(int64_t bps) const {
    return absl::StrCat(FormatBasisPoints(bps), " of ", FormatPaise(cost_));
  }

  static std::string AtMost(int64_t paise) {
    return absl::StrCat(", at most ", FormatPaise(paise));
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
      AddGiver(type::v1::PLAN_PARTY_STATE, state_bps);
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
    rule_formula_ = ShareInWords(given_bps_);
    const bool all = CapBoundsAll(rule);
    if (all) {
      terms_.cap = rule.cap_paise();
      by_rule_ = std::min(by_rule_, rule.cap_paise());
      absl::StrAppend(&rule_formula_, AtMost(rule.cap_paise()));
    }
    const auto capped = absl::c_find_if(given_, [&](const auto& given) {
      return !all && rule.has_cap_paise() &&
             given.first == PartyOf(CappedParty(rule));
    });
    is_one_capped_ = capped != given_.end();
    const std::vector<int64_t> by_party =
        is_one_capped_
            ? SplitBelowCap(capped - given_.begin(), rule.cap_paise())
            : SplitInProportion(by_rule_, Weights());
    std::vector<std::string> formulas;
    for (size_t i = 0; i < given_.size(); ++i) {
      const auto& [party, bps] = given_[i];
      PartyShare share{party, by_party[i], absl::nullopt, ShareInWords(bps)};
      if (all) {
        share.formula = rule_formula_;
      } else if (is_one_capped_ && party == capped->first) {
        share.cap = rule.cap_paise();
        absl::StrAppend(&share.formula, AtMost(*share.cap));
      }
      formulas.push_back(share.formula);
      by_rule_shares_.push_back(std::move(share));
    }
    if (is_one_capped_) rule_formula_ = absl::StrJoin(formulas, " + ");
  }

  std::vector<int64_t> Weights() const {
    std::vector<int64_t> weights;
    for (const auto& [party, bps] : given_) weights.push_back(bps);
    return weights;
  }

  // What each gives where the cap is for one of them alone: what it cuts off
  // nobody else pays.
  std::vector<int64_t> SplitBelowCap(ptrdiff_t capped, int64_t cap) {
    const int64_t whole = by_rule_;
    by_rule_ = PaidBelowCap(cost_, given_bps_, given_[capped].second, cap);
    std::vector<int64_t> weights = Weights();
    std::vector<int64_t> parts = SplitInProportion(by_rule_, weights);
    if (by_rule_ == whole && parts[capped] <= cap) return parts;
    weights[capped] = 0;
    parts = SplitInProportion(by_rule_ - cap, weights);
    parts[capped] = cap;
    return parts;
  }

  // Whether the rule's cap is for money that somebody gives; nobody's share is.
  static bool BoundsAssumed(const FundingRule& rule) {
    return rule.has_cap_paise() &&
           CappedParty(rule) != scheme_catalog::v1::FUNDING_PARTY_BANK &&
           CappedParty(rule) != scheme_catalog::v1::FUNDING_PARTY_BENEFICIARY;
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
    } else if (rule != nullptr && given_bps_ == 0 && BoundsAssumed(*rule) &&
               rule->cap_paise() < paise) {
      paise = rule->cap_paise();
      terms_.cap = paise;
      absl::StrAppend(&terms_.formula, AtMost(paise));
    }
    SetGrant(paise);
  }

  // The benefit's worth, for the need's units where both state some.
  AmountRange Worth() {
    terms_.formula = WorthFormula(benefit_, compiled_, sums_);
    absl::optional<UnitSum> by_units = SumByUnits(benefit_, size_, sums_);
    if (!by_units) return WorthOf(benefit_, compiled_, sums_);
    if (size_.units > 0) terms_.formula = std::move(by_units->formula);
    return {by_units->least, by_units->most};
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
    // Nobody of the rule gives what is assumed.
    if (given_bps_ == 0) {
      terms_.parties.push_back(
          {type::v1::PLAN_PARTY_UNSPECIFIED, paise, absl::nullopt, ""});
      terms_.most_grant = paise;
      return;
    }
    terms_.parties = std::move(by_rule_shares_);
    const std::vector<int64_t> parts = PartsOf(paise, terms_);
    const bool is_by_rule = terms_.formula == rule_formula_;
    for (size_t i = 0; i < parts.size(); ++i) {
      terms_.parties[i].paise = parts[i];
      // Of another sum each line is a part, reckoned as a whole.
      if (!is_by_rule) terms_.parties[i].formula.clear();
    }
    terms_.most_grant = paise;
  }

  // Of the whole and of each part.
  void TellAlso(const std::string& words) {
    absl::StrAppend(&terms_.formula, words);
    for (PartyShare& share : terms_.parties) {
      if (!share.formula.empty()) absl::StrAppend(&share.formula, words);
    }
  }

  const CompiledVersion& version_;
  const Benefit& benefit_;
  const CompiledBenefit& compiled_;
  const int64_t cost_;
  const NeedSize& size_;
  const FundingAssumptions& assumed_;
  const MatchContext& conditions_;
  const MatchContext& sums_;
  FundingTerms terms_;
  int64_t given_bps_ = 0;
  std::vector<std::pair<PlanParty, int32_t>> given_;
  absl::optional<int64_t> in_kind_bps_;
  // What the rule has others give, in all and each.
  int64_t by_rule_ = 0;
  std::vector<PartyShare> by_rule_shares_;
  bool is_one_capped_ = false;
  std::string rule_formula_;
};

}  // namespace

FundingTerms TermsFor(const CompiledVersion& version, int benefit,
                      const NeedSize& size, const FundingAssumptions& assumed,
                      const MatchContext& conditions,
                      const MatchContext& sums) {
  return TermsReader(version, benefit, size, assumed, conditions, sums).Read();
}

std::vector<int64_t> PartsOf(int64_t grant, const FundingTerms& terms) {
  std::vector<ShareClaim> claims;
  for (const PartyShare& share : terms.parties) {
    claims.push_back({share.paise, share.paise});
  }
  return ShareInProportion(grant, claims);
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
