#include "services/matching/convergence/plan_checker.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"

namespace sangam::matching {
namespace {

using Sum = __int128;

class Check {
 public:
  Check(const PlanProblem& problem, const PlanChoice& choice,
        const PlanAllocation& allocation)
      : problem_(problem), choice_(choice), allocation_(allocation) {}

  std::vector<std::string> Run() {
    if (choice_.size() != problem_.needs.size() ||
        allocation_.size() != problem_.needs.size()) {
      return {"the plan has another number of needs"};
    }
    for (size_t n = 0; n < choice_.size(); ++n) CheckNeed(n);
    if (!faults_.empty()) return faults_;
    CheckCeilings();
    CheckExclusions();
    return faults_;
  }

 private:
  void Fault(size_t need, const char* what) {
    faults_.push_back(absl::StrCat("need ", need, ": ", what));
  }

  void CheckNeed(size_t n) {
    const PlanNeedProblem& need = problem_.needs[n];
    const NeedAllocation& got = allocation_[n];
    if (choice_[n] < kNoScheme ||
        choice_[n] >= static_cast<int>(need.candidates.size())) {
      Fault(n, "the scheme is none of its candidates");
      return;
    }
    if (got.gap.size() != problem_.gap_funders.size()) {
      Fault(n, "another number of gap funders");
      return;
    }
    const int used =
        choice_[n] < 0 ? kNoScheme : need.candidates[choice_[n]].scheme;
    if (need.pinned_scheme.value_or(used) != used) {
      Fault(n, "the pin is not kept");
    }
    Sum gap = 0;
    Sum gap_as_own = 0;
    bool negative = got.grant < 0 || got.in_kind < 0 || got.own_cash < 0 ||
                    got.free_cash < 0;
    for (size_t f = 0; f < got.gap.size(); ++f) {
      const GapFunderProblem& funder = problem_.gap_funders[f];
      negative = negative || got.gap[f] < 0;
      gap += got.gap[f];
      if (funder.stands_for_own_money) gap_as_own += got.gap[f];
      if (got.gap[f] > funder.most_by_need[n]) {
        Fault(n, "a gap funder pays more than it may");
      }
    }
    if (negative) Fault(n, "a sum is below zero");
    if (Sum{got.grant} + got.in_kind + got.own_cash + got.free_cash + gap >
        need.cost) {
      Fault(n, "more money than it costs");
    }
    if (need.must_be_met &&
        Sum{got.grant} + got.in_kind + got.own_cash + got.free_cash + gap !=
            need.cost) {
      Fault(n, "it must be met and is not");
    }
    if (got.in_kind > need.in_kind) Fault(n, "more in kind than is given");
    if (got.own_cash > need.own_cash) Fault(n, "more of its cash than it has");
    if (choice_[n] == kNoScheme) {
      if (got.grant != 0) Fault(n, "a grant without a scheme");
      if (gap != 0) Fault(n, "gap funding without a grant scheme");
      return;
    }
    const GrantCandidate& candidate = need.candidates[choice_[n]];
    if (candidate.bar >= 0) Fault(n, "the scheme is forbidden");
    if (got.grant > candidate.most_grant) Fault(n, "a grant above its most");
    if (need.cost > 0 && got.grant < 1) Fault(n, "a scheme without a grant");
    if (got.in_kind > candidate.most_in_kind) {
      Fault(n, "more in kind than the scheme lets count");
    }
    if (need.cost > 0 &&
        Sum{got.in_kind} + got.own_cash + got.free_cash + gap_as_own <
            candidate.least_own) {
      Fault(n, "less of its own than the scheme asks");
    }
  }

  void CheckCeilings() {
    std::map<int, Sum> by_scheme;
    std::map<int, Sum> by_benefit;
    std::vector<Sum> by_funder(problem_.gap_funders.size(), 0);
    Sum free_cash = 0;
    for (size_t n = 0; n < choice_.size(); ++n) {
      if (choice_[n] >= 0) {
        const GrantCandidate& candidate =
            problem_.needs[n].candidates[choice_[n]];
        by_scheme[candidate.scheme] += allocation_[n].grant;
        if (candidate.benefit_ceiling >= 0) {
          by_benefit[candidate.benefit_ceiling] += allocation_[n].grant;
        }
      }
      for (size_t f = 0; f < by_funder.size(); ++f) {
        by_funder[f] += allocation_[n].gap[f];
      }
      free_cash += allocation_[n].free_cash;
    }
    for (const auto& [scheme, sum] : by_scheme) {
      if (sum > problem_.schemes[scheme].ceiling) {
        faults_.push_back(
            absl::StrCat("scheme ", scheme, ": above its ceiling"));
      }
    }
    for (const auto& [benefit, sum] : by_benefit) {
      if (sum > problem_.benefit_ceilings[benefit]) {
        faults_.push_back(
            absl::StrCat("benefit ", benefit, ": above its ceiling"));
      }
    }
    for (size_t f = 0; f < by_funder.size(); ++f) {
      if (by_funder[f] > problem_.gap_funders[f].ceiling) {
        faults_.push_back(
            absl::StrCat("gap funder ", f, ": above its ceiling"));
      }
    }
    if (free_cash > problem_.free_cash) {
      faults_.push_back("more cash than there is");
    }
  }

  void CheckExclusions() {
    std::set<int> used;
    const auto use = [&used](const auto& payer) {
      used.insert(payer.scheme);
      used.insert(payer.premises.begin(), payer.premises.end());
    };
    for (size_t n = 0; n < choice_.size(); ++n) {
      if (choice_[n] >= 0) use(problem_.needs[n].candidates[choice_[n]]);
      for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
        if (allocation_[n].gap[f] > 0) use(problem_.gap_funders[f]);
      }
    }
    for (const ExcludedPair& pair : problem_.exclusions) {
      if (used.count(pair.first) > 0 && used.count(pair.second) > 0) {
        faults_.push_back(absl::StrCat("schemes ", pair.first, " and ",
                                       pair.second, " exclude each other"));
      }
    }
    for (const std::vector<int>& clash : problem_.clashes) {
      const bool all = std::all_of(clash.begin(), clash.end(), [&](int one) {
        return used.count(one) > 0;
      });
      if (all) faults_.push_back("premises that can't all hold");
    }
  }

  const PlanProblem& problem_;
  const PlanChoice& choice_;
  const PlanAllocation& allocation_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> FaultsOfPlan(const PlanProblem& problem,
                                      const PlanChoice& choice,
                                      const PlanAllocation& allocation) {
  return Check(problem, choice, allocation).Run();
}

}  // namespace sangam::matching
