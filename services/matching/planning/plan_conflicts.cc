#include "services/matching/planning/plan_conflicts.h"

#include <functional>
#include <map>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "services/matching/convergence/plan_search.h"

namespace sangam::matching {
namespace {

// One term that could be given up.
struct Term {
  std::string words;
  std::function<void(PlanProblem&)> give_up;
};

class Terms {
 public:
  Terms(const PlanQuestion& question, const PlanOffers& offers,
        const PlanSetup& setup)
      : question_(question), offers_(offers), setup_(setup) {}

  std::vector<Term> List() && {
    AddNeeds();
    AddBars();
    AddGapBars();
    AddExclusions();
    AddCeilings();
    AddOwnShares();
    AddCash();
    return std::move(terms_);
  }

 private:
  const std::string& NameOf(int scheme) const {
    return offers_.schemes[scheme].scheme->scheme.name();
  }

  // For whom, where several applicants ask for the scheme.
  std::string ForWhom(int scheme) const {
    const OfferedScheme& offered = offers_.schemes[scheme];
    const auto same = [&](const OfferedScheme& one) {
      return one.scheme == offered.scheme;
    };
    if (absl::c_count_if(offers_.schemes, same) < 2) return "";
    return absl::StrCat(" for ",
                        offered.participant == 0
                            ? "the subject"
                            : question_.participants[offered.participant].id);
  }

  void AddNeeds() {
    for (size_t n = 0; n < setup_.problem.needs.size(); ++n) {
      const PlanNeedProblem& need = setup_.problem.needs[n];
      const std::string& id = question_.terms.needs(static_cast<int>(n)).id();
      if (need.pinned_scheme) {
        const std::string to = *need.pinned_scheme == kNoScheme
                                   ? "no scheme"
                                   : NameOf(*need.pinned_scheme);
        terms_.push_back(
            {absl::StrCat("the pin of ", id, " to ", to),
             [n](PlanProblem& p) { p.needs[n].pinned_scheme.reset(); }});
      }
      if (need.must_be_met) {
        terms_.push_back(
            {absl::StrCat(id, " must be met in full, ", FormatPaise(need.cost)),
             [n](PlanProblem& p) { p.needs[n].must_be_met = false; }});
      }
    }
  }

  void AddBars() {
    for (size_t b = 0; b < setup_.bars.size(); ++b) {
      terms_.push_back({setup_.bars[b], [b](PlanProblem& p) {
                          for (auto& need : p.needs) {
                            for (auto& candidate : need.candidates) {
                              if (candidate.bar == static_cast<int>(b)) {
                                candidate.bar = -1;
                              }
                            }
                          }
                        }});
    }
  }

  // A term may keep out several gap funders of several needs.
  void AddGapBars() {
    std::map<std::string, std::vector<GapBar>> by_words;
    for (const GapBar& bar : setup_.gap_bars)
      by_words[bar.words].push_back(bar);
    for (const auto& [words, bars] : by_words) {
      terms_.push_back({words, [bars = bars](PlanProblem& p) {
                          for (const GapBar& bar : bars) {
                            p.gap_funders[bar.funder].most_by_need[bar.need] =
                                bar.most;
                          }
                        }});
    }
  }

  void AddExclusions() {
    // Whoever applies for them.
    std::set<std::pair<std::string, std::string>> added;
    for (const ExcludedPair& pair : setup_.problem.exclusions) {
      const std::string& first = NameOf(pair.first);
      const std::string& second = NameOf(pair.second);
      if (!added.emplace(first, second).second) continue;
      terms_.push_back(
          {absl::StrCat(first, " and ", second, " exclude each other"),
           [&schemes = offers_.schemes, first, second](PlanProblem& p) {
             std::erase_if(p.exclusions, [&](const ExcludedPair& one) {
               return schemes[one.first].scheme->scheme.name() == first &&
                      schemes[one.second].scheme->scheme.name() == second;
             });
           }});
    }
  }

  void AddCeilings() {
    for (size_t s = 0; s < setup_.problem.schemes.size(); ++s) {
      const int64_t ceiling = setup_.problem.schemes[s].ceiling;
      if (ceiling == kNoLimit) continue;
      terms_.push_back(
          {absl::StrCat("the ceiling of ", NameOf(static_cast<int>(s)),
                        ForWhom(static_cast<int>(s)), ", ",
                        FormatPaise(ceiling)),
           [s](PlanProblem& p) { p.schemes[s].ceiling = kNoLimit; }});
    }
    for (size_t f = 0; f < setup_.problem.gap_funders.size(); ++f) {
      const int64_t ceiling = setup_.problem.gap_funders[f].ceiling;
      if (ceiling == kNoLimit) continue;
      terms_.push_back(
          {absl::StrCat("the ceiling of ",
                        NameOf(offers_.gap_funders[f].scheme),
                        ForWhom(offers_.gap_funders[f].scheme), ", ",
                        FormatPaise(ceiling)),
           [f](PlanProblem& p) { p.gap_funders[f].ceiling = kNoLimit; }});
    }
  }

  void AddOwnShares() {
    for (size_t n = 0; n < setup_.problem.needs.size(); ++n) {
      const auto& candidates = setup_.problem.needs[n].candidates;
      for (size_t c = 0; c < candidates.size(); ++c) {
        if (candidates[c].least_own == 0) continue;
        terms_.push_back(
            {absl::StrCat("the least own share of ",
                          NameOf(candidates[c].scheme), " for ",
                          question_.terms.needs(static_cast<int>(n)).id(), ", ",
                          FormatPaise(candidates[c].least_own)),
             [n, c](PlanProblem& p) {
               p.needs[n].candidates[c].least_own = 0;
             }});
      }
    }
  }

  void AddCash() {
    terms_.push_back({absl::StrCat("own cash for any need, ",
                                   FormatPaise(setup_.problem.free_cash)),
                      [](PlanProblem& p) {
                        for (const auto& need : p.needs)
                          p.free_cash += need.cost;
                      }});
  }

  const PlanQuestion& question_;
  const PlanOffers& offers_;
  const PlanSetup& setup_;
  std::vector<Term> terms_;
};

}  // namespace

std::vector<std::string> FindConflicts(const PlanQuestion& question,
                                       const PlanOffers& offers,
                                       const PlanSetup& setup,
                                       const SolverLimits& limits,
                                       const Clock& clock) {
  if (!setup.impossible_pins.empty()) return {setup.impossible_pins.front()};
  std::vector<Term> kept = Terms(question, offers, setup).List();
  PlanProblem problem = setup.problem;
  bool complete = true;
  // Gives up one term after the other for as long as there is no plan.
  for (size_t i = 0; i < kept.size();) {
    PlanProblem without = problem;
    kept[i].give_up(without);
    PlanSearch search(&without, [&] { return clock.Now() >= limits.until; });
    const absl::optional<bool> has_any = search.HasAny(limits.nodes);
    complete = complete && has_any.has_value();
    if (has_any.value_or(true)) {
      ++i;
      continue;
    }
    problem = std::move(without);
    kept.erase(kept.begin() + static_cast<int64_t>(i));
  }
  std::vector<std::string> words;
  for (Term& term : kept) words.push_back(std::move(term.words));
  if (!complete) {
    words.push_back(
        "the search ended early: not all of these may be needed for the"
        " conflict");
  }
  return words;
}

}  // namespace sangam::matching
