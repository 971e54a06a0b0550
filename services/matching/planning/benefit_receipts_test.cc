// What a condition of a benefit asks to be received is had first, as what a
// scheme's conditions ask for is.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"
#include "services/matching/planning/ways_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kNeedB[] = "needs { id: 'b' head: 'B' cost_paise: 100 } ";
constexpr char kUnknown[] = "kind: SUBJECT_KIND_CLUSTER";

// `terms` whose benefit the rule holds for.
std::string GrantIf(const std::string& rule, std::string terms) {
  const std::string benefit = "benefits { id: 'grant' ";
  return terms.insert(terms.find(benefit) + benefit.size(),
                      absl::StrCat("condition: '", rule, "' "));
}

// schemes/a pays 80 % of a, schemes/b 70 % of b by the rule.
SampleCatalog AAndB(const std::string& rule, const std::string& more = "") {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, more));
  sample.Add("b", GrantIf(rule, PaysShare("B", 7000)));
  return sample;
}

TEST(BenefitReceiptsTest, WhatABenefitAsksForIsHadFirst) {
  const auto both = Plan(AAndB(Named("a")));
  EXPECT_THAT(GrantsOf(both), ElementsAre("schemes/a", "schemes/b"));
  EXPECT_THAT(AfterOf(both, "apply-b"), ElementsAre("apply-a"));
  EXPECT_THAT(StepsOf(PlanBy(AAndB(Named("a")), kNeedB, kNothing)),
              ElementsAre("apply-a", "apply-b", "do-b"));
  // It is known where it would not be, had it not been got first.
  const auto sure = PlanBy(AAndB(Named("a")), kNeedB, kUnknown);
  EXPECT_THAT(StepsOf(sure), ElementsAre("apply-a", "apply-b", "do-b"));
  EXPECT_THAT(sure.assumptions(), IsEmpty());
}

TEST(BenefitReceiptsTest, ItTakesTheTimeThatThatTakes) {
  const auto plan =
      PlanBy(AAndB(Named("a"), "lead_time { days: 90 }"),
             "needs { id: 'b' head: 'B' cost_paise: 100 needed_by { year: 2024"
             " month: 4 day: 30 } } ",
             kNothing);
  EXPECT_THAT(GrantsOf(plan), IsEmpty());
  EXPECT_THAT(NotUsedOf(plan), Contains(HasSubstr("2024-06-30")));
}

// A scheme is asked for once, so what one of its benefits would wait for, and
// another must not, nobody could order.
TEST(BenefitReceiptsTest, ABenefitAmongOthersWaitsForNothing) {
  constexpr char kNeedsBAndC[] =
      "needs { id: 'b' head: 'B' cost_paise: 100 } needs { id: 'c' head: 'C'"
      " cost_paise: 100 } ";
  for (const std::string& rule : {Named("a"), absl::StrCat("!", Named("a"))}) {
    SampleCatalog sample;
    sample.Add("a", PaysShare("A", 8000, "lead_time { days: 90 }"));
    sample.Add("b",
               GrantIf(Named("a"),
                       PaysShare("B", 7000,
                                 absl::StrCat("benefits { id: 'other' kind:"
                                              " BENEFIT_KIND_GRANT"
                                              " cost_heads: 'C' condition:"
                                              " '",
                                              rule, "' }"))));
    const auto plan = PlanBy(sample, kNeedsBAndC, kNothing);
    EXPECT_THAT(NotUsedOf(plan), Contains(HasSubstr("not met: "))) << rule;
    EXPECT_EQ(GrantsOf(plan).size(), rule[0] == '!' ? 1 : 0) << rule;
    // With two applications there might be more.
    EXPECT_EQ(plan.solution().status(),
              type::v1::PLAN_SOLUTION_STATUS_FEASIBLE);
  }
}

// It holds as long as a is not had, and would after b too.
TEST(BenefitReceiptsTest, WhatAnOrderMightSaveIsTold) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysShare("B", 7000));
  sample.Add("c", GrantIf(absl::StrCat("!", Named("a"), " || ", Named("b")),
                          PaysShare("C", 6000,
                                    "benefits { id: 'other' kind:"
                                    " BENEFIT_KIND_GRANT cost_heads: 'E'"
                                    " }")));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b"));
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_FEASIBLE);
  EXPECT_THAT(
      Plan(sample, "exclusions { scheme: 'schemes/c' }").solution().status(),
      type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
}

