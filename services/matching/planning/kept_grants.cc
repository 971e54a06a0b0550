#include "services/matching/planning/kept_grants.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "services/matching/planning/funding_terms.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/sanctioned_receipts.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;
using scheme_catalog::v1::SchemeVersion;
using type::v1::PlanNeed;
using type::v1::PlanTerms;

// Whether the benefit may be what was sanctioned for the need: where that costs
// nothing, also one that pays no cost, as a card or an order for work.
bool MayServe(const Benefit& benefit, const PlanNeed& need) {
  return CostOf(need) > 0 ? PaysCosts(benefit) : !IsLoan(benefit);
}

bool IsForHead(const Benefit& benefit, const PlanNeed& need) {
  return absl::c_linear_search(benefit.cost_heads(), need.head());
}

// The benefit for the need's head, else the first that may serve the need; -1:
// none.
int BenefitFor(const SchemeVersion& version, const PlanNeed& need) {
  int found = -1;
  for (int b = 0; b < version.benefits_size(); ++b) {
    if (!MayServe(version.benefits(b), need)) continue;
    if (IsForHead(version.benefits(b), need)) return b;
    if (found < 0) found = b;
  }
  return found;
}

bool ServesHead(const SchemeVersion& version, const PlanNeed& need) {
  if (version.has_gap_funding()) {
    const auto& gap = version.gap_funding();
    return gap.any_cost_head() ||
           absl::c_linear_search(gap.cost_heads(), need.head());
  }
  return absl::c_any_of(version.benefits(), [&](const Benefit& benefit) {
    return MayServe(benefit, need) && IsForHead(benefit, need);
  });
}

bool MayFundGaps(const PlanTerms& terms, const std::string& scheme) {
  return !terms.without_gap_funding() &&
         (terms.gap_funders().empty() ||
          absl::c_linear_search(terms.gap_funders(), scheme));
}

// Why the plan does not keep it, in words; empty if it does. `version`: null
// where the catalogue knows none.
std::string WhyNotKept(const PlanTerms& terms, const PromisedGrant& promised,
                       const CompiledVersion* version) {
  const PlanNeed& need = terms.needs(promised.need);
  if (version == nullptr) return "the catalogue does not know the scheme";
  if (IsExcludedFor(terms, promised.scheme, need.id())) {
    return "the terms exclude the scheme";
  }
  if (promised.paise.value_or(0) == 0 && CostOf(need) > 0) {
    return "no sum is recorded";
  }
  // Its id may have been given to a need of another kind.
  if (promised.put_back && !ServesHead(version->version, need)) {
    return absl::StrCat(
        "the need was taken out and put back, and the scheme"
        " pays no ",
        need.head());
  }
  if (version->version.has_gap_funding()) {
    return MayFundGaps(terms, promised.scheme) ? ""
                                               : "the terms leave out its gap"
                                                 " funding";
  }
  if (IsPinnedElsewhere(terms, promised.scheme, need.id())) {
    return "the terms pin the need to another scheme or to none";
  }
  return BenefitFor(version->version, need) >= 0
             ? ""
             : "no benefit of the scheme pays costs";
}

class Keeper {
 public:
  Keeper(const CatalogSnapshot& catalog, const PlanQuestion& question,
         const NeedContexts& contexts, PlanOffers& offers)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        offers_(offers) {}

  void Add(const PromisedGrant& promised) {
    const CompiledVersion& version =
        *VersionOf(catalog_, promised.scheme, question_.as_of);
    OfferedScheme offered = OfferOf(*catalog_.Find(promised.scheme), version,
                                    question_, contexts_, promised.participant);
    offered.sanctioned_by = promised.linkage;
    offered.ceiling.reset();
    offered.open_ceiling.clear();
    for (BenefitCeiling& ceiling : offered.benefit_ceilings) {
      ceiling.left.reset();
    }
    offered.opens_on.reset();
    offered.days = 0;
    offers_.schemes.push_back(std::move(offered));
    const int scheme = static_cast<int>(offers_.schemes.size()) - 1;
    if (version.version.has_gap_funding()) {
      AddGap(promised, scheme);
    } else {
      AddGrant(promised, version, scheme);
    }
  }

 private:
  int64_t CostFor(const PromisedGrant& promised) const {
    return CostOf(question_.terms.needs(promised.need));
  }

  void AddGrant(const PromisedGrant& promised, const CompiledVersion& version,
                int scheme) {
    GrantOffer offer;
    offer.scheme = scheme;
    offer.participant = promised.participant;
    offer.benefit =
        BenefitFor(version.version, question_.terms.needs(promised.need));
    offer.fitness.verdict = v1::VERDICT_ELIGIBLE;
    if (CostFor(promised) > 0) {
      offer.terms = TermsOf(promised, version, offer.benefit);
    }
    NeedOffers& need = offers_.needs[promised.need];
    need.grants.assign(1, std::move(offer));
    need.not_used.erase(
        std::remove_if(need.not_used.begin(), need.not_used.end(),
                       [&](const type::v1::PlanSchemeNotUsed& note) {
                         return note.scheme() == promised.scheme;
                       }),
        need.not_used.end());
  }

