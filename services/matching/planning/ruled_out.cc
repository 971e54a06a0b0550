#include "services/matching/planning/ruled_out.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace sangam::matching {
namespace {

class Teller {
 public:
  Teller(const PlanOffers& offers, const PlanSetup& setup,
         const FoundPlan& found)
      : offers_(offers),
        problem_(setup.problem),
        setup_(setup),
        found_(found) {}

  const std::string& NameOf(int scheme) const {
    return offers_.schemes[scheme].scheme->scheme.name();
  }

  // Of a candidate or a gap funder.
  template <typename Payer>
  std::string Why(const Payer& payer) const {
    std::vector<int> own;
    VisitExcludable(payer, [&own](int one) { own.push_back(one); });
    for (const ExcludedPair& pair : problem_.exclusions) {
      for (const auto& [one, other] : {std::pair(pair.first, pair.second),
                                       std::pair(pair.second, pair.first)}) {
        // What relations say of two schemes is told elsewhere.
        if (IsScheme(one) && IsScheme(other)) continue;
        if (!absl::c_linear_search(own, one)) continue;
        const std::string by = UserOf(other);
        if (!by.empty()) return Words({one, other}, one, {by});
      }
    }
    for (const std::vector<int>& clash : problem_.clashes) {
      const auto first = absl::c_find_if(
          clash, [&](int one) { return absl::c_linear_search(own, one); });
      if (first == clash.end()) continue;
      std::vector<std::string> users;
      for (const int other : clash) {
        if (absl::c_linear_search(own, other)) continue;
        std::string user = UserOf(other);
        if (!absl::c_linear_search(users, user)) {
          users.push_back(std::move(user));
        }
      }
      if (users.empty() || absl::c_linear_search(users, "")) continue;
      return Words(clash, *first, users);
    }
    return "";
  }

  bool Gives(size_t need, int scheme) const {
    const int choice = found_.choice[need];
    return choice >= 0 &&
           problem_.needs[need].candidates[choice].scheme == scheme;
  }

  bool Pays(size_t funder) const {
    return absl::c_any_of(found_.allocation, [funder](const auto& need) {
      return need.gap[funder] > 0;
    });
  }

 private:
  bool IsScheme(int one) const {
    return one < static_cast<int>(problem_.schemes.size());
  }
  const std::string& PremiseOf(int one) const {
    return setup_.premises[one - problem_.schemes.size()];
  }

  // What can't go together, of which the payer has `own` and the users the
  // rest.
  std::string Words(const std::vector<int>& apart, int own,
                    const std::vector<std::string>& users) const {
    const std::string all = absl::StrJoin(users, " and ");
    // With schemes among them there is one premise, which says it all.
    if (absl::c_any_of(apart, [&](int one) { return IsScheme(one); })) {
      const auto premise =
          absl::c_find_if(apart, [&](int one) { return !IsScheme(one); });
      return absl::StrCat(PremiseOf(*premise), ", and the plan uses ", all);
    }
    return absl::StrCat("it would rest on ", PremiseOf(own), ", which ", all,
                        " of the plan ", users.size() > 1 ? "rule" : "rules",
                        " out");
  }

  // The first scheme of the plan that is the one or has that premise; empty if
  // none has.
  std::string UserOf(int one) const {
    const auto has = [one](const auto& payer) {
      return payer.scheme == one || absl::c_linear_search(payer.premises, one);
    };
    for (size_t n = 0; n < found_.choice.size(); ++n) {
      if (found_.choice[n] < 0) continue;
      const auto& used = problem_.needs[n].candidates[found_.choice[n]];
      if (has(used)) return NameOf(used.scheme);
    }
    for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
      const GapFunderProblem& funder = problem_.gap_funders[f];
      if (has(funder) && Pays(f)) return NameOf(funder.scheme);
    }
    return "";
  }

  const PlanOffers& offers_;
  const PlanProblem& problem_;
  const PlanSetup& setup_;
  const FoundPlan& found_;
};

// Whether the same benefit could be had with something else had first: of a
// benefit the first way is told, and only if all are ruled out.
bool HasAnotherWay(const Teller& teller, const PlanOffers& offers,
                   const PlanSetup& setup, size_t need, size_t candidate) {
  const std::vector<GrantOffer>& grants = offers.needs[need].grants;
  for (size_t c = 0; c < grants.size(); ++c) {
    const GrantCandidate& one = setup.problem.needs[need].candidates[c];
    if (c == candidate || one.bar >= 0 ||
        grants[c].scheme != grants[candidate].scheme ||
        grants[c].benefit != grants[candidate].benefit) {
      continue;
    }
    if (c < candidate || teller.Why(one).empty()) return true;
  }
  return false;
}

}  // namespace

std::string WhyRuledOut(const PlanOffers& offers, const PlanSetup& setup,
                        const FoundPlan& found,
                        const GrantCandidate& candidate) {
  if (setup.premises.empty()) return "";
  return Teller(offers, setup, found).Why(candidate);
}

void TellRuledOut(const PlanQuestion& question, const PlanOffers& offers,
                  const PlanSetup& setup, const FoundPlan& found, int most,
                  type::v1::ConvergencePlan* plan) {
  if (setup.premises.empty()) return;
  const Teller teller(offers, setup, found);
  const auto add = [&](const std::string& scheme, const std::string& need,
                       std::string reason) {
    if (reason.empty() || plan->not_used_size() >= most) return;
    // Of several benefits once.
    const auto& notes = plan->not_used();
    if (!notes.empty() && notes.rbegin()->scheme() == scheme &&
        notes.rbegin()->need() == need && notes.rbegin()->reason() == reason) {
      return;
    }
    auto& note = *plan->add_not_used();
    note.set_scheme(scheme);
    note.set_need(need);
    note.set_reason(std::move(reason));
  };
  for (size_t n = 0; n < setup.problem.needs.size(); ++n) {
    const std::string& need = question.terms.needs(static_cast<int>(n)).id();
    const std::vector<GrantCandidate>& candidates =
        setup.problem.needs[n].candidates;
    for (size_t c = 0; c < candidates.size(); ++c) {
      const GrantCandidate& one = candidates[c];
      if (one.bar >= 0 || teller.Gives(n, one.scheme)) continue;
      const std::string why = teller.Why(one);
      if (why.empty() || HasAnotherWay(teller, offers, setup, n, c)) continue;
      add(teller.NameOf(one.scheme), need, why);
    }
  }
  for (size_t f = 0; f < setup.problem.gap_funders.size(); ++f) {
    const GapFunderProblem& funder = setup.problem.gap_funders[f];
    const bool pays = absl::c_any_of(
        setup.problem.gap_funders, [&](const GapFunderProblem& other) {
          return teller.NameOf(other.scheme) == teller.NameOf(funder.scheme) &&
                 teller.Pays(&other - setup.problem.gap_funders.data());
        });
    if (pays) continue;
    add(teller.NameOf(funder.scheme), "", teller.Why(funder));
  }
}

}  // namespace sangam::matching
