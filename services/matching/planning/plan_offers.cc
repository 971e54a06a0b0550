#include "services/matching/planning/plan_offers.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/best_participants.h"
#include "services/matching/planning/gap_offers.h"
#include "services/matching/planning/had_together.h"
#include "services/matching/planning/kept_grants.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/plan_loans.h"
#include "services/matching/planning/receipt_ways.h"
#include "services/matching/planning/required_schemes.h"
#include "services/matching/planning/sanction_effects.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;
using type::v1::PlanNeed;

class Gatherer {
 public:
  Gatherer(const CatalogSnapshot& catalog, const PlanQuestion& question,
           const NeedContexts& contexts)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        participants_(question_, contexts) {}

  PlanOffers Gather() && {
    offers_.needs.resize(question_.terms.needs_size());
    for (const CompiledScheme& scheme : catalog_.schemes()) {
      if (question_.cancelled()) break;
      const CompiledVersion* version = scheme.VersionOn(question_.as_of);
      if (version == nullptr) {
        NoteIfNamed(scheme);
      } else if (!version->version.has_gap_funding()) {
        AddScheme(scheme, *version);
      }
    }
    GatherGapOffers(catalog_, question_, contexts_, participants_, offers_);
    AddKeptGrants(catalog_, question_, contexts_, offers_);
    NoteUnknownNames();
    for (NeedOffers& need : offers_.needs) Sort(need);
    return std::move(offers_);
  }

 private:
  const PlanNeed& Need(int need) const { return question_.terms.needs(need); }

  void Note(int need, const std::string& scheme, std::string reason) {
    auto& note = offers_.needs[need].not_used.emplace_back();
    note.set_scheme(scheme);
    note.set_need(Need(need).id());
    note.set_reason(std::move(reason));
  }

  void NoteIfNamed(const CompiledScheme& scheme) {
    for (int n = 0; n < question_.terms.needs_size(); ++n) {
      if (!IsNamedFor(question_.terms, scheme.scheme.name(), Need(n).id()))
        continue;
      Note(n, scheme.scheme.name(),
           absl::StrCat("no version of it is in force on ",
                        FormatDay(question_.as_of)));
    }
  }

  // Names of the terms that the catalogue lacks.
  void NoteUnknownNames() {
    const auto note = [this](const auto& entry) {
      if (entry.scheme().empty() || catalog_.Find(entry.scheme()) != nullptr) {
        return;
      }
      for (int n = 0; n < question_.terms.needs_size(); ++n) {
        if (Need(n).id() == entry.need()) Note(n, entry.scheme(), kUnknownName);
      }
      if (entry.need().empty()) NoteName(entry.scheme());
    };
    absl::c_for_each(question_.terms.pins(), note);
    absl::c_for_each(question_.terms.exclusions(), note);
    absl::c_for_each(question_.terms.assumed_grants(), note);
    for (const auto& split : question_.terms.assumed_splits()) {
      if (catalog_.Find(split.scheme()) == nullptr) NoteName(split.scheme());
    }
  }

  static constexpr char kUnknownName[] = "the catalogue does not know it";

  // For no need alone.
  void NoteName(const std::string& scheme) {
    auto& note = offers_.unknown_names.emplace_back();
    note.set_scheme(scheme);
    note.set_reason(kUnknownName);
  }

  int Number(const CompiledScheme& scheme, const CompiledVersion& version,
             int participant) {
    for (size_t s = 0; s < offers_.schemes.size(); ++s) {
      const OfferedScheme& offered = offers_.schemes[s];
      if (offered.scheme == &scheme && offered.participant == participant) {
        return static_cast<int>(s);
      }
    }
    offers_.schemes.push_back(
        OfferOf(scheme, version, question_, contexts_, participant));
    return static_cast<int>(offers_.schemes.size()) - 1;
  }

  void AddScheme(const CompiledScheme& scheme, const CompiledVersion& version) {
    for (int n = 0; n < question_.terms.needs_size(); ++n) {
      const bool named =
          IsNamedFor(question_.terms, scheme.scheme.name(), Need(n).id());
      std::vector<int> benefits;
      for (int pass = 0; pass < (named ? 2 : 1) && benefits.empty(); ++pass) {
        for (int b = 0; b < version.version.benefits_size(); ++b) {
          const Benefit& benefit = version.version.benefits(b);
          if (pass == 0
                  ? absl::c_linear_search(benefit.cost_heads(), Need(n).head())
                  : PaysCosts(benefit)) {
            benefits.push_back(b);
          }
        }
      }
      if (!benefits.empty()) AddForNeed(scheme, version, n, benefits);
    }
  }

