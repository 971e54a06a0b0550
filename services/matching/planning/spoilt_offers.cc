#include "services/matching/planning/spoilt_offers.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/receipt_ways.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

using Names = std::vector<std::string>;

// Who asks for a scheme for a need, on which rules.
struct Asker {
  std::string name;
  const CompiledVersion* version = nullptr;
  int need = 0;
  int participant = 0;
  // Null where only the scheme itself is asked for, not its money.
  const GrantOffer* offer = nullptr;
  // What the participant has received by then, of need.
  Names before = {};
};

class Finder {
 public:
  Finder(const PlanQuestion& question, const NeedContexts& contexts,
         const PlanOffers& offers, PlanSetup& setup)
      : question_(question),
        contexts_(contexts),
        offers_(offers),
        setup_(setup) {}

  void Run() {
    ListGivers();
    for (size_t n = 0; n < offers_.needs.size(); ++n) {
      for (size_t c = 0; c < offers_.needs[n].grants.size(); ++c) {
        AddGrant(static_cast<int>(n), c);
      }
    }
    for (size_t f = 0; f < offers_.gap_funders.size(); ++f) AddGapFunder(f);
  }

 private:
  const OfferedScheme& Scheme(int scheme) const {
    return offers_.schemes[scheme];
  }
  const std::string& NameOf(int scheme) const {
    return Scheme(scheme).scheme->scheme.name();
  }

  void ListGivers() {
    for (size_t s = 0; s < offers_.schemes.size(); ++s) {
      const int scheme = static_cast<int>(s);
      givers_[{NameOf(scheme), Scheme(scheme).participant}].insert(scheme);
    }
    for (const NeedOffers& need : offers_.needs) {
      for (const GrantOffer& offer : need.grants) {
        for (const RequiredScheme& first : offer.required) {
          givers_[{first.name, first.participant}].insert(offer.scheme);
        }
      }
    }
    for (const GapOffer& offer : offers_.gap_funders) {
      for (const GapNeed& need : offer.needs) {
        for (const RequiredScheme& first : need.required) {
          givers_[{first.name, first.participant}].insert(offer.scheme);
        }
      }
    }
  }

  void AddGrant(int n, size_t c) {
    const GrantOffer& offer = offers_.needs[n].grants[c];
    GrantCandidate& candidate = setup_.problem.needs[n].candidates[c];
    const OfferedScheme& scheme = Scheme(offer.scheme);
    if (!scheme.sanctioned_by.empty() || candidate.bar >= 0) return;
    Add({NameOf(offer.scheme), scheme.version, n, offer.participant, &offer,
         HadFirst(offer.required, offer.participant)},
        {NameOf(offer.scheme)}, {}, candidate.premises);
    AddFirst(offer.required, NameOf(offer.scheme), n, candidate.premises);
  }

  // What `scheme` needs first, each after what that needs, and beside the rest.
  void AddFirst(const std::vector<RequiredScheme>& required,
                const std::string& scheme, int n, std::vector<int>& premises) {
    for (const RequiredScheme& first : required) {
      std::set<std::string> ordered = {scheme, first.name};
      std::set<std::string> beside;
      std::vector<RequiredScheme> before;
      for (const RequiredScheme& other : required) {
        if (first.after.count(other.name) > 0) {
          before.push_back(other);
        } else if (other.after.count(first.name) > 0) {
          ordered.insert(other.name);
        } else if (other.name != first.name &&
                   other.participant == first.participant) {
          beside.insert(other.name);
        }
      }
      Add({first.name, first.version, n, first.participant, nullptr,
           HadFirst(before, first.participant)},
          ordered, beside, premises);
    }
  }

  void AddGapFunder(size_t f) {
    const GapOffer& offer = offers_.gap_funders[f];
    const OfferedScheme& scheme = Scheme(offer.scheme);
    if (!scheme.sanctioned_by.empty()) return;
    for (size_t n = 0; n < offer.needs.size(); ++n) {
      GapFunderProblem& funder = setup_.problem.gap_funders[f];
      if (funder.most_by_need[n] == 0) continue;
      const int need = static_cast<int>(n);
      const std::vector<RequiredScheme>& required = offer.needs[n].required;
      Add({NameOf(offer.scheme), scheme.version, need, scheme.participant,
           nullptr, HadFirst(required, scheme.participant)},
          {NameOf(offer.scheme)}, {}, funder.premises);
      AddFirst(required, NameOf(offer.scheme), need, funder.premises);
    }
  }

