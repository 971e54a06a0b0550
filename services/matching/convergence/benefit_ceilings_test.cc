// Ceilings over all heads of one benefit, within that of its scheme.
#include "gmock/gmock.h"
#include "services/matching/convergence/compare_to_brute_force.h"
#include "services/matching/convergence/plan_checker.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

// How many of the problems have a better plan without these ceilings.
int HowManyBind(const RandomPlanOptions& options, int repeats,
                uint64_t first_seed) {
  int bind = 0;
  for (int i = 0; i < repeats; ++i) {
    PlanProblem problem = RandomPlanProblem(first_seed + i).Next(options);
    const SolvedPlan with = SolvePlan(problem, {}, SystemClock());
    problem.benefit_ceilings.assign(problem.benefit_ceilings.size(),
                                    kMostPaise);
    const SolvedPlan without = SolvePlan(problem, {}, SystemClock());
    bind +=
        without.plan && (!with.plan || without.plan->value < with.plan->value);
  }
  return bind;
}

RandomPlanOptions WithBenefitCeilings() {
  RandomPlanOptions options;
  options.needs = 4;
  options.schemes = 3;
  options.percent_candidates = 80;
  options.percent_second_benefits = 40;
  options.percent_benefit_ceilings = 80;
  return options;
}

TEST(BenefitCeilingsTest, EqualBruteForce) {
  RandomPlanOptions options = WithBenefitCeilings();
  EXPECT_GT(HowManyBind(options, 60, 11'000'000), 20);
  CompareMany(options, Repeats(300), 11'000'000);
  CompareMany(options, Repeats(200), 12'000'000, PricesAtOnce());
  options.most_cost = 12;
  EXPECT_GT(HowManyBind(options, 60, 13'000'000), 20);
  CompareMany(options, Repeats(200), 13'000'000);
  CompareMany(options, Repeats(200), 14'000'000, PricesAtOnce());
}

TEST(BenefitCeilingsTest, EqualBruteForceBesideAllOtherTerms) {
  RandomPlanOptions options = WithBenefitCeilings();
  options.needs = 3;
  options.schemes = 4;
  options.gap_funders = 2;
  options.gap_exclusions = 1;
  options.premises = 3;
  options.percent_pins = 20;
  CompareMany(options, Repeats(300), 15'000'000);
  CompareMany(options, Repeats(200), 16'000'000, PricesAtOnce());
}

// A scheme with two benefits. Of two needs the first may pay ₹6,00,000 each, up
// to its ceiling; of a third the other one pays ₹3,00,000.
PlanProblem TwoBenefits(int64_t of_first, int64_t of_scheme) {
  PlanProblem problem;
  problem.schemes.resize(1);
  problem.schemes[0].ceiling = of_scheme;
  problem.benefit_ceilings = {of_first};
  PlanNeedProblem need;
  need.cost = 80'000'000;
  need.candidates.resize(1);
  need.candidates[0].most_grant = 60'000'000;
  need.candidates[0].benefit_ceiling = 0;
  problem.needs.assign(2, need);
  need.candidates[0].most_grant = 30'000'000;
  need.candidates[0].benefit_ceiling = -1;
  problem.needs.push_back(need);
  return problem;
}

TEST(BenefitCeilingsTest, TheOtherBenefitHasItsOwnMoney) {
  for (const PlanGoal goal :
       {PlanGoal::kMostNeedMet, PlanGoal::kLeastOwnMoney,
        PlanGoal::kFewestDepartments, PlanGoal::kSoonest}) {
    PlanProblem problem = TwoBenefits(70'000'000, kNoLimit);
    problem.goal = goal;
    const SolvedPlan solved = SolvePlan(problem, {}, SystemClock());
    ASSERT_EQ(solved.status, SolveStatus::kOptimal);
    EXPECT_EQ(solved.plan->allocation[0].grant, 60'000'000);
    EXPECT_EQ(solved.plan->allocation[1].grant, 10'000'000);
    EXPECT_EQ(solved.plan->allocation[2].grant, 30'000'000);
    // The scheme's own ceiling holds over both.
    problem.schemes[0].ceiling = 90'000'000;
    const SolvedPlan less = SolvePlan(problem, {}, SystemClock());
    EXPECT_EQ(SumOf(problem, less.plan->allocation).grant, 90'000'000);
    EXPECT_EQ(less.plan->allocation[0].grant, 60'000'000);
  }
}

TEST(BenefitCeilingsTest, TheCheckerFindsWhatExceedsThem) {
  const PlanProblem problem = TwoBenefits(70'000'000, kNoLimit);
  PlanAllocation allocation =
      SolvePlan(problem, {}, SystemClock()).plan->allocation;
  ++allocation[1].grant;
  EXPECT_THAT(FaultsOfPlan(problem, {0, 0, 0}, allocation),
              ElementsAre("benefit 0: above its ceiling"));
  --allocation[0].grant;
  EXPECT_THAT(FaultsOfPlan(problem, {0, 0, 0}, allocation), ElementsAre());
}

}  // namespace
}  // namespace sangam::matching