  void AddForNeed(const CompiledScheme& scheme, const CompiledVersion& version,
                  int need, const std::vector<int>& benefits) {
    const ParticipantFitness& best = participants_.For(version, need);
    const std::string& name = scheme.scheme.name();
    if (best.fitness.verdict == v1::VERDICT_INELIGIBLE) {
      return Note(need, name, NotMet(best.fitness));
    }
    const std::string unavailable =
        WhyNotAvailable(version.version, question_.as_of);
    if (!unavailable.empty()) return Note(need, name, unavailable);
    const WaysFound found = WaysBefore(catalog_, question_, contexts_, version,
                                       best, need, participants_);
    TellIfLeftOut(scheme, need, best, found);
    const std::string& why_no_way = found.ways.front().why_not;
    if (!why_no_way.empty()) return Note(need, name, why_no_way);

    std::vector<GrantOffer> offers;
    // By the benefit's id.
    std::vector<std::pair<std::string, std::string>> why_not;
    for (const int b : benefits) {
      const std::string reason =
          AsksForReceipts(version, need, b, best.participant)
              ? AddAfterReceipts(scheme, version, need, b, best.participant,
                                 offers)
              : AddInAllWays(scheme, version, need, b, best, found.ways,
                             offers);
      if (reason.empty() || reason == kNoReason) continue;
      why_not.emplace_back(version.version.benefits(b).id(), reason);
    }
    if (!offers.empty()) {
      const int number = Number(scheme, version, best.participant);
      OfferedScheme& offered = offers_.schemes[number];
      AddCommon(offers, offered);
      if (offered.ceiling == 0 && offered.receipts.Taken() > 0) {
        return Note(need, name,
                    absl::StrCat(WhatWasHad(offered.receipts),
                                 ", and it gives one applicant no more in"
                                 " all"));
      }
      const std::string again =
          TakenForGranted(offered.receipts, offered.ceiling);
      for (GrantOffer& offer : offers) {
        offer.scheme = number;
        offer.days = std::max(offered.days, offer.days);
        if (!again.empty()) offer.terms.assumptions.push_back(again);
        if (offer.bar.empty()) {
          offer.bar = WhyLate(offered, offer.days, Need(need), question_.as_of);
        }
      }
      NoteBars(version, offers, why_not);
    }
    NoteBenefits(need, name, why_not, benefits.size());
    absl::c_move(offers, std::back_inserter(offers_.needs[need].grants));
  }

  void TellIfLeftOut(const CompiledScheme& scheme, int need,
                     const ParticipantFitness& best, const WaysFound& found) {
    GrantOffer any_way;
    any_way.fitness = best.fitness;
    if (found.left_out && BarOn(scheme, need, any_way).empty()) {
      offers_.ways_left_out.insert(scheme.scheme.name());
    }
  }

  // Whether a condition of its own says what must be had before it. Loans are
  // told, and nothing is had for them; by its turn a benefit has what it asks.
  bool AsksForReceipts(const CompiledVersion& version, int need, int benefit,
                       int participant) const {
    const Benefit& terms = version.version.benefits(benefit);
    return !IsLoan(terms) &&
           !FollowsWithinPlan(version.version, terms, question_.terms) &&
           GoesByReceipts(
               version, version.benefits[benefit].condition,
               contexts_.ForConditions(
                   need, participant, SchemeOfVersion(version.version.name())));
  }

  // As AddInAllWays, in the ways in which its scheme and the benefit itself can
  // be had.
  std::string AddAfterReceipts(const CompiledScheme& scheme,
                               const CompiledVersion& version, int need,
                               int benefit, int participant,
                               std::vector<GrantOffer>& offers) {
    const ParticipantFitness fitness = {
        participant, FitnessFor(contexts_, version, need, participant,
                                &version.benefits[benefit].condition)};
    const WaysFound found = WaysBefore(catalog_, question_, contexts_, version,
                                       fitness, need, participants_);
    TellIfLeftOut(scheme, need, fitness, found);
    const std::string& why_no_way = found.ways.front().why_not;
    return why_no_way.empty() ? AddInAllWays(scheme, version, need, benefit,
                                             fitness, found.ways, offers)
                              : why_no_way;
  }

