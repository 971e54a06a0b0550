// Random plan problems, for tests and benchmarks.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_RANDOM_PLAN_PROBLEM_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_RANDOM_PLAN_PROBLEM_H_

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "services/matching/convergence/plan_problem.h"

namespace sangam::matching {

struct RandomPlanOptions {
  int needs = 3;
  int schemes = 4;
  int gap_funders = 1;
  // Costs lie between 1 and this, in paise.
  int64_t most_cost = 100'000'000'000;
  // Of a hundred schemes, so many may pay a given need.
  int percent_candidates = 60;
  int percent_ceilings = 40;
  // Of a hundred schemes, so many have one or two benefits with ceilings of
  // their own.
  int percent_benefit_ceilings = 0;
  // Of a hundred schemes that may pay a need, so many may do it by two
  // benefits.
  int percent_second_benefits = 0;
  int exclusions = 1;
  // Of each gap funder with schemes that give grants, or with other gap
  // funders.
  int gap_exclusions = 0;
  // Each payer has one or none of them, half of all pairs exclude each other.
  int premises = 0;
  // Sets of three of them that can't all hold. Above 0, payers may have two.
  int clashes = 0;
  PlanGoal goal = PlanGoal::kMostNeedMet;
  int percent_pins = 5;
  // Rare terms, too: needs that must be met, pins, needs without cost.
  bool with_terms = true;
};

// Draws anew at each call.
class RandomPlanProblem {
 public:
  explicit RandomPlanProblem(uint64_t seed) : random_(seed) {}

  int64_t Draw(int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random_);
  }
  bool Chance(int percent) { return Draw(1, 100) <= percent; }

  PlanProblem Next(const RandomPlanOptions& options) {
    PlanProblem problem;
    problem.goal = options.goal;
    AddSchemes(options, problem);
    for (int n = 0; n < options.needs; ++n) AddNeed(options, problem);
    AddGapFunders(options, problem);
    for (int e = 0; e < options.exclusions && options.schemes > 1; ++e) {
      const int first = static_cast<int>(Draw(0, options.schemes - 2));
      problem.exclusions.push_back(
          {first, static_cast<int>(Draw(first + 1, options.schemes - 1))});
    }
    if (Chance(70)) problem.free_cash = Draw(0, options.most_cost / 2);
    if (options.premises > 0) AddPremises(options, problem);
    if (options.percent_benefit_ceilings > 0) {
      AddBenefitCeilings(options, problem);
    }
    return problem;
  }

 private:
  void AddSchemes(const RandomPlanOptions& options, PlanProblem& problem) {
    for (int s = 0; s < options.schemes; ++s) {
      PlanSchemeProblem scheme;
      if (Chance(options.percent_ceilings)) {
        scheme.ceiling = Draw(0, options.most_cost * 3 / 2);
      }
      scheme.department = static_cast<int>(Draw(0, options.schemes / 2));
      scheme.days = Draw(0, 3) * 30;
      problem.schemes.push_back(scheme);
    }
  }

  void AddNeed(const RandomPlanOptions& options, PlanProblem& problem) {
    PlanNeedProblem need;
    need.cost = Draw(1, options.most_cost);
    if (options.with_terms && Chance(8)) need.cost = 0;
    if (Chance(30)) need.in_kind = Draw(0, options.most_cost / 3);
    if (Chance(15)) need.own_cash = Draw(0, options.most_cost / 3);
    need.must_be_met = options.with_terms && Chance(4);
    for (int s = 0; s < options.schemes; ++s) {
      if (!Chance(options.percent_candidates)) continue;
      AddCandidate(options, s, need);
      if (options.percent_second_benefits > 0 &&
          Chance(options.percent_second_benefits)) {
        AddCandidate(options, s, need);
        if (Chance(40)) MakeAlike(s, need);
      }
    }
    std::stable_sort(need.candidates.begin(), need.candidates.end(),
                     [](const auto& a, const auto& b) {
                       return a.most_grant > b.most_grant;
                     });
    if (options.with_terms && Chance(options.percent_pins)) {
      const int last = static_cast<int>(need.candidates.size()) - 1;
      const int64_t drawn = Draw(kNoScheme, last);
      need.pinned_scheme =
          drawn < 0 ? kNoScheme : need.candidates[drawn].scheme;
    }
    problem.needs.push_back(std::move(need));
  }