  // The sum is the one that was sanctioned; what else the terms say of the
  // need, as how much counts in kind, holds on.
  FundingTerms TermsOf(const PromisedGrant& promised,
                       const CompiledVersion& version, int benefit) const {
    const PlanNeed& need = question_.terms.needs(promised.need);
    const FundingAssumptions assumed =
        AssumedFor(question_.terms, promised.scheme, need.id());
    FundingTerms terms =
        TermsFor(version, benefit, SizeOf(need), assumed,
                 contexts_.ForConditions(promised.need, promised.participant,
                                         promised.scheme),
                 contexts_.ForSums(promised.need, promised.participant,
                                   promised.scheme));
    terms.most_grant = std::min(*promised.paise, CostOf(need));
    terms.least_own = 0;
    terms.cap.reset();
    terms.assumptions.clear();
    terms.no_sum.clear();
    terms.unknown_rule.clear();
    terms.formula = absl::StrCat(
        FormatPaise(*promised.paise), ", as sanctioned: ", promised.linkage,
        *promised.paise > terms.most_grant
            ? absl::StrCat(", up to the cost of ",
                           FormatPaise(terms.most_grant))
            : "",
        assumed.grant != nullptr || assumed.split != nullptr
            ? "; what is assumed of it is not needed"
            : "");
    terms.parties.clear();
    for (const auto& [party, paise] : promised.parties) {
      terms.parties.push_back({party, paise, absl::nullopt, ""});
    }
    if (terms.parties.empty()) {
      terms.parties.push_back({type::v1::PLAN_PARTY_UNSPECIFIED,
                               *promised.paise, absl::nullopt, ""});
    }
    const std::vector<int64_t> parts = PartsOf(terms.most_grant, terms);
    for (size_t i = 0; i < parts.size(); ++i) terms.parties[i].paise = parts[i];
    return terms;
  }

  void AddGap(const PromisedGrant& promised, int scheme) {
    for (GapOffer& offer : offers_.gap_funders) {
      const OfferedScheme& offered = offers_.schemes[offer.scheme];
      if (offered.scheme->scheme.name() == promised.scheme &&
          offered.sanctioned_by.empty()) {
        offer.needs[promised.need].most = 0;
      }
    }
    GapOffer& offer = offers_.gap_funders.emplace_back();
    offer.scheme = scheme;
    offer.needs.resize(question_.terms.needs_size());
    GapNeed& need = offer.needs[promised.need];
    need.participant = promised.participant;
    need.fitness.verdict = v1::VERDICT_ELIGIBLE;
    need.most = std::min(promised.paise.value_or(0), CostFor(promised));
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  PlanOffers& offers_;
};

}  // namespace

void KeepSanctioned(const CatalogSnapshot& catalog, PlanQuestion& question) {
  std::map<int, std::string> granted_by;
  for (PromisedGrant& promised : question.promised) {
    promised.kept = false;
    if (!promised.sanctioned || promised.need < 0 ||
        !promised.left_applicant.empty()) {
      continue;
    }
    const CompiledVersion* version =
        VersionOf(catalog, promised.scheme, question.as_of);
    promised.why_not_kept = WhyNotKept(question.terms, promised, version);
    if (!promised.why_not_kept.empty()) continue;
    if (!version->version.has_gap_funding()) {
      const auto [first, is_first] =
          granted_by.try_emplace(promised.need, promised.linkage);
      if (!is_first) {
        promised.why_not_kept =
            absl::StrCat("a need keeps one grant, that of ", first->second);
        continue;
      }
    }
    promised.kept = true;
  }
}

std::string WhyFundedBefore(const CatalogSnapshot& catalog,
                            const PlanQuestion& question, int need) {
  const PlanNeed& asked = question.terms.needs(need);
  const auto is_pinned = [&](const auto& pin) {
    return pin.need() == asked.id();
  };
  if (absl::c_any_of(question.terms.pins(), is_pinned)) return "";
  for (const PromisedGrant& promised : question.promised) {
    if (promised.left_applicant.empty() || promised.need != need) continue;
    const CompiledVersion* version =
        VersionOf(catalog, promised.scheme, question.as_of);
    const bool is_grant =
        version == nullptr
            ? !promised.put_back
            : !version->version.has_gap_funding() &&
                  (!promised.put_back || ServesHead(version->version, asked));
    if (!is_grant) continue;
    return absl::StrCat(promised.linkage, " of ", promised.left_applicant,
                        ", no applicant any more, is sanctioned for ",
                        asked.id(), ": a head is never funded twice");
  }
  return "";
}

void AddKeptGrants(const CatalogSnapshot& catalog, const PlanQuestion& question,
                   const NeedContexts& contexts, PlanOffers& offers) {
  Keeper keeper(catalog, question, contexts, offers);
  for (const PromisedGrant& promised : question.promised) {
    if (promised.kept) keeper.Add(promised);
  }
}

}  // namespace sangam::matching