  // Why the benefit can't be used in any of the ways; empty if there is an
  // offer.
  std::string AddInAllWays(const CompiledScheme& scheme,
                           const CompiledVersion& version, int need,
                           int benefit, const ParticipantFitness& best,
                           const std::vector<RequiredSchemes>& ways,
                           std::vector<GrantOffer>& offers) {
    std::string why_not;
    bool any = false;
    for (const RequiredSchemes& way : ways) {
      GrantOffer offer;
      offer.participant = best.participant;
      offer.benefit = benefit;
      offer.fitness =
          FitnessAfter(best, version, way.schemes, need, participants_);
      offer.required = way.schemes;
      offer.days = way.days + version.version.lead_time().days();
      const std::string reason = AddBenefit(scheme, version, need, offer);
      // A loan is told of in one way.
      if (reason == kNoReason) return reason;
      if (!reason.empty()) {
        if (why_not.empty()) why_not = reason;
        continue;
      }
      absl::c_copy(way.assumptions,
                   std::back_inserter(offer.terms.assumptions));
      offer.bar = BarOn(scheme, need, offer);
      if (offer.bar.empty()) {
        offer.bar = WhyFundedBefore(catalog_, question_, need);
      }
      offers.push_back(std::move(offer));
      any = true;
    }
    return any ? "" : why_not;
  }

  // What holds of the scheme in whichever of these ways.
  void AddCommon(const std::vector<GrantOffer>& offers,
                 OfferedScheme& offered) const {
    const auto days = absl::c_min_element(
        offers, [](const GrantOffer& one, const GrantOffer& other) {
          return one.days < other.days;
        });
    offered.days = std::max(offered.days, days->days);
    for (const RequiredScheme& one : offers.front().required) {
      const auto has_it = [&](const GrantOffer& offer) {
        return absl::c_any_of(offer.required, [&](const RequiredScheme& other) {
          return other.name == one.name;
        });
      };
      if (absl::c_all_of(offers, has_it)) {
        offered.company.Add(contexts_, one.name, *one.version, one.participant);
      }
    }
  }

  // Benefits that are barred in all ways, by the soonest of them, which then
  // comes first.
  static void NoteBars(
      const CompiledVersion& version, std::vector<GrantOffer>& offers,
      std::vector<std::pair<std::string, std::string>>& why_not) {
    for (size_t first = 0, next = 0; first < offers.size(); first = next) {
      bool barred = true;
      for (next = first; next < offers.size() &&
                         offers[next].benefit == offers[first].benefit;
           ++next) {
        barred = barred && !offers[next].bar.empty();
      }
      if (!barred) continue;
      std::stable_sort(
          offers.begin() + first, offers.begin() + next,
          [](const auto& a, const auto& b) { return a.days < b.days; });
      why_not.emplace_back(version.version.benefits(offers[first].benefit).id(),
                           offers[first].bar);
    }
  }

  // The context once what comes first is had.
  const MatchContext& After(const std::vector<RequiredScheme>& required,
                            const MatchContext& context, int participant) {
    return supposed_.With(context, HadFirst(required, participant));
  }

  // Why benefits of a scheme can't be used for a need; of several the notes
  // name the benefit.
  void NoteBenefits(
      int need, const std::string& scheme,
      const std::vector<std::pair<std::string, std::string>>& why_not,
      size_t benefits) {
    const bool same = absl::c_all_of(why_not, [&](const auto& one) {
      return one.second == why_not.front().second;
    });
    if (why_not.size() == benefits && same) {
      return Note(need, scheme, why_not.front().second);
    }
    for (const auto& [id, reason] : why_not) {
      Note(need, scheme, absl::StrCat("its benefit ", id, ": ", reason));
    }
  }

  static constexpr char kNoReason[] = "-";