TEST(BenefitReceiptsTest, BenefitsThatWaitForEachOtherPayNothing) {
  SampleCatalog sample;
  sample.Add("a", GrantIf(Named("b"), PaysShare("A", 8000)));
  sample.Add("b", GrantIf(Named("a"), PaysShare("B", 7000)));
  const auto plan = Plan(sample);
  EXPECT_THAT(GrantsOf(plan), IsEmpty());
  EXPECT_THAT(NotUsedOf(plan), Contains(HasSubstr("not met: ")));
}

// What is had first for another has no benefit asked for, and so counts as
// received without what its benefit would wait for.
TEST(BenefitReceiptsTest, NothingLeadsByABenefitToAnother) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, "lead_time { days: 90 }"));
  sample.Add("b", GrantIf(Named("a"), PaysShare("B", 7000)));
  sample.Add("c", GrantIf(Named("b"), PaysShare("C", 6000)));
  EXPECT_THAT(GrantsOf(Plan(sample)), ElementsAre("schemes/a"));
}

TEST(BenefitReceiptsTest, WhatCantBeHadFirstIsNamed) {
  SampleCatalog sample;
  sample.Add("b", GrantIf(Named("z"), PaysShare("B", 7000)));
  EXPECT_THAT(
      NotUsedOf(PlanBy(sample, kNeedB, kNothing)),
      ElementsAre(
          "schemes/b: it needs schemes/z first, which is not in force"));
}

// The order settles the exclusion, before and after the sanction.
TEST(BenefitReceiptsTest, WhatExcludesItMayComeFirst) {
  const SampleCatalog sample = AAndB(Named("a"), Relates("EXCLUDES", "b"));
  EXPECT_THAT(GrantsOf(Plan(sample)), ElementsAre("schemes/a", "schemes/b"));
  EXPECT_THAT(
      GrantsOf(PlanBy(sample, kNeeds, kNothing, {Sanctioned("x", "a", 80, 0)})),
      ElementsAre("schemes/a", "schemes/b"));
}

// The soonest plan waits for nothing, and takes it to hold all the same.
TEST(BenefitReceiptsTest, WhatIsTakenToHoldComesAfterWhatWouldMakeItHold) {
  const std::string month = "lead_time { days: 30 } ";
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, month));
  sample.Add("b", GrantIf(Named("a"), PaysShare("B", 7000, month)));
  const auto plan = PlanBy(sample,
                           absl::StrCat(kNeeds,
                                        "use_unknown_verdicts: true objective:"
                                        " PLAN_OBJECTIVE_SOONEST"),
                           kUnknown);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b"));
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_THAT(AfterOf(plan, "apply-b"), Contains("apply-a"));
}

// What it follows need not be in the plan where its condition holds by then.
TEST(BenefitReceiptsTest, AConditionThatHoldsByThenBlocksNothing) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b",
             absl::StrCat("conditions { id: 'c' expression: '", Named("a"),
                          "' } benefits { id: 'first' kind:"
                          " BENEFIT_KIND_GRANT cost_heads: 'Z' } benefits { id:"
                          " 'grant' kind: BENEFIT_KIND_GRANT cost_heads: 'B'"
                          " follows_benefits: 'first' condition: '",
                          Named("a"),
                          "' } funding { id: 'r' shares { party:"
                          " FUNDING_PARTY_CENTRE share_bps: 5000 } shares {"
                          " party: FUNDING_PARTY_BENEFICIARY share_bps: 5000 }"
                          " }"));
  const auto plan = PlanBy(sample, kNeedB, kNothing);
  ASSERT_THAT(GrantsOf(plan), ElementsAre("schemes/b"));
  for (const auto& step : plan.steps()) {
    if (step.id() != "apply-b") continue;
    EXPECT_THAT(step.blockers(), IsEmpty());
  }
}

TEST(BenefitReceiptsTest, NothingIsHadForALoan) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b",
             absl::StrCat("open_to_all: true benefits { id: 'loan' kind:"
                          " BENEFIT_KIND_LOAN cost_heads: 'B' condition: '",
                          Named("a"), "' }"));
  const auto plan = PlanBy(sample, kNeedB, kNothing);
  EXPECT_THAT(plan.loans(), IsEmpty());
  EXPECT_THAT(NotUsedOf(plan), Contains(HasSubstr("not met: ")));
}

}  // namespace
}  // namespace sangam::matching
