#include "services/matching/planning/convergence_planner.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/convergence/plan_checker.h"
#include "services/matching/convergence/plan_solver.h"
#include "services/matching/planning/fewest_first.h"
#include "services/matching/planning/kept_grants.h"
#include "services/matching/planning/named_schemes.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_conflicts.h"
#include "services/matching/planning/plan_loans.h"
#include "services/matching/planning/plan_money.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_premises.h"
#include "services/matching/planning/plan_setup.h"
#include "services/matching/planning/plan_steps.h"
#include "services/matching/planning/possible_plan.h"
#include "services/matching/planning/ruled_out.h"
#include "services/matching/planning/spoilt_offers.h"
#include "services/matching/planning/thin_grants.h"
#include "services/matching/planning/uncounted_grants.h"
#include "services/matching/planning/way_rivals.h"

namespace sangam::matching {
namespace {

using type::v1::ConvergencePlan;

constexpr int kDefaultMilliseconds = 2'000;
constexpr int kMostMilliseconds = 30'000;
constexpr int64_t kDefaultNodes = 200'000;
constexpr int kMostNotUsed = 100;
// Of premises that were not checked, and of schemes whose ways were left out.
constexpr size_t kMostTold = 10;

type::v1::PlanSolutionStatus StatusOf(SolveStatus status) {
  switch (status) {
    case SolveStatus::kOptimal:
      return type::v1::PLAN_SOLUTION_STATUS_OPTIMAL;
    case SolveStatus::kFeasible:
      return type::v1::PLAN_SOLUTION_STATUS_FEASIBLE;
    case SolveStatus::kInfeasible:
      return type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE;
    case SolveStatus::kNotFound:
      return type::v1::PLAN_SOLUTION_STATUS_NOT_FOUND;
  }
  return type::v1::PLAN_SOLUTION_STATUS_UNSPECIFIED;
}

SolverLimits LimitsOf(const PlanQuestion& question, const Clock& clock,
                      type::v1::PlanSolution* told) {
  const auto& asked = question.terms.limits();
  const int milliseconds =
      asked.milliseconds() == 0
          ? kDefaultMilliseconds
          : std::min(asked.milliseconds(), kMostMilliseconds);
  SolverLimits limits;
  limits.nodes = asked.nodes() == 0 ? kDefaultNodes : asked.nodes();
  limits.until =
      std::min(question.until, clock.Now() + absl::Milliseconds(milliseconds));
  limits.cancelled = question.cancelled;
  told->set_limit_milliseconds(milliseconds);
  told->set_limit_nodes(limits.nodes);
  return limits;
}

void AddNotUsed(const PlanOffers& offers, ConvergencePlan* plan) {
  const auto add = [plan](const type::v1::PlanSchemeNotUsed& note) {
    if (plan->not_used_size() < kMostNotUsed) *plan->add_not_used() = note;
  };
  absl::c_for_each(offers.unknown_names, add);
  for (const NeedOffers& need : offers.needs)
    absl::c_for_each(need.not_used, add);
  absl::c_for_each(offers.gap_funders_not_used, add);
}

void TellUnchecked(const std::vector<std::string>& premises,
                   ConvergencePlan* plan) {
  if (premises.empty()) return;
  std::string words = absl::StrJoin(
      premises.begin(), premises.begin() + std::min(premises.size(), kMostTold),
      "; ");
  if (premises.size() > kMostTold) {
    absl::StrAppend(&words, "; and ", premises.size() - kMostTold, " more");
  }
  plan->add_assumptions()->set_text(
      absl::StrCat(premises.size() == 1
                       ? "whether this can hold at all was not checked: "
                       : "whether these can hold together was not checked: ",
                   words));
}

// What is told of ways is not all there are, so that a better plan may exist
// wherever one is the best, and a plan where there is none.
SolveStatus AmongAllWays(SolveStatus status, const PlanOffers& offers) {
  if (offers.ways_left_out.empty()) return status;
  if (status == SolveStatus::kOptimal) return SolveStatus::kFeasible;
  if (status == SolveStatus::kInfeasible) return SolveStatus::kNotFound;
  return status;
}

// Pins that no way that was looked at could serve, though another one might.
size_t PinsByOtherWays(const PlanQuestion& question, const PlanOffers& offers) {
  size_t pins = 0;
  for (size_t n = 0; n < offers.needs.size(); ++n) {
    const std::string& need = question.terms.needs(static_cast<int>(n)).id();
    for (const auto& pin : question.terms.pins()) {
      if (pin.need() != need || offers.ways_left_out.count(pin.scheme()) == 0) {
        continue;
      }
      const auto is_of_it = [&](const GrantOffer& offer) {
        return offers.schemes[offer.scheme].scheme->scheme.name() ==
               pin.scheme();
      };
      if (absl::c_none_of(offers.needs[n].grants, is_of_it)) ++pins;
    }
  }
  return pins;
}

void TellWaysLeftOut(const PlanOffers& offers, ConvergencePlan* plan) {
  for (const std::string& scheme : offers.ways_left_out) {
    plan->add_assumptions()->set_text(
        absl::StrCat("there may be more ways to get what ", scheme,
                     " needs first than were looked at"));
  }
}

// What a conflict rests on beside the terms.
std::string OnlyWaysLookedAt(const PlanOffers& offers) {
  const auto& names = offers.ways_left_out;
  const size_t told = std::min(names.size(), kMostTold);
  return absl::StrCat(
      "by the ways that were looked at; there may be more to get what ",
      absl::StrJoin(names.begin(), std::next(names.begin(), told), ", "),
      names.size() > told ? absl::StrCat(" and ", names.size() - told, " more")
                          : "",
      names.size() > 1 ? " need first" : " needs first");
}

void AddStages(const PlanQuestion& question, ConvergencePlan* plan) {
  for (const std::string& stage : question.terms.value_chain_stages()) {
    bool covered = false;
    for (int n = 0; n < plan->needs_size(); ++n) {
      const auto& outcome = plan->needs(n);
      const bool served =
          outcome.cost_paise() > 0
              ? outcome.unfunded_paise() < outcome.cost_paise()
              : absl::c_any_of(plan->lines(), [&](const auto& line) {
                  return line.need() == outcome.need();
                });
      covered =
          covered ||
          (served && question.terms.needs(n).value_chain_stage() == stage);
    }
    if (!covered) plan->add_uncovered_stages(stage);
  }
}

}  // namespace

absl::StatusOr<ConvergencePlan> MakePlan(const CatalogSnapshot& catalog,
                                         const PlanQuestion& asked,
                                         const Clock& clock) {
  SANGAM_RETURN_IF_ERROR(CheckNamedSchemes(catalog, asked));
  PlanQuestion question = asked;
  KeepSanctioned(catalog, question);
  ConvergencePlan plan;
  type::v1::PlanSolution& solution = *plan.mutable_solution();
  const SolverLimits limits = LimitsOf(question, clock, &solution);
  const NeedContexts contexts(catalog, question);
  const PlanOffers offers = GatherOffers(catalog, question, contexts);
  if (question.cancelled()) return DeadlineExceededError();
  PlanSetup setup = SetUpPlan(question, offers);
  ExcludeRivals(contexts, offers, &setup);
  ForbidSpoilt(question, contexts, offers, &setup);
  PlanPremises premises(question, contexts, offers, limits, clock, &setup);
  AddNotUsed(offers, &plan);
  SolvedPlan solved;
  if (setup.impossible_pins.empty()) {
    solved = SolvePossible(limits, clock, &premises, &setup);
  } else {
    solved.status = SolveStatus::kInfeasible;
  }
  if (question.cancelled()) return DeadlineExceededError();
  if (solved.plan) {
    GetFewestFirst(offers, setup.problem, &premises, &*solved.plan);
  }
  TellUncounted(question, offers, solved.plan ? &*solved.plan : nullptr, &plan);
  AddLoans(offers, solved.plan ? &*solved.plan : nullptr, &plan);
  TellWaysLeftOut(offers, &plan);
  const bool terms_conflict = solved.status == SolveStatus::kInfeasible;
  if (setup.impossible_pins.size() == PinsByOtherWays(question, offers)) {
    solved.status = AmongAllWays(solved.status, offers);
  }
  solution.set_status(StatusOf(solved.status));
  solution.set_nodes(solved.nodes);
  if (terms_conflict) {
    for (std::string& words :
         FindConflicts(question, offers, setup, limits, clock)) {
      plan.add_conflicts(std::move(words));
    }
    if (solved.status == SolveStatus::kNotFound) {
      plan.add_conflicts(OnlyWaysLookedAt(offers));
    }
    return plan;
  }
  if (!solved.plan) return plan;
  const std::vector<std::string> faults =
      FaultsOfPlan(setup.problem, solved.plan->choice, solved.plan->allocation);
  if (!faults.empty()) {
    return InternalFault(absl::StrCat("a plan broke a rule: ", faults[0]));
  }
  AddMoney(catalog, question, offers, setup, *solved.plan, &plan);
  TellRuledOut(question, offers, setup, *solved.plan, kMostNotUsed, &plan);
  TellThinGrants(question, offers, *solved.plan, &plan);
  TellUnchecked(premises.Unchecked(*solved.plan), &plan);
  AddSteps(catalog, question, contexts, offers, *solved.plan, &plan);
  AddStages(question, &plan);
  // No bound is known of ways that were not looked at.
  const int64_t bound =
      offers.ways_left_out.empty() ? solved.least_unfunded : 0;
  solution.set_bound_unfunded_paise(bound);
  solution.set_gap_paise(plan.total().unfunded_paise() - bound);
  return plan;
}

}  // namespace sangam::matching