  // Fills the terms of an offer; why it is none, else.
  std::string AddBenefit(const CompiledScheme& scheme,
                         const CompiledVersion& version, int need,
                         GrantOffer& offer) {
    const Benefit& benefit = version.version.benefits(offer.benefit);
    const int64_t cost = CostOf(Need(need));
    const std::string& name = scheme.scheme.name();
    const std::string kept_out =
        AddEffectsOnBenefit(question_, contexts_, version, need, offer);
    const MatchContext& context = After(
        offer.required, contexts_.ForConditions(need, offer.participant, name),
        offer.participant);
    const Truth truth =
        EvaluateOptional(version.benefits[offer.benefit].condition,
                         benefit.condition(), context);
    const std::string words = ConditionWords(benefit, context);
    if (truth != Truth::kTrue &&
        FollowsWithinPlan(version.version, benefit, question_.terms)) {
      offer.terms.assumptions.push_back(
          absl::StrCat("by its turn this must hold: ", words));
    } else if (truth == Truth::kFalse) {
      return kept_out.empty() ? absl::StrCat("not met: ", words) : kept_out;
    } else if (truth == Truth::kUnknown) {
      offer.fitness.unknown.push_back(words);
      if (offer.fitness.verdict == v1::VERDICT_ELIGIBLE) {
        offer.fitness.verdict = v1::VERDICT_NEEDS_INFORMATION;
      }
    }
    if (IsLoan(benefit)) {
      AddLoan(scheme, version, need, offer);
      return kNoReason;
    }
    if (cost == 0) return "";
    if (!PaysCosts(benefit)) return "it opens doors and pays no cost";
    std::vector<std::string> assumptions = std::move(offer.terms.assumptions);
    offer.terms = TermsFor(
        version, offer.benefit, SizeOf(Need(need)),
        AssumedFor(question_.terms, name, Need(need).id()), context,
        After(offer.required, contexts_.ForSums(need, offer.participant, name),
              offer.participant));
    offer.terms.assumptions.insert(offer.terms.assumptions.begin(),
                                   assumptions.begin(), assumptions.end());
    if (!offer.terms.unknown_rule.empty()) {
      offer.fitness.unknown.push_back(offer.terms.unknown_rule);
      if (offer.fitness.verdict == v1::VERDICT_ELIGIBLE) {
        offer.fitness.verdict = v1::VERDICT_NEEDS_INFORMATION;
      }
    }
    const bool pays_nothing =
        !offer.terms.no_sum.empty() || offer.terms.most_grant == 0;
    if (pays_nothing && !kept_out.empty()) return kept_out;
    if (!offer.terms.no_sum.empty()) return offer.terms.no_sum;
    if (pays_nothing) return "it would pay nothing of this";
    return "";
  }

  void AddLoan(const CompiledScheme& scheme, const CompiledVersion& version,
               int need, const GrantOffer& offer) {
    const std::string bar = BarOn(scheme, need, offer);
    if (!bar.empty()) return Note(need, scheme.scheme.name(), bar);
    offers_.needs[need].loans.push_back(
        LoanFor(scheme, version, question_, contexts_, need, offer));
  }

  std::string BarOn(const CompiledScheme& scheme, int need,
                    const GrantOffer& offer) const {
    if (IsExcludedFor(question_.terms, scheme.scheme.name(), Need(need).id())) {
      return "the terms exclude it";
    }
    const std::string excluded =
        ExcludedOf(offer.required, question_.terms, Need(need).id());
    if (!excluded.empty()) {
      return absl::StrCat("the terms exclude ", excluded,
                          ", which it needs first");
    }
    if (offer.fitness.verdict == v1::VERDICT_NEEDS_INFORMATION &&
        !question_.terms.use_unknown_verdicts()) {
      return NotKnown(offer.fitness);
    }
    if (offer.fitness.verdict == v1::VERDICT_NEAR_MISS &&
        !question_.terms.use_near_misses()) {
      return OneFactAway(offer.fitness);
    }
    return "";
  }

  // Schemes were visited by name, so a stable sort keeps names in order.
  static void Sort(NeedOffers& need) {
    absl::c_stable_sort(
        need.grants, [](const GrantOffer& a, const GrantOffer& b) {
          if (a.terms.most_grant != b.terms.most_grant) {
            return a.terms.most_grant > b.terms.most_grant;
          }
          return RankOf(a.fitness.verdict) < RankOf(b.fitness.verdict);
        });
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  BestParticipants participants_;
  SupposedReceipts supposed_;
  PlanOffers offers_;
};

}  // namespace

PlanOffers GatherOffers(const CatalogSnapshot& catalog,
                        const PlanQuestion& question,
                        const NeedContexts& contexts) {
  return Gatherer(catalog, question, contexts).Gather();
}

}  // namespace sangam::matching