  // Shares come in tenths often, so that plans tie.
  void AddCandidate(const RandomPlanOptions& options, int scheme,
                    PlanNeedProblem& need) {
    GrantCandidate candidate;
    candidate.scheme = scheme;
    const int64_t bps = Chance(60) ? Draw(3, 10) * 1000 : Draw(1, 10'000);
    candidate.most_grant =
        static_cast<int64_t>(static_cast<__int128>(need.cost) * bps / 10'000);
    if (Chance(30)) {
      candidate.most_grant =
          std::min(candidate.most_grant, Draw(1, options.most_cost));
    }
    if (need.cost > 0 && candidate.most_grant == 0) return;
    if (Chance(25)) candidate.least_own = need.cost / Draw(5, 20);
    if (Chance(25)) candidate.most_in_kind = need.cost / Draw(5, 20);
    candidate.days = candidate.most_grant % 4 * 30;
    need.candidates.push_back(candidate);
  }

  // The last two, if they are of the scheme.
  static void MakeAlike(int scheme, PlanNeedProblem& need) {
    if (need.candidates.size() < 2) return;
    const size_t last = need.candidates.size() - 1;
    GrantCandidate& second = need.candidates[last];
    const GrantCandidate& first = need.candidates[last - 1];
    if (first.scheme != scheme || second.scheme != scheme) return;
    second.most_grant = first.most_grant;
  }

  // Each candidate is of one of the benefits that have one, or of none.
  void AddBenefitCeilings(const RandomPlanOptions& options,
                          PlanProblem& problem) {
    for (int s = 0; s < options.schemes; ++s) {
      if (!Chance(options.percent_benefit_ceilings)) continue;
      const int first = static_cast<int>(problem.benefit_ceilings.size());
      const int last = first + static_cast<int>(Draw(0, 1));
      for (int b = first; b <= last; ++b) {
        problem.benefit_ceilings.push_back(Draw(0, options.most_cost));
      }
      for (PlanNeedProblem& need : problem.needs) {
        for (GrantCandidate& candidate : need.candidates) {
          if (candidate.scheme != s || Chance(20)) continue;
          candidate.benefit_ceiling = static_cast<int>(Draw(first, last));
        }
      }
    }
  }

  // A gap funder is a scheme of its own, which others exclude.
  void AddExclusions(const RandomPlanOptions& options, int number,
                     GapFunderProblem& funder, PlanProblem& problem) {
    funder.scheme = static_cast<int>(problem.schemes.size());
    problem.schemes.emplace_back();
    for (int e = 0; e < options.gap_exclusions; ++e) {
      const int other = static_cast<int>(Draw(-number, options.schemes - 1));
      if (other >= 0) {
        problem.exclusions.push_back({other, funder.scheme});
      } else {
        problem.exclusions.push_back({funder.scheme, funder.scheme + other});
      }
    }
  }

  void AddPremises(const RandomPlanOptions& options, PlanProblem& problem) {
    const int premises = options.premises;
    const int first = static_cast<int>(problem.schemes.size());
    problem.premises = premises;
    // Those of one payer don't exclude each other.
    std::set<std::pair<int, int>> together;
    const auto add = [&](auto& payer) {
      const int drawn = static_cast<int>(Draw(-1, premises - 1));
      if (drawn >= 0) payer.premises.push_back(first + drawn);
      if (options.clashes == 0 || !Chance(30)) return;
      const int second = static_cast<int>(Draw(0, premises - 1));
      if (second == drawn) return;
      payer.premises.push_back(first + second);
      together.emplace(std::max(drawn, second), std::min(drawn, second));
    };
    for (PlanNeedProblem& need : problem.needs) {
      for (GrantCandidate& candidate : need.candidates) add(candidate);
    }
    for (GapFunderProblem& funder : problem.gap_funders) add(funder);
    for (int one = 0; one < premises; ++one) {
      for (int other = 0; other < one; ++other) {
        if (!Chance(options.clashes > 0 ? 15 : 50) ||
            together.count({one, other}) > 0)
          continue;
        problem.exclusions.push_back({first + one, first + other});
      }
    }
    for (int c = 0; c < options.clashes; ++c) {
      const int one = static_cast<int>(Draw(0, premises - 3));
      const int two = static_cast<int>(Draw(one + 1, premises - 2));
      const int three = static_cast<int>(Draw(two + 1, premises - 1));
      problem.clashes.push_back({first + one, first + two, first + three});
      if (options.schemes < 2 || !Chance(30)) continue;
      // Two schemes beside which a premise can't hold.
      const int scheme = static_cast<int>(Draw(1, options.schemes - 1));
      const int other = static_cast<int>(Draw(0, scheme - 1));
      problem.clashes.back() = {first + one, scheme, other};
    }
  }

  void AddGapFunders(const RandomPlanOptions& options, PlanProblem& problem) {
    for (int f = 0; f < options.gap_funders; ++f) {
      GapFunderProblem funder;
      if (Chance(50)) funder.ceiling = Draw(0, options.most_cost);
      funder.stands_for_own_money = Chance(50);
      if (options.gap_exclusions > 0)
        AddExclusions(options, f, funder, problem);
      for (const PlanNeedProblem& need : problem.needs) {
        int64_t most = Chance(60) ? need.cost : 0;
        if (Chance(20)) most = std::min(most, Draw(1, options.most_cost));
        funder.most_by_need.push_back(most);
      }
      problem.gap_funders.push_back(std::move(funder));
    }
  }

  std::mt19937_64 random_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_RANDOM_PLAN_PROBLEM_H_
