#include "services/matching/planning/plan_offers.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "services/matching/planning/benefit_offers.h"
#include "services/matching/planning/best_participants.h"
#include "services/matching/planning/gap_offers.h"
#include "services/matching/planning/kept_grants.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/offers_within_ceilings.h"
#include "services/matching/planning/required_schemes.h"

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
        participants_(question_, contexts),
        benefits_(catalog_, question_, contexts_, participants_, offers_) {}

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
    AddCommon(scheme);
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
    const WaysFound found = benefits_.WaysFor(scheme, version, need, best);
    const std::string& why_no_way = found.ways.front().why_not;
    if (!why_no_way.empty()) return Note(need, name, why_no_way);

    std::vector<GrantOffer> offers;
    // By the benefit's id.
    std::vector<std::pair<std::string, std::string>> why_not;
    for (const int b : benefits) {
      const std::string reason =
          benefits_.Add(scheme, version, need, b, best, found.ways, offers);
      if (reason.empty()) continue;
      why_not.emplace_back(version.version.benefits(b).id(), reason);
    }
    if (!offers.empty()) {
      const int number = Number(scheme, version, best.participant);
      const OfferedScheme& offered = offers_.schemes[number];
      // What costs nothing takes nothing of the ceiling.
      const bool costs = CostOf(Need(need)) > 0;
      if (costs && offered.ceiling == 0 && offered.receipts.Taken() > 0) {
        return Note(need, name,
                    absl::StrCat(WhatWasHad(offered.receipts),
                                 ", and it gives one applicant no more in"
                                 " all"));
      }
      const std::string again = TakenForGranted(
          offered.receipts, costs ? offered.ceiling : absl::nullopt);
      for (GrantOffer& offer : offers) {
        offer.scheme = number;
        offer.days = std::max(offered.days, offer.days);
        if (!again.empty()) offer.terms.assumptions.push_back(again);
        if (offer.bar.empty()) {
          offer.bar = WhyLate(offered, offer.days, Need(need), question_.as_of);
        }
      }
      KeepWithinCeilings(offered, offers, why_not);
      NoteBars(version, offers, why_not);
    }
    NoteBenefits(need, name, why_not, benefits.size());
    absl::c_move(offers, std::back_inserter(offers_.needs[need].grants));
  }

  // What must be had before the scheme, for whichever need and in whichever
  // way.
  void AddCommon(const CompiledScheme& scheme) {
    for (size_t s = 0; s < offers_.schemes.size(); ++s) {
      OfferedScheme& offered = offers_.schemes[s];
      if (offered.scheme != &scheme) continue;
      std::vector<const GrantOffer*> ways;
      for (const NeedOffers& need : offers_.needs) {
        for (const GrantOffer& offer : need.grants) {
          if (offer.scheme == static_cast<int>(s)) ways.push_back(&offer);
        }
      }
      if (ways.empty()) continue;
      for (const RequiredScheme& one : ways.front()->required) {
        const auto has_it = [&](const GrantOffer* offer) {
          return TurnsOf(offer->required).count(one.name) > 0;
        };
        if (!absl::c_all_of(ways, has_it)) continue;
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
  PlanOffers offers_;
  BenefitOffers benefits_;
};

}  // namespace

PlanOffers GatherOffers(const CatalogSnapshot& catalog,
                        const PlanQuestion& question,
                        const NeedContexts& contexts) {
  return Gatherer(catalog, question, contexts).Gather();
}

}  // namespace sangam::matching
