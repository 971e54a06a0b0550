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

// A scheme with more than it needs first in whichever way.
struct Way {
  int scheme = 0;
  std::set<std::string> more;
  SchemeCompany company;
  std::vector<GrantCandidate*> candidates;
};

class Excluder {
 public:
  Excluder(const PlanOffers& offers, PlanSetup& setup)
      : offers_(offers), setup_(setup) {}

  void Run() {
    ListWays();
    for (size_t w = 0; w < ways_.size(); ++w) {
      for (size_t s = 0; s < offers_.schemes.size(); ++s) {
        ExcludeScheme(ways_[w], static_cast<int>(s));
      }
      for (size_t other = w + 1; other < ways_.size(); ++other) {
        ExcludeWays(ways_[w], ways_[other]);
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

  void ListWays() {
    for (size_t n = 0; n < offers_.needs.size(); ++n) {
      for (size_t c = 0; c < offers_.needs[n].grants.size(); ++c) {
        AddOffer(offers_.needs[n].grants[c],
                 setup_.problem.needs[n].candidates[c]);
      }
    }
  }

  void AddOffer(const GrantOffer& offer, GrantCandidate& candidate) {
    std::set<std::string> more;
    SchemeCompany company = CompanyOf(offer.scheme);
    for (const RequiredScheme& first : offer.required) {
      if (CompanyOf(offer.scheme).Has(first.name)) continue;
      more.insert(first.name);
      company.Add(first.name, *first.version);
    }
    if (more.empty()) return;
    auto known = absl::c_find_if(ways_, [&](const Way& way) {
      return way.scheme == offer.scheme && way.more == more;
    });
    if (known == ways_.end()) {
      ways_.push_back({offer.scheme, std::move(more), std::move(company), {}});
      known = ways_.end() - 1;
    }
    known->candidates.push_back(&candidate);
  }

  std::string WordsOf(const Way& way) const {
    return absl::StrCat(NameOf(way.scheme), " with ",
                        absl::StrJoin(way.more, " and "), " first");
  }

  void ExcludeScheme(const Way& way, int scheme) {
    if (scheme == way.scheme ||
        ExcludeEachOther(CompanyOf(way.scheme), CompanyOf(scheme)) ||
        !ExcludeEachOther(way.company, CompanyOf(scheme))) {
      return;
    }
    const int premise = PremiseOf(
        way,
        absl::StrCat(WordsOf(way), " can't be had beside ", NameOf(scheme)));
    setup_.problem.exclusions.push_back({premise, scheme});
  }

  void ExcludeWays(const Way& one, const Way& other) {
    if (one.scheme == other.scheme ||
        ExcludeEachOther(one.company, CompanyOf(other.scheme)) ||
        ExcludeEachOther(CompanyOf(one.scheme), other.company) ||
        !ExcludeEachOther(one.company, other.company)) {
      return;
    }
    const int premise = PremiseOf(one, WordsOf(one));
    setup_.problem.exclusions.push_back(
        {premise, PremiseOf(other, WordsOf(other))});
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
    const auto [known, is_new] = premise_of_.try_emplace(words, 0);
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

  const PlanOffers& offers_;
  PlanSetup& setup_;
  std::vector<Way> ways_;
  std::map<std::string, int> premise_of_;
  std::map<size_t, int> premise_of_funder_;
};

}  // namespace

void ExcludeRivalsOfWays(const PlanOffers& offers, PlanSetup* setup) {
  Excluder(offers, *setup).Run();
}

}  // namespace sangam::matching
