#include "services/matching/planning/gap_offers.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "services/matching/planning/had_together.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/required_schemes.h"
#include "services/matching/planning/sanction_effects.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;
using scheme_catalog::v1::SchemeVersion;
using type::v1::PlanNeed;
using type::v1::PlanTerms;

class Gatherer {
 public:
  Gatherer(const CatalogSnapshot& catalog, const PlanQuestion& question,
           const NeedContexts& contexts, BestParticipants& participants,
           PlanOffers& offers)
      : catalog_(catalog),
        question_(question),
        terms_(question.terms),
        contexts_(contexts),
        participants_(participants),
        offers_(offers) {}

  void Add(const CompiledScheme& scheme, const CompiledVersion& version) {
    const std::string& name = scheme.scheme.name();
    NoteOwnGrants(name, version.version);
    const std::string unavailable =
        WhyNotAvailable(version.version, question_.as_of);
    if (!unavailable.empty()) return Note(name, "", unavailable);
    // Why it does not fit, by need.
    std::vector<std::string> why_not;
    // What it takes of time by itself is the same whoever applies.
    const OfferedScheme offered =
        OfferOf(scheme, version, question_, contexts_, 0);
    std::vector<NeedWays> needs;
    for (int n = 0; n < terms_.needs_size(); ++n) {
      needs.push_back(WaysFor(name, version, n));
    }
    ServeBeside(version, needs);
    std::vector<Way> ways;
    for (int n = 0; n < terms_.needs_size(); ++n) {
      why_not.emplace_back();
      for (GapNeed& need : ForNeed(offered, n, needs[n], why_not.back())) {
        AddTo(n, std::move(need), ways);
      }
    }
    NoteNeeds(name, why_not);
    for (const Way& way : ways) {
      for (size_t p = 0; p < question_.participants.size(); ++p) {
        if (!AddFor(static_cast<int>(p), scheme, version, way.needs)) return;
      }
    }
  }

 private:
  // What it gives for each need, with the same had first.
  struct Way {
    ReceiptTurns turns;
    std::vector<GapNeed> needs;
  };

  // In which ways a need may have its money.
  struct NeedWays {
    const ParticipantFitness* best = nullptr;
    std::vector<RequiredSchemes> ways;
    // Ways of other needs, in which more is had first than it asks for.
    std::vector<RequiredSchemes> beside;
    // Why there are none, or why the first was left out.
    std::string why_not;
  };

  void AddTo(int need, GapNeed added, std::vector<Way>& ways) const {
    const ReceiptTurns turns = TurnsOf(added.required);
    auto way = absl::c_find_if(
        ways, [&](const Way& one) { return one.turns == turns; });
    if (way == ways.end()) {
      ways.push_back({turns, {}});
      way = ways.end() - 1;
      way->needs.resize(terms_.needs_size());
    }
    way->needs[need] = std::move(added);
  }

  // What it gives for the needs that the participant would ask for. False once
  // there are too many gap funders.
  bool AddFor(int participant, const CompiledScheme& scheme,
              const CompiledVersion& version,
              const std::vector<GapNeed>& needs) {
    GapOffer offer;
    for (const GapNeed& need : needs) {
      offer.needs.push_back(need);
      if (need.participant != participant) offer.needs.back().most = 0;
    }
    if (absl::c_all_of(offer.needs,
                       [](const GapNeed& need) { return need.most == 0; })) {
      return true;
    }
    const auto pays = [](const GapNeed& need) {
      return need.most > 0 && need.bar.empty();
    };
    const bool used = absl::c_any_of(offer.needs, pays);
    if (used && used_++ >= kMostGapFunders) {
      Note(scheme.scheme.name(), "",
           absl::StrCat("a plan asks at most ", kMostGapFunders,
                        " gap funders; name those to ask in gap_funders"));
      return false;
    }
    // What the terms alone keep out is there for the search of conflicts.
    if (!used && ++kept_out_ > kMostGapFunders) return false;
    offer.scheme = static_cast<int>(offers_.schemes.size());
    OfferedScheme& offered = offers_.schemes.emplace_back(
        OfferOf(scheme, version, question_, contexts_, participant));
    for (const GapNeed& need : offer.needs) {
      if (need.most == 0) continue;
      for (const RequiredScheme& first : need.required) {
        offered.company.Add(contexts_, first.name, *first.version,
                            first.participant);
      }
    }
    offers_.gap_funders.push_back(std::move(offer));
    return true;
  }

  void Note(const std::string& scheme, const std::string& need,
            std::string reason) {
    auto& note = offers_.gap_funders_not_used.emplace_back();
    note.set_scheme(scheme);
    note.set_need(need);
    note.set_reason(std::move(reason));
  }

