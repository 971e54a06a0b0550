#include "services/matching/planning/plan_reasons.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/matching/planning/reached_ceilings.h"
#include "services/matching/planning/ruled_out.h"

namespace sangam::matching {
namespace {

// Of schemes that give no grant; the rest are counted.
constexpr size_t kMostTold = 3;

class ReasonWriter {
 public:
  ReasonWriter(const PlanQuestion& question, const PlanOffers& offers,
               const PlanSetup& setup, const FoundPlan& found, int need,
               const type::v1::PlanNeedOutcome& outcome)
      : question_(question),
        offers_(offers),
        setup_(setup),
        problem_(setup.problem),
        found_(found),
        n_(need),
        outcome_(outcome) {}

  std::vector<std::string> Write() && {
    const int choice = found_.choice[n_];
    const bool is_open =
        outcome_.unfunded_paise() > 0 || outcome_.cost_paise() == 0;
    if (choice < 0) {
      if (is_open) WriteNoGrant();
    } else if (outcome_.unfunded_paise() > 0) {
      WriteRestOf(Grants()[choice]);
    }
    return std::move(reasons_);
  }

 private:
  const std::vector<GrantOffer>& Grants() const {
    return offers_.needs[n_].grants;
  }
  const PlanNeedProblem& Problem() const { return problem_.needs[n_]; }
  const std::string& NameOf(int scheme) const {
    return offers_.schemes[scheme].scheme->scheme.name();
  }

  void WriteNoGrant() {
    if (Problem().pinned_scheme == kNoScheme) {
      reasons_.push_back("the terms pin it to no scheme");
      return;
    }
    // Those that could be used come first, then those that the terms or what
    // is not known keep out, then those that fit nobody.
    std::vector<std::pair<std::string, std::string>> why;
    const auto add = [&why](const std::string& scheme, std::string reason) {
      const auto is_it = [&](const auto& one) { return one.first == scheme; };
      if (absl::c_any_of(why, is_it)) return;
      why.emplace_back(scheme, std::move(reason));
    };
    for (const bool barred : {false, true}) {
      for (size_t c = 0; c < Grants().size(); ++c) {
        const GrantOffer& offer = Grants()[c];
        if (offer.bar.empty() == barred) continue;
        add(NameOf(offer.scheme), barred ? offer.bar : WhyNotChosen(c));
      }
    }
    for (const auto& note : offers_.needs[n_].not_used) {
      add(note.scheme(), note.reason());
    }
    if (why.empty()) {
      reasons_.push_back(absl::StrCat("no scheme that fits pays the head ",
                                      question_.terms.needs(n_).head()));
    }
    for (size_t i = 0; i < std::min(why.size(), kMostTold); ++i) {
      reasons_.push_back(absl::StrCat(why[i].first, ": ", why[i].second));
    }
    if (why.size() > kMostTold) {
      reasons_.push_back(absl::StrCat(
          FormatCount(static_cast<int64_t>(why.size() - kMostTold)),
          " more can't be used, either; see what is not used"));
    }
  }

  // Of a candidate that nothing forbids by itself.
  std::string WhyNotChosen(size_t c) const {
    const GrantCandidate& candidate = Problem().candidates[c];
    for (const int other : UsedSchemes()) {
      for (const ExcludedPair& pair : problem_.exclusions) {
        if (std::minmax(pair.first, pair.second) ==
            std::minmax(candidate.scheme, other)) {
          return absl::StrCat("it can't be had beside ", NameOf(other),
                              ", which the plan uses");
        }
      }
    }
    std::string ruled_out = WhyRuledOut(offers_, setup_, found_, candidate);
    if (!ruled_out.empty()) return ruled_out;
    const ReachedCeilings reached =
        ReachedBy(offers_, problem_, found_, n_, static_cast<int>(c));
    if (outcome_.cost_paise() > 0 && !reached.of_benefit.empty()) {
      const bool gives_nothing =
          problem_.benefit_ceilings[candidate.benefit_ceiling] == 0;
      return absl::StrCat(
          gives_nothing ? "it gives one applicant "
                        : "other needs take all that it gives one applicant, ",
          reached.of_benefit);
    }
    if (outcome_.cost_paise() > 0 && reached.of_scheme) {
      return problem_.schemes[candidate.scheme].ceiling == 0
                 ? "it gives one applicant nothing"
                 : "other needs take all that it gives one applicant";
    }
    const int64_t own = MostOwn(candidate);
    if (own < candidate.least_own) {
      return absl::StrCat("it asks for ", FormatPaise(candidate.least_own),
                          " of own money and things, of which ",
                          FormatPaise(own), " can be there");
    }
    return "a plan with it serves the objective no better";
  }