  // `ordered`: what the asker comes before, of need, and itself; `beside`: what
  // is had with it in any case.
  void Add(const Asker& asker, const std::set<std::string>& ordered,
           const std::set<std::string>& beside, std::vector<int>& premises) {
    Names left;
    for (const std::string& name : AskedBy(asker)) {
      if (ordered.count(name) > 0 ||
          absl::c_linear_search(asker.before, name) ||
          givers_.count({name, asker.participant}) == 0) {
        continue;
      }
      if (beside.count(name) == 0 && GetsWorse(asker, {name})) {
        Forbid(asker, {name}, premises);
      } else if (left.size() < kMostTriedTogether) {
        left.push_back(name);
      }
    }
    AddTogether(asker, left, beside, premises);
  }

  // Fewer receipts first, so that no set holds another one that spoils.
  void AddTogether(const Asker& asker, const Names& left,
                   const std::set<std::string>& beside,
                   std::vector<int>& premises) {
    std::vector<unsigned> sets;
    for (unsigned set = 0; set < (1U << left.size()); ++set) {
      if (__builtin_popcount(set) > 1) sets.push_back(set);
    }
    absl::c_stable_sort(sets, [](unsigned one, unsigned other) {
      return __builtin_popcount(one) < __builtin_popcount(other);
    });
    std::vector<unsigned> found;
    for (const unsigned set : sets) {
      if (absl::c_any_of(found,
                         [set](unsigned one) { return (one & set) == one; })) {
        continue;
      }
      Names names;
      for (size_t i = 0; i < left.size(); ++i) {
        if ((set >> i & 1U) != 0) names.push_back(left[i]);
      }
      if (!GetsWorse(asker, names)) continue;
      found.push_back(set);
      names.erase(std::remove_if(names.begin(), names.end(),
                                 [&](const std::string& name) {
                                   return beside.count(name) > 0;
                                 }),
                  names.end());
      if (!names.empty()) Forbid(asker, names, premises);
    }
  }

  const std::set<std::string>& AskedBy(const Asker& asker) {
    const auto [known, is_new] = asked_by_.try_emplace(
        {asker.version, asker.offer == nullptr ? -1 : asker.offer->benefit});
    if (!is_new) return known->second;
    const auto add = [&](const OptionalRule& rule) {
      if (rule) AddSchemesAskedOf(rule->typed_root(), &known->second);
    };
    for (int c = 0; c < OwnConditions(asker); ++c) {
      add(asker.version->conditions[c]);
    }
    if (asker.offer == nullptr) return known->second;
    const CompiledBenefit& benefit =
        asker.version->benefits[asker.offer->benefit];
    add(benefit.condition);
    absl::c_for_each(asker.version->funding_conditions, add);
    for (const auto& [text, amount] : benefit.computed_amounts) {
      AddSchemesAskedOf(amount.root(), &known->second);
    }
    return known->second;
  }

  // What relations add is left to SchemeCompany.
  static int OwnConditions(const Asker& asker) {
    return std::min(asker.version->own_conditions,
                    static_cast<int>(asker.version->conditions.size()));
  }

  bool GetsWorse(const Asker& asker, const Names& names) {
    Names all = asker.before;
    all.insert(all.end(), names.begin(), names.end());
    const MatchContext& as_known =
        contexts_.ForConditions(asker.need, asker.participant, asker.name);
    const MatchContext& context = supposed_.With(as_known, asker.before);
    const MatchContext& then = supposed_.With(as_known, all);
    const auto is_worse = [&](const OptionalRule& rule) {
      return EvaluateOptional(rule, "", then) <
             EvaluateOptional(rule, "", context);
    };
    const CompiledVersion& version = *asker.version;
    const auto own = version.conditions.begin();
    if (std::any_of(own, own + OwnConditions(asker), is_worse)) return true;
    if (asker.offer == nullptr) return false;
    const GrantOffer& offer = *asker.offer;
    const auto& benefit = version.version.benefits(offer.benefit);
    if (!FollowsWithinPlan(version.version, benefit, question_.terms) &&
        is_worse(version.benefits[offer.benefit].condition)) {
      return true;
    }
    const auto& need = question_.terms.needs(asker.need);
    if (CostOf(need) == 0) return false;
    const MatchContext& sums =
        contexts_.ForSums(asker.need, asker.participant, asker.name);
    const FundingTerms terms =
        TermsFor(version, offer.benefit, SizeOf(need),
                 AssumedFor(question_.terms, asker.name, need.id()), then,
                 supposed_.With(sums, all));
    return !terms.no_sum.empty() || terms.most_grant < offer.terms.most_grant ||
           terms.least_own > offer.terms.least_own ||
           terms.most_in_kind < offer.terms.most_in_kind;
  }