  // Once, if it is the same for all.
  void NoteNeeds(const std::string& scheme,
                 const std::vector<std::string>& why_not) {
    const bool same = absl::c_all_of(why_not, [&](const std::string& reason) {
      return reason == why_not.front();
    });
    for (int n = 0; n < terms_.needs_size(); ++n) {
      if (why_not[n].empty() || (same && n > 0)) continue;
      Note(scheme, same ? "" : terms_.needs(n).id(), why_not[n]);
    }
  }

  // A gap funder gives plans no grants of its own, see SchemeVersion.
  void NoteOwnGrants(const std::string& scheme, const SchemeVersion& version) {
    for (int n = 0; n < terms_.needs_size(); ++n) {
      const PlanNeed& need = terms_.needs(n);
      const bool pays =
          absl::c_any_of(version.benefits(), [&](const Benefit& benefit) {
            return absl::c_linear_search(benefit.cost_heads(), need.head());
          });
      if (!pays && !IsNamedFor(terms_, scheme, need.id())) continue;
      auto& note = offers_.needs[n].not_used.emplace_back();
      note.set_scheme(scheme);
      note.set_need(need.id());
      note.set_reason(
          "it funds gaps beside another scheme's grant; a plan takes no grant"
          " of it");
    }
  }

  // The ways in which what it needs first can be had; none where it can't be
  // used. What the scheme is, is judged for each need: conditions and sums may
  // go by its cost.
  NeedWays WaysFor(const std::string& name, const CompiledVersion& version,
                   int need) {
    NeedWays found;
    found.best = &participants_.For(version, need);
    const ParticipantFitness& best = *found.best;
    const bool fits = best.fitness.verdict == v1::VERDICT_ELIGIBLE ||
                      best.fitness.verdict == v1::VERDICT_NEEDS_INFORMATION;
    if (!fits) {
      found.why_not = NotMet(best.fitness);
      return found;
    }
    WaysFound ways = WaysBefore(catalog_, question_, contexts_, version, best,
                                need, participants_);
    const bool may_fit = best.fitness.verdict == v1::VERDICT_ELIGIBLE ||
                         terms_.use_unknown_verdicts();
    if (ways.left_out && may_fit && TermsBar(name, need).empty()) {
      offers_.ways_left_out.insert(name);
    }
    for (RequiredSchemes& way : ways.ways) {
      std::string why = way.why_not;
      if (why.empty()) found.ways.push_back(std::move(way));
      if (found.why_not.empty()) found.why_not = why;
    }
    return found;
  }

  // A plan uses a gap funder in one way: that of a need that asks for more is
  // open to those that ask for less, where it spoils nothing.
  void ServeBeside(const CompiledVersion& version,
                   std::vector<NeedWays>& needs) {
    for (size_t n = 0; n < needs.size(); ++n) {
      std::set<ReceiptTurns> known;
      for (const RequiredSchemes& way : needs[n].ways) {
        known.insert(TurnsOf(way.schemes));
      }
      for (const NeedWays& other : needs) {
        if (other.best->participant != needs[n].best->participant) continue;
        for (const RequiredSchemes& way : other.ways) {
          if (AsksForLess(needs[n].ways, way) &&
              known.insert(TurnsOf(way.schemes)).second &&
              WhySpoilt(version, other.best->participant, way.schemes,
                        static_cast<int>(n), participants_)
                  .empty()) {
            needs[n].beside.push_back(way);
          }
        }
      }
    }
  }

  static bool AsksForLess(const std::vector<RequiredSchemes>& own,
                          const RequiredSchemes& way) {
    const ReceiptTurns turns = TurnsOf(way.schemes);
    return absl::c_any_of(own, [&](const RequiredSchemes& less) {
      return absl::c_all_of(less.schemes, [&](const RequiredScheme& one) {
        return turns.count(one.name) > 0;
      });
    });
  }

  std::vector<GapNeed> ForNeed(const OfferedScheme& offered, int need,
                               const NeedWays& found, std::string& why_not) {
    std::vector<GapNeed> gaps;
    bool any = false;
    why_not = found.why_not;
    // Of several ways the soonest tells why.
    absl::optional<int64_t> soonest;
    for (const RequiredSchemes& way : found.ways) {
      std::string why;
      gaps.push_back(InOneWay(offered, *found.best, way, need, why));
      any = any || why.empty();
      if (soonest && way.days >= *soonest) continue;
      soonest = way.days;
      why_not = why;
    }
    for (const RequiredSchemes& way : found.beside) {
      std::string why;
      gaps.push_back(InOneWay(offered, *found.best, way, need, why));
    }
    if (any) why_not.clear();
    return gaps;
  }