  std::vector<int> UsedSchemes() const {
    std::vector<int> used;
    for (size_t n = 0; n < found_.choice.size(); ++n) {
      if (found_.choice[n] < 0) continue;
      used.push_back(problem_.needs[n].candidates[found_.choice[n]].scheme);
    }
    for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
      const bool pays = absl::c_any_of(
          found_.allocation, [f](const auto& need) { return need.gap[f] > 0; });
      if (pays) used.push_back(problem_.gap_funders[f].scheme);
    }
    return used;
  }

  // The own money and things that the need could have at most.
  int64_t MostOwn(const GrantCandidate& candidate) const {
    __int128 own = std::min(Problem().in_kind, candidate.most_in_kind);
    own += Problem().own_cash;
    own += problem_.free_cash;
    for (const GapFunderProblem& funder : problem_.gap_funders) {
      if (funder.stands_for_own_money) own += funder.most_by_need[n_];
    }
    return static_cast<int64_t>(std::min<__int128>(own, kNoLimit));
  }

  void WriteRestOf(const GrantOffer& offer) {
    reasons_.push_back(
        absl::StrCat(NameOf(offer.scheme), " pays only ",
                     FormatPaise(outcome_.grant_paise()),
                     outcome_.grant_paise() < offer.terms.most_grant
                         ? absl::StrCat(": ", WhyCut())
                         : absl::StrCat(" (", offer.terms.formula, ")")));
    if (outcome_.in_kind_paise() < Problem().in_kind) {
      reasons_.push_back(absl::StrCat(
          "of things worth ", FormatPaise(Problem().in_kind), " only ",
          FormatPaise(outcome_.in_kind_paise()), " count"));
    }
    reasons_.push_back(WhyNoGap());
  }

  // What keeps the chosen grant below what its terms give.
  std::string WhyCut() const {
    const ReachedCeilings reached =
        ReachedBy(offers_, problem_, found_, n_, found_.choice[n_]);
    if (reached.of_benefit.empty()) return "its ceiling is reached";
    return absl::StrCat(reached.of_benefit,
                        reached.of_scheme ? "; its ceiling is reached" : "");
  }

  std::string WhyNoGap() const {
    if (question_.terms.without_gap_funding()) {
      return "the terms leave out gap funding";
    }
    // Of those that could pay the head but for a term of the plan; a scheme
    // that several could ask is named once.
    std::vector<std::string> kept_out;
    for (const GapOffer& offer : offers_.gap_funders) {
      const GapNeed& need = offer.needs[n_];
      if (need.most == 0) continue;
      if (need.bar.empty()) return "gap funders pay no more";
      if (!absl::c_linear_search(kept_out, need.bar)) {
        kept_out.push_back(need.bar);
      }
    }
    const std::string why = offers_.gap_funders.empty() ? "no gap funder fits"
                            : kept_out.empty()
                                ? "no gap funder may pay this head"
                                : "no gap funder is left for this head";
    for (const auto& note : offers_.gap_funders_not_used) {
      if (!note.need().empty() &&
          note.need() != question_.terms.needs(n_).id()) {
        continue;
      }
      std::string words = absl::StrCat(note.scheme(), ": ", note.reason());
      if (!absl::c_linear_search(kept_out, words)) {
        kept_out.push_back(std::move(words));
      }
    }
    return absl::StrCat(why, kept_out.empty() ? "" : "; ",
                        absl::StrJoin(kept_out, "; "));
  }

  const PlanQuestion& question_;
  const PlanOffers& offers_;
  const PlanSetup& setup_;
  const PlanProblem& problem_;
  const FoundPlan& found_;
  const int n_;
  const type::v1::PlanNeedOutcome& outcome_;
  std::vector<std::string> reasons_;
};

}  // namespace

std::vector<std::string> ReasonsFor(const PlanQuestion& question,
                                    const PlanOffers& offers,
                                    const PlanSetup& setup,
                                    const FoundPlan& found, int need,
                                    const type::v1::PlanNeedOutcome& outcome) {
  return ReasonWriter(question, offers, setup, found, need, outcome).Write();
}

}  // namespace sangam::matching