  static std::string WordsOf(const Names& names) {
    if (names.size() == 1) return absl::StrCat(names[0], " was not received");
    return absl::StrCat("not all of ", absl::StrJoin(names, ", "),
                        " were received");
  }

  void Forbid(const Asker& asker, const Names& names,
              std::vector<int>& premises) {
    const auto [known, is_new] =
        premise_of_.try_emplace({asker.name, asker.participant, names}, 0);
    if (is_new) known->second = NewPremise(asker, names);
    if (!absl::c_linear_search(premises, known->second)) {
      premises.push_back(known->second);
    }
  }

  // What brings the scheme to the asker other than after it: schemes, the one
  // itself first, then those that need it first; then a premise of the offers
  // that need it first where others of their scheme do not.
  std::vector<int> GiversOf(const std::string& name, const Asker& asker) {
    std::vector<int> givers;
    std::vector<GrantCandidate*> some;
    for (const int scheme : givers_[{name, asker.participant}]) {
      if (Scheme(scheme).company.Has(asker.name)) continue;
      std::vector<GrantCandidate*> giving;
      if (!AllGive(scheme, name, asker, giving)) {
        some.insert(some.end(), giving.begin(), giving.end());
        continue;
      }
      givers.insert(NameOf(scheme) == name ? givers.begin() : givers.end(),
                    scheme);
    }
    if (some.empty()) return givers;
    givers.push_back(static_cast<int>(Excludable(setup_.problem)));
    ++setup_.problem.premises;
    setup_.premises.push_back(absl::StrCat(name, " had first"));
    for (GrantCandidate* one : some) one->premises.push_back(givers.back());
    return givers;
  }

  // Whether each offer of the scheme brings it, not after the asker; which do.
  // A scheme may be had in several ways.
  bool AllGive(int scheme, const std::string& name, const Asker& asker,
               std::vector<GrantCandidate*>& giving) {
    bool all = true;
    for (size_t n = 0; n < offers_.needs.size(); ++n) {
      for (size_t c = 0; c < offers_.needs[n].grants.size(); ++c) {
        const GrantOffer& offer = offers_.needs[n].grants[c];
        if (offer.scheme != scheme) continue;
        const auto needs = [&](const std::string& one) {
          return absl::c_any_of(offer.required, [&](const auto& first) {
            return first.name == one;
          });
        };
        if ((NameOf(scheme) == name || needs(name)) && !needs(asker.name)) {
          giving.push_back(&setup_.problem.needs[n].candidates[c]);
        } else {
          all = false;
        }
      }
    }
    return all;
  }

  int NewPremise(const Asker& asker, const Names& names) {
    PlanProblem& problem = setup_.problem;
    const int premise = static_cast<int>(Excludable(problem));
    ++problem.premises;
    setup_.premises.push_back(
        absl::StrCat(asker.name, " asks that ", WordsOf(names)));
    // One of each name, in all ways.
    std::vector<std::vector<int>> sets = {{premise}};
    for (const std::string& name : names) {
      std::vector<std::vector<int>> longer;
      for (const int scheme : GiversOf(name, asker)) {
        for (std::vector<int> set : sets) {
          if (!absl::c_linear_search(set, scheme)) set.push_back(scheme);
          longer.push_back(std::move(set));
        }
      }
      sets = std::move(longer);
    }
    for (std::vector<int>& set : sets) {
      if (set.size() == 2) {
        problem.exclusions.push_back({set[0], set[1]});
      } else {
        problem.clashes.push_back(std::move(set));
      }
    }
    return premise;
  }

  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const PlanOffers& offers_;
  PlanSetup& setup_;
  SupposedReceipts supposed_;
  // Whose use brings the scheme to the applicant.
  std::map<std::pair<std::string, int>, std::set<int>> givers_;
  // By version and benefit.
  std::map<std::pair<const CompiledVersion*, int>, std::set<std::string>>
      asked_by_;
  std::map<std::tuple<std::string, int, Names>, int> premise_of_;
};

}  // namespace

void ForbidSpoilt(const PlanQuestion& question, const NeedContexts& contexts,
                  const PlanOffers& offers, PlanSetup* setup) {
  Finder(question, contexts, offers, *setup).Run();
}

}  // namespace sangam::matching