  // Also where a term or what is not known keeps it out: see `why`.
  GapNeed InOneWay(const OfferedScheme& offered, const ParticipantFitness& best,
                   const RequiredSchemes& way, int need, std::string& why) {
    const std::string& name = offered.scheme->scheme.name();
    const auto& version = offered.version->version;
    GapNeed gap;
    gap.participant = best.participant;
    gap.fitness =
        FitnessAfter(best, *offered.version, way.schemes, need, participants_);
    gap.required = way.schemes;
    gap.assumptions = way.assumptions;
    gap.most = MostGap(version, need);
    if (gap.fitness.verdict == v1::VERDICT_NEEDS_INFORMATION &&
        !terms_.use_unknown_verdicts()) {
      why = NotKnown(gap.fitness);
    }
    const std::string excluded =
        ExcludedOf(way.schemes, terms_, terms_.needs(need).id());
    if (why.empty() && !excluded.empty()) {
      why = absl::StrCat("the terms exclude ", excluded,
                         ", which it needs first");
    }
    // What comes too late for a need is no part of a plan.
    if (why.empty() && gap.most > 0) why = WhyTooLate(offered, way, need);
    gap.bar = TermsBar(name, need);
    if (gap.bar.empty()) gap.bar = Named(name, why);
    return gap;
  }

  // Also where it is late beside whichever grant the need may have: it is asked
  // for what that leaves, once that is there.
  std::string WhyTooLate(const OfferedScheme& offered,
                         const RequiredSchemes& way, int need) const {
    const int64_t lead = offered.version->version.lead_time().days();
    const int64_t days = std::max(offered.days, way.days + lead);
    std::string why =
        WhyLate(offered, days, terms_.needs(need), question_.as_of);
    if (!why.empty()) return why;
    why = WhyLate(offered, std::max(days, SoonestGrant(offered, need) + lead),
                  terms_.needs(need), question_.as_of);
    return why.empty() ? "" : absl::StrCat("it comes after the grant: ", why);
  }

  // Days until the first of the grants can be there that the terms let the need
  // have; 0 if that need not be waited for.
  int64_t SoonestGrant(const OfferedScheme& offered, int need) const {
    const std::string& id = terms_.needs(need).id();
    if (absl::c_any_of(question_.promised, [&](const PromisedGrant& promised) {
          return promised.kept && promised.need == need;
        })) {
      return 0;
    }
    absl::optional<int64_t> soonest;
    for (const GrantOffer& grant : offers_.needs[need].grants) {
      const std::string& name =
          offers_.schemes[grant.scheme].scheme->scheme.name();
      if (!grant.bar.empty() || IsPinnedElsewhere(terms_, name, id)) continue;
      // What must be had before the grant does not wait for it.
      const int64_t days =
          TurnsOf(grant.required).count(offered.scheme->scheme.name()) > 0
              ? 0
              : grant.days;
      soonest = std::min(soonest.value_or(days), days);
    }
    return soonest.value_or(0);
  }

  static std::string Named(const std::string& scheme,
                           const std::string& reason) {
    return reason.empty() ? "" : absl::StrCat(scheme, ": ", reason);
  }

  // The term that keeps it out; empty if none does.
  std::string TermsBar(const std::string& name, int need) const {
    if (terms_.without_gap_funding()) return "the terms leave out gap funding";
    if (!terms_.gap_funders().empty() &&
        !absl::c_linear_search(terms_.gap_funders(), name)) {
      return Named(name, "not among the gap funders that the request names");
    }
    if (IsExcludedFor(terms_, name, terms_.needs(need).id())) {
      return Named(name, "the terms exclude it");
    }
    return "";
  }

  int64_t MostGap(const SchemeVersion& version, int need) const {
    const auto& gap = version.gap_funding();
    if (!gap.any_cost_head() &&
        !absl::c_linear_search(gap.cost_heads(), terms_.needs(need).head())) {
      return 0;
    }
    const int64_t cost = CostOf(terms_.needs(need));
    return gap.has_cap_per_head_paise()
               ? std::min(cost, gap.cap_per_head_paise())
               : cost;
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const PlanTerms& terms_;
  const NeedContexts& contexts_;
  BestParticipants& participants_;
  PlanOffers& offers_;
  int used_ = 0;
  int kept_out_ = 0;
};

}  // namespace

void GatherGapOffers(const CatalogSnapshot& catalog,
                     const PlanQuestion& question, const NeedContexts& contexts,
                     BestParticipants& participants, PlanOffers& offers) {
  Gatherer gatherer(catalog, question, contexts, participants, offers);
  for (const CompiledScheme& scheme : catalog.schemes()) {
    const CompiledVersion* version = scheme.VersionOn(question.as_of);
    if (version != nullptr && version->version.has_gap_funding()) {
      gatherer.Add(scheme, *version);
    }
  }
}

}  // namespace sangam::matching
