// Bounds by any prices against trying everything.
#include "services/matching/convergence/exact_bound.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "services/matching/convergence/brute_force_plan.h"
#include "services/matching/convergence/random_plan_problem.h"

namespace sangam::matching {
namespace {

class RandomPrices {
 public:
  explicit RandomPrices(RandomPlanProblem* random) : random_(*random) {}

  SharedPrices Next(const PricedProblem& problem) {
    SharedPrices prices;
    for (int64_t& part : prices.parts) part = OfAPaisa();
    for (size_t r = 0; r < problem.capacities.size(); ++r) {
      prices.resources.push_back(OfAPaisa());
    }
    const auto of_use = [&] { return Wide{OfAPaisa()} * problem.cost / 10; };
    for (size_t n = 0; n < problem.needs.size(); ++n) {
      prices.switches.emplace_back();
      for (size_t s = 0; s < static_cast<size_t>(problem.switches); ++s) {
        prices.switches[n].push_back(of_use());
      }
    }
    for (size_t e = 0; e < problem.exclusions.size(); ++e) {
      prices.exclusions.push_back(of_use());
    }
    return prices;
  }

 private:
  int64_t OfAPaisa() {
    return random_.Chance(40) ? 0 : random_.Draw(0, 2 * kPriceOne);
  }

  RandomPlanProblem& random_;
};

TEST(ExactBoundTest, NoPricesHideTheBestPlan) {
  for (int seed = 1; seed <= 80; ++seed) {
    RandomPlanProblem random(seed);
    RandomPlanOptions options;
    options.exclusions = 2;
    options.percent_benefit_ceilings = seed % 3 == 0 ? 0 : 60;
    options.most_cost = seed % 2 == 0 ? 12 : options.most_cost;
    options.goal = static_cast<PlanGoal>(random.Draw(0, 3));
    const PlanProblem problem = random.Next(options);
    const BruteForcePlan brute(problem);
    // The latest day is no sum over needs, so prices do not know it.
    if (!brute.value() || problem.goal == PlanGoal::kSoonest) continue;
    PlanAllocator allocator(&problem);
    const PricedProblem priced =
        PriceProblem(problem, ReduceCandidates(problem, allocator));
    for (int part = 0; part <= kValueParts; ++part) {
      OpenOptions open;
      for (const PricedNeed& need : priced.needs) {
        open.needs.emplace_back(need.options.size(), 1);
      }
      const int64_t bound =
          ExactBound(priced, RandomPrices(&random).Next(priced), *brute.value(),
                     part, open);
      EXPECT_LE(bound, part < kValueParts ? (*brute.value())[part] : 0)
          << "seed " << seed << " part " << part;
      for (size_t n = 0; n < priced.needs.size(); ++n) {
        const auto& options_of_need = priced.needs[n].options;
        for (size_t o = 0; o < options_of_need.size(); ++o) {
          if (options_of_need[o].candidate != brute.choice()[n]) continue;
          EXPECT_TRUE(open.needs[n][o]) << "seed " << seed << " need " << n;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
