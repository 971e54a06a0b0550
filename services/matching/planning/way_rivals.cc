#include "services/matching/planning/way_rivals.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/matching/planning/scheme_company.h"

namespace sangam::matching {
namespace {

// A scheme with what it needs first in one way.
struct Way {
  int scheme = 0;
  // What is not needed in every way.
  std::set<std::string> more;
  SchemeCompany company;
  std::vector<GrantCandidate*> candidates;
};

class Excluder {
 public:
  Excluder(const NeedContexts& contexts, const PlanOffers& offers,
           PlanSetup& setup)
      : contexts_(contexts), offers_(offers), setup_(setup) {}

  void Run() {
    ListWays();
    const int schemes = static_cast<int>(offers_.schemes.size());
    for (int one = 0; one < schemes; ++one) {
      for (int other = one + 1; other < schemes; ++other) {
        ExcludeSchemes(one, other);
      }
    }
    for (size_t f = 0; f < offers_.gap_funders.size(); ++f) {
      for (size_t other = f + 1; other < offers_.gap_funders.size(); ++other) {
        ExcludeFunders(f, other);
      }
    }
  }

 private:
  const SchemeCompany& CompanyOf(int scheme) const {
    return offers_.schemes[scheme].company;
  }
  const std::string& NameOf(int scheme) const {
    return offers_.schemes[scheme].scheme->scheme.name();
  }

  bool IsSanctioned(int scheme) const {
    return !offers_.schemes[scheme].sanctioned_by.empty();
  }

  // Of what has no candidates, as a gap funder, the one that it is for.
  void ListWays() {
    ways_.resize(offers_.schemes.size());
    for (size_t n = 0; n < offers_.needs.size(); ++n) {
      for (size_t c = 0; c < offers_.needs[n].grants.size(); ++c) {
        AddOffer(offers_.needs[n].grants[c],
                 setup_.problem.needs[n].candidates[c]);
      }
    }
    for (size_t s = 0; s < ways_.size(); ++s) {
      const int scheme = static_cast<int>(s);
      if (ways_[s].empty())
        ways_[s].push_back({scheme, {}, CompanyOf(scheme), {}});
    }
  }

  void AddOffer(const GrantOffer& offer, GrantCandidate& candidate) {
    Way way = {offer.scheme, {}, CompanyOf(offer.scheme), {&candidate}};
    for (const RequiredScheme& first : offer.required) {
      if (!way.company.Has(first.name)) way.more.insert(first.name);
      way.company.Add(contexts_, first.name, *first.version, first.participant);
    }
    std::vector<Way>& ways = ways_[offer.scheme];
    const auto known = absl::c_find_if(ways, [&](const Way& one) {
      return one.company.Members() == way.company.Members();
    });
    if (known == ways.end()) {
      ways.push_back(std::move(way));
    } else {
      known->candidates.push_back(&candidate);
    }
  }

  std::string WordsOf(const Way& way) const {
    return absl::StrCat(
        NameOf(way.scheme), " with ",
        way.more.empty() ? "no more" : absl::StrJoin(way.more, " and "),
        " first");
  }

  // What is sanctioned is had: it asks for no more, and what others ask of it
  // is judged by their conditions.
  bool AreRivals(const Way& one, const Way& other) const {
    return (!IsSanctioned(other.scheme) &&
            one.company.Excludes(other.company)) ||
           (!IsSanctioned(one.scheme) && other.company.Excludes(one.company));
  }

  bool IsRivalOfAll(const Way& way, int scheme) const {
    return absl::c_all_of(
        ways_[scheme], [&](const Way& other) { return AreRivals(way, other); });
  }

  // The schemes where they are rivals in all ways, else the ways that are.
  void ExcludeSchemes(int one, int other) {
    if (absl::c_all_of(ways_[one], [&](const Way& way) {
          return IsRivalOfAll(way, other);
        })) {
      setup_.problem.exclusions.push_back({one, other});
      return;
    }
    for (const Way& way : ways_[one]) ExcludeScheme(way, other);
    for (const Way& way : ways_[other]) ExcludeScheme(way, one);
    for (const Way& way : ways_[one]) {
      if (IsRivalOfAll(way, other)) continue;
      for (const Way& rival : ways_[other]) {
        if (!IsRivalOfAll(rival, one) && AreRivals(way, rival)) {
          const int premise = PremiseOf(way, WordsOf(way));
          setup_.problem.exclusions.push_back(
              {premise, PremiseOf(rival, WordsOf(rival))});
        }
      }
    }
  }

  void ExcludeScheme(const Way& way, int scheme) {
    if (!IsRivalOfAll(way, scheme)) return;
    const int premise = PremiseOf(
        way,
        absl::StrCat(WordsOf(way), " can't be had beside ", NameOf(scheme)));
    setup_.problem.exclusions.push_back({premise, scheme});
  }

  // Of the ways of one gap funder a plan uses one.
  void ExcludeFunders(size_t one, size_t other) {
    const OfferedScheme& first =
        offers_.schemes[offers_.gap_funders[one].scheme];
    const OfferedScheme& second =
        offers_.schemes[offers_.gap_funders[other].scheme];
    if (first.scheme != second.scheme ||
        first.participant != second.participant ||
        !first.sanctioned_by.empty() || !second.sanctioned_by.empty()) {
      return;
    }
    setup_.problem.exclusions.push_back({PremiseOf(one), PremiseOf(other)});
  }

  // Its own, whoever asks for the same in the same way.
  int PremiseOf(size_t funder) {
    const auto [known, is_new] = premise_of_funder_.try_emplace(funder, 0);
    if (!is_new) return known->second;
    std::set<std::string> first;
    for (const GapNeed& need : offers_.gap_funders[funder].needs) {
      for (const RequiredScheme& one : need.required) first.insert(one.name);
    }
    known->second = AddPremise(absl::StrCat(
        NameOf(offers_.gap_funders[funder].scheme), " with ",
        first.empty() ? "nothing" : absl::StrJoin(first, " and "), " first"));
    setup_.problem.gap_funders[funder].premises.push_back(known->second);
    return known->second;
  }

  int PremiseOf(const Way& way, const std::string& words) {
    const auto [known, is_new] =
        premise_of_.try_emplace({way.scheme, words}, 0);
    if (is_new) known->second = AddPremise(words);
    for (GrantCandidate* candidate : way.candidates) {
      if (!absl::c_linear_search(candidate->premises, known->second)) {
        candidate->premises.push_back(known->second);
      }
    }
    return known->second;
  }

  int AddPremise(const std::string& words) {
    const int premise = static_cast<int>(Excludable(setup_.problem));
    ++setup_.problem.premises;
    setup_.premises.push_back(words);
    return premise;
  }

  const NeedContexts& contexts_;
  const PlanOffers& offers_;
  PlanSetup& setup_;
  // By scheme; never empty.
  std::vector<std::vector<Way>> ways_;
  std::map<std::pair<int, std::string>, int> premise_of_;
  std::map<size_t, int> premise_of_funder_;
};

}  // namespace

void ExcludeRivals(const NeedContexts& contexts, const PlanOffers& offers,
                   PlanSetup* setup) {
  Excluder(contexts, offers, *setup).Run();
}

}  // namespace sangam::matching
