#include "services/matching/planning/plan_setup.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"

namespace sangam::matching {
namespace {

PlanGoal GoalOf(type::v1::PlanObjective objective) {
  switch (objective) {
    case type::v1::PLAN_OBJECTIVE_LEAST_OWN_MONEY:
      return PlanGoal::kLeastOwnMoney;
    case type::v1::PLAN_OBJECTIVE_FEWEST_DEPARTMENTS:
      return PlanGoal::kFewestDepartments;
    case type::v1::PLAN_OBJECTIVE_SOONEST:
      return PlanGoal::kSoonest;
    default:
      return PlanGoal::kMostNeedMet;
  }
}

class Setup {
 public:
  Setup(const PlanQuestion& question, const PlanOffers& offers)
      : question_(question), offers_(offers) {}

  PlanSetup Build() && {
    setup_.problem.goal = GoalOf(question_.terms.objective());
    AddSchemes();
    for (int n = 0; n < question_.terms.needs_size(); ++n) AddNeed(n);
    AddGapFunders();
    AddContributions();
    setup_.problem.bars = static_cast<int>(setup_.bars.size());
    return std::move(setup_);
  }

 private:
  const std::string& NameOf(int scheme) const {
    return offers_.schemes[scheme].scheme->scheme.name();
  }

  bool IsSanctioned(int scheme) const {
    return !offers_.schemes[scheme].sanctioned_by.empty();
  }

  void AddSchemes() {
    std::map<std::string, int> departments;
    for (const OfferedScheme& offered : offers_.schemes) {
      PlanSchemeProblem scheme;
      if (offered.ceiling) scheme.ceiling = *offered.ceiling;
      scheme.department =
          departments
              .emplace(offered.scheme->scheme.department(), departments.size())
              .first->second;
      scheme.days = offered.days;
      setup_.problem.schemes.push_back(scheme);
    }
  }

  // What bounds the offer's benefit over all needs; none if negative.
  int CeilingOf(const GrantOffer& offer) {
    const BenefitCeiling* ceiling =
        offers_.schemes[offer.scheme].CeilingOf(offer.benefit);
    if (ceiling == nullptr || !ceiling->left) return -1;
    std::vector<int64_t>& ceilings = setup_.problem.benefit_ceilings;
    const auto [known, is_new] = benefit_ceilings_.try_emplace(
        {offer.scheme, offer.benefit}, static_cast<int>(ceilings.size()));
    if (is_new) ceilings.push_back(*ceiling->left);
    return known->second;
  }

  int BarOf(const std::string& words) {
    if (words.empty()) return -1;
    const auto known = absl::c_find(setup_.bars, words);
    if (known != setup_.bars.end()) {
      return static_cast<int>(known - setup_.bars.begin());
    }
    setup_.bars.push_back(words);
    return static_cast<int>(setup_.bars.size()) - 1;
  }

  void AddNeed(int n) {
    const type::v1::PlanNeed& need = question_.terms.needs(n);
    PlanNeedProblem problem;
    problem.cost = CostOf(need);
    problem.must_be_met = need.must_be_met();
    for (const GrantOffer& offer : offers_.needs[n].grants) {
      GrantCandidate candidate;
      candidate.scheme = offer.scheme;
      candidate.most_grant = offer.terms.most_grant;
      candidate.least_own = offer.terms.least_own;
      candidate.most_in_kind = offer.terms.most_in_kind;
      candidate.days = offer.days;
      candidate.benefit_ceiling = CeilingOf(offer);
      if (!offer.bar.empty()) {
        candidate.bar =
            BarOf(absl::StrCat(NameOf(offer.scheme), ": ", offer.bar));
      }
      problem.candidates.push_back(candidate);
      if (IsSanctioned(offer.scheme)) problem.pinned_scheme = offer.scheme;
    }
    for (const auto& pin : question_.terms.pins()) {
      if (pin.need() == need.id()) SetPin(n, pin, problem);
    }
    setup_.problem.needs.push_back(std::move(problem));
  }

  void SetPin(int n, const type::v1::PlanPin& pin, PlanNeedProblem& problem) {
    if (pin.scheme().empty()) {
      problem.pinned_scheme = kNoScheme;
      return;
    }
    for (const GrantOffer& offer : offers_.needs[n].grants) {
      if (NameOf(offer.scheme) == pin.scheme()) {
        problem.pinned_scheme = offer.scheme;
        return;
      }
    }
    std::string reason = "no benefit of it pays this head of cost";
    for (const auto& note : offers_.needs[n].not_used) {
      if (note.scheme() == pin.scheme()) reason = note.reason();
    }
    setup_.impossible_pins.push_back(absl::StrCat(
        "the pin of ", pin.need(), " to ", pin.scheme(), ": ", reason));
  }

  void AddGapFunders() {
    for (const GapOffer& offer : offers_.gap_funders) {
      GapFunderProblem funder;
      funder.scheme = offer.scheme;
      const OfferedScheme& scheme = offers_.schemes[offer.scheme];
      if (scheme.ceiling) funder.ceiling = *scheme.ceiling;
      funder.stands_for_own_money =
          scheme.version->version.gap_funding().may_stand_for_own_money();
      const int number = static_cast<int>(setup_.problem.gap_funders.size());
      for (size_t n = 0; n < offer.needs.size(); ++n) {
        const GapNeed& need = offer.needs[n];
        funder.most_by_need.push_back(need.bar.empty() ? need.most : 0);
        if (need.bar.empty() || need.most == 0) continue;
        setup_.gap_bars.push_back(
            {need.bar, number, static_cast<int>(n), need.most});
      }
      setup_.problem.gap_funders.push_back(std::move(funder));
    }
  }

  void AddContributions() {
    for (const auto& contribution : question_.terms.contributions()) {
      const int64_t value = contribution.value_paise();
      if (contribution.need().empty()) {
        setup_.problem.free_cash += value;
        continue;
      }
      for (int n = 0; n < question_.terms.needs_size(); ++n) {
        if (question_.terms.needs(n).id() != contribution.need()) continue;
        PlanNeedProblem& need = setup_.problem.needs[n];
        (contribution.kind() == type::v1::PLAN_CONTRIBUTION_KIND_IN_KIND
             ? need.in_kind
             : need.own_cash) += value;
      }
    }
  }

  const PlanQuestion& question_;
  const PlanOffers& offers_;
  // By scheme and benefit.
  std::map<std::pair<int, int>, int> benefit_ceilings_;
  PlanSetup setup_;
};

}  // namespace

PlanSetup SetUpPlan(const PlanQuestion& question, const PlanOffers& offers) {
  return Setup(question, offers).Build();
}

}  // namespace sangam::matching
