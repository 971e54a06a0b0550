#include "services/matching/planning/plan_conflicts.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/money/format.h"
#include "services/matching/convergence/irreducible_set.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/benefit_ceilings.h"

namespace sangam::matching {
namespace {

// Of terms that can't be kept together; the rest are counted.
constexpr size_t kMostTold = 40;
// Whether some terms can be kept may first take so long to find out, and each
// time that does not tell which of them conflict so much longer.
constexpr absl::Duration kFirstTimeOfTest = absl::Milliseconds(100);
constexpr int kLonger = 4;

// One term that could be given up.
struct Term {
  std::string words;
  // Puts it into a problem that lacks it.
  std::function<void(PlanProblem&)> keep;
};

// The terms of a problem, and what is left of it without any.
struct ListedTerms {
  std::vector<Term> terms;
  PlanProblem without;
};

class Terms {
 public:
  Terms(const PlanQuestion& question, const PlanOffers& offers,
        const PlanSetup& setup)
      : question_(question), offers_(offers), setup_(setup) {
    free_ = setup.problem;
  }

  ListedTerms List() && {
    AddNeeds();
    AddBars();
    AddGapBars();
    AddExclusions();
    AddClashes();
    AddCeilings();
    AddBenefitCeilings();
    AddOwnShares();
    AddCash();
    return {std::move(terms_), std::move(free_)};
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

  // What is sanctioned is kept as if it were pinned.
  std::string WordsOfPin(const std::string& need, int scheme) const {
    if (scheme == kNoScheme) {
      return absl::StrCat("the pin of ", need, " to no scheme");
    }
    const std::string& linkage = offers_.schemes[scheme].sanctioned_by;
    return linkage.empty()
               ? absl::StrCat("the pin of ", need, " to ", NameOf(scheme))
               : absl::StrCat("what was sanctioned of ", NameOf(scheme),
                              " for ", need, ", ", linkage);
  }

  void AddNeeds() {
    for (size_t n = 0; n < setup_.problem.needs.size(); ++n) {
      const PlanNeedProblem& need = setup_.problem.needs[n];
      const std::string& id = question_.terms.needs(static_cast<int>(n)).id();
      if (need.pinned_scheme) {
        terms_.push_back({WordsOfPin(id, *need.pinned_scheme),
                          [n, pin = need.pinned_scheme](PlanProblem& p) {
                            p.needs[n].pinned_scheme = pin;
                          }});
        free_.needs[n].pinned_scheme.reset();
      }
      if (need.must_be_met) {
        terms_.push_back(
            {absl::StrCat(id, " must be met in full, ", FormatPaise(need.cost)),
             [n](PlanProblem& p) { p.needs[n].must_be_met = true; }});
        free_.needs[n].must_be_met = false;
      }
    }
  }

  void AddBars() {
    std::vector<std::vector<std::pair<size_t, size_t>>> barred(
        setup_.bars.size());
    for (size_t n = 0; n < free_.needs.size(); ++n) {
      std::vector<GrantCandidate>& candidates = free_.needs[n].candidates;
      for (size_t c = 0; c < candidates.size(); ++c) {
        if (candidates[c].bar < 0) continue;
        barred[candidates[c].bar].emplace_back(n, c);
        candidates[c].bar = -1;
      }
    }
    for (size_t b = 0; b < setup_.bars.size(); ++b) {
      terms_.push_back({setup_.bars[b], [b, at = barred[b]](PlanProblem& p) {
                          for (const auto& [n, c] : at) {
                            p.needs[n].candidates[c].bar = static_cast<int>(b);
                          }
                        }});
    }
  }

  // A term may keep out several gap funders of several needs.
  void AddGapBars() {
    std::map<std::string, std::vector<GapBar>> by_words;
    for (const GapBar& bar : setup_.gap_bars) {
      by_words[bar.words].push_back(bar);
      free_.gap_funders[bar.funder].most_by_need[bar.need] = bar.most;
    }
    for (const auto& [words, bars] : by_words) {
      terms_.push_back({words, [bars = bars](PlanProblem& p) {
                          for (const GapBar& bar : bars) {
                            p.gap_funders[bar.funder].most_by_need[bar.need] =
                                0;
                          }
                        }});
    }
  }

  bool IsScheme(int number) const {
    return number < static_cast<int>(setup_.problem.schemes.size());
  }

  // The name of a scheme, or a premise in words.
  const std::string& Excluded(int number) const {
    return IsScheme(number)
               ? NameOf(number)
               : setup_.premises[number - setup_.problem.schemes.size()];
  }

  // What a premise says of schemes beside which it can't hold, it says itself.
  std::string WordsOfClash(const std::vector<int>& clash) const {
    if (absl::c_any_of(clash, [&](int one) { return IsScheme(one); })) {
      return Excluded(*absl::c_max_element(clash));
    }
    std::string words;
    for (size_t i = 0; i < clash.size(); ++i) {
      const char* joint = i + 1 < clash.size() ? ", " : " and ";
      absl::StrAppend(&words, i == 0 ? "" : joint, Excluded(clash[i]));
    }
    return absl::StrCat(words, " can't all hold");
  }

  void AddExclusions() {
    free_.exclusions.clear();
    // Whoever applies for them.
    std::map<std::pair<std::string, std::string>, std::vector<ExcludedPair>>
        by_names;
    std::vector<decltype(by_names)::const_iterator> in_order;
    for (const ExcludedPair& pair : setup_.problem.exclusions) {
      const auto [known, is_new] =
          by_names.try_emplace({Excluded(pair.first), Excluded(pair.second)});
      known->second.push_back(pair);
      if (is_new) in_order.push_back(known);
    }
    for (const auto& entry : in_order) {
      const auto& [names, pairs] = *entry;
      const bool of_one_kind =
          IsScheme(pairs.front().first) == IsScheme(pairs.front().second);
      terms_.push_back({of_one_kind
                            ? absl::StrCat(names.first, " and ", names.second,
                                           " exclude each other")
                            : names.first,
                        [pairs = pairs](PlanProblem& p) {
                          p.exclusions.insert(p.exclusions.end(), pairs.begin(),
                                              pairs.end());
                        }});
    }
  }

  void AddClashes() {
    free_.clashes.clear();
    std::map<std::string, std::vector<std::vector<int>>> by_words;
    for (const std::vector<int>& clash : setup_.problem.clashes) {
      by_words[WordsOfClash(clash)].push_back(clash);
    }
    for (const auto& [words, clashes] : by_words) {
      terms_.push_back({words, [clashes = clashes](PlanProblem& p) {
                          p.clashes.insert(p.clashes.end(), clashes.begin(),
                                           clashes.end());
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
           [s, ceiling](PlanProblem& p) { p.schemes[s].ceiling = ceiling; }});
      free_.schemes[s].ceiling = kNoLimit;
    }
    for (size_t f = 0; f < setup_.problem.gap_funders.size(); ++f) {
      const int64_t ceiling = setup_.problem.gap_funders[f].ceiling;
      if (ceiling == kNoLimit) continue;
      terms_.push_back({absl::StrCat("the ceiling of ",
                                     NameOf(offers_.gap_funders[f].scheme),
                                     ForWhom(offers_.gap_funders[f].scheme),
                                     ", ", FormatPaise(ceiling)),
                        [f, ceiling](PlanProblem& p) {
                          p.gap_funders[f].ceiling = ceiling;
                        }});
      free_.gap_funders[f].ceiling = kNoLimit;
    }
  }

  void AddBenefitCeilings() {
    std::vector<std::string> words(setup_.problem.benefit_ceilings.size());
    for (size_t n = 0; n < setup_.problem.needs.size(); ++n) {
      const auto& candidates = setup_.problem.needs[n].candidates;
      for (size_t c = 0; c < candidates.size(); ++c) {
        if (candidates[c].benefit_ceiling < 0) continue;
        const GrantOffer& offer = offers_.needs[n].grants[c];
        const auto& version = offers_.schemes[offer.scheme].version->version;
        words[candidates[c].benefit_ceiling] =
            absl::StrCat("the ceiling of ", NameOf(offer.scheme), " for ",
                         HeadsTogether(version.benefits(offer.benefit)),
                         ForWhom(offer.scheme));
      }
    }
    for (size_t b = 0; b < words.size(); ++b) {
      const int64_t ceiling = setup_.problem.benefit_ceilings[b];
      terms_.push_back(
          {absl::StrCat(words[b], ", ", FormatPaise(ceiling)),
           [b, ceiling](PlanProblem& p) { p.benefit_ceilings[b] = ceiling; }});
      free_.benefit_ceilings[b] = kNoLimit;
    }
  }

  void AddOwnShares() {
    for (size_t n = 0; n < setup_.problem.needs.size(); ++n) {
      const auto& candidates = setup_.problem.needs[n].candidates;
      for (size_t c = 0; c < candidates.size(); ++c) {
        const int64_t least = candidates[c].least_own;
        if (least == 0) continue;
        terms_.push_back(
            {absl::StrCat("the least own share of ",
                          NameOf(candidates[c].scheme), " for ",
                          question_.terms.needs(static_cast<int>(n)).id(), ", ",
                          FormatPaise(least)),
             [n, c, least](PlanProblem& p) {
               p.needs[n].candidates[c].least_own = least;
             }});
        free_.needs[n].candidates[c].least_own = 0;
      }
    }
  }

  void AddCash() {
    const int64_t cash = setup_.problem.free_cash;
    terms_.push_back(
        {absl::StrCat("own cash for any need, ", FormatPaise(cash)),
         [cash](PlanProblem& p) { p.free_cash = cash; }});
    for (const auto& need : free_.needs) free_.free_cash += need.cost;
  }

  const PlanQuestion& question_;
  const PlanOffers& offers_;
  const PlanSetup& setup_;
  std::vector<Term> terms_;
  // Without the terms listed so far.
  PlanProblem free_;
};

// Terms that can't be kept together.
struct Conflict {
  // In rising order.
  std::vector<int> terms;
  // Whether the others can be kept without any one of them.
  bool is_proven = false;
};

class ConflictSearch {
 public:
  ConflictSearch(const ListedTerms& listed, const SolverLimits& limits,
                 const Clock& clock)
      : listed_(listed), limits_(limits), clock_(clock) {}

  Conflict Find() && {
    Conflict found;
    for (size_t t = 0; t < listed_.terms.size(); ++t) {
      found.terms.push_back(static_cast<int>(t));
    }
    // Tests that were broken off are made again, among the terms that are left.
    do {
      broken_off_ = false;
      const IrreducibleSet set = FindIrreducibleSet(
          static_cast<int>(found.terms.size()),
          [&](const auto& marked) { return CanBeKept(found.terms, marked); });
      std::vector<int> fewer;
      for (const int i : set.terms) fewer.push_back(found.terms[i]);
      found = {std::move(fewer), set.is_proven};
      time_of_test_ *= kLonger;
    } while (!found.is_proven && broken_off_ && !limits_.AreOver(clock_));
    return found;
  }

 private:
  absl::optional<bool> CanBeKept(const std::vector<int>& terms,
                                 const std::vector<char>& marked) {
    if (limits_.AreOver(clock_)) return absl::nullopt;
    PlanProblem problem = listed_.without;
    for (size_t i = 0; i < marked.size(); ++i) {
      if (marked[i]) listed_.terms[terms[i]].keep(problem);
    }
    SolverLimits of_test = limits_;
    of_test.until = std::min(limits_.until, clock_.Now() + time_of_test_);
    bool ended = false;
    PlanSearch search(&problem, [&] {
      ended = ended || of_test.AreOver(clock_);
      return ended;
    });
    const absl::optional<bool> can = search.HasAny(of_test.nodes);
    broken_off_ = broken_off_ || (!can && ended);
    return can;
  }

  const ListedTerms& listed_;
  const SolverLimits& limits_;
  const Clock& clock_;
  absl::Duration time_of_test_ = kFirstTimeOfTest;
  // Whether a test's time ended before it told anything.
  bool broken_off_ = false;
};

// What is said below the terms that are told.
std::string LastWords(const Conflict& found, bool time_is_over) {
  const size_t more =
      found.terms.size() - std::min(found.terms.size(), kMostTold);
  const std::string rest = more > 0 ? absl::StrCat("and ", more, " more") : "";
  if (found.is_proven) return rest;
  return absl::StrCat(
      rest, more > 0 ? "; " : "", "of these some conflict: ",
      time_is_over ? "time ran out before it was known which"
                   : "which, the nodes of the search were too few to tell");
}

}  // namespace

std::vector<std::string> FindConflicts(const PlanQuestion& question,
                                       const PlanOffers& offers,
                                       const PlanSetup& setup,
                                       const SolverLimits& limits,
                                       const Clock& clock) {
  if (!setup.impossible_pins.empty()) return {setup.impossible_pins.front()};
  const ListedTerms listed = Terms(question, offers, setup).List();
  const Conflict found = ConflictSearch(listed, limits, clock).Find();
  std::vector<std::string> words;
  for (const int term : found.terms) {
    if (words.size() < kMostTold) words.push_back(listed.terms[term].words);
  }
  std::string last = LastWords(found, limits.AreOver(clock));
  if (!last.empty()) words.push_back(std::move(last));
  return words;
}

}  // namespace sangam::matching
