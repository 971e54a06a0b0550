// A ceiling over all heads of one benefit, beside that of its scheme.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

constexpr char kSeminar[] =
    "needs { id: 'seminar' head: 'DESIGN_SEMINAR' cost_paise: 6000000 } ";
// 75 % of ₹3,00,000 and of ₹2,00,000.
constexpr char kSurvey[] =
    "needs { id: 'survey' head: 'NEED_ASSESSMENT' cost_paise: 30000000 } ";
constexpr char kWorkshop[] =
    "needs { id: 'workshop' head: 'DESIGN_WORKSHOP' cost_paise: 20000000 } ";
constexpr char kCluster[] = "kind: SUBJECT_KIND_CLUSTER";

// A seminar in full; three quarters of survey and workshop, up to ₹3,00,000 for
// both together.
SampleCatalog Clinic(const std::string& more = "",
                     const std::string& ceiling =
                         "fixed { min_paise: 30000000 max_paise: 30000000 }") {
  SampleCatalog sample;
  sample.Add(
      "clinic",
      absl::StrCat(
          more.find("conditions") == std::string::npos ? "open_to_all: true "
                                                       : "",
          "benefits { id: 'seminar' kind: BENEFIT_KIND_TRAINING cost_heads:"
          " 'DESIGN_SEMINAR' amount { fixed { max_paise: 6000000 } } }"
          " benefits { id: 'both' kind: BENEFIT_KIND_SERVICE cost_heads:"
          " 'NEED_ASSESSMENT' cost_heads: 'DESIGN_WORKSHOP' grant_ceiling { ",
          ceiling,
          " } } funding { id: 'rule' component: 'both' shares { party:"
          " FUNDING_PARTY_CENTRE share_bps: 7500 } shares { party:"
          " FUNDING_PARTY_BENEFICIARY share_bps: 2500 } } ",
          more));
  return sample;
}

std::string BothNeeds() { return absl::StrCat(kSurvey, kWorkshop); }

TEST(PlanBenefitCeilingsTest, SurveyAndWorkshopHaveThreeLakhTogether) {
  // ₹2,25,000 and ₹1,50,000 would be ₹3,75,000.
  const auto plan = PlanBy(Clinic(), BothNeeds());
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
  ASSERT_THAT(LinesOf(plan),
              ElementsAre("survey GRANT CENTRE 22500000 schemes/clinic",
                          "survey UNFUNDED NOBODY 7500000",
                          "workshop GRANT CENTRE 7500000 schemes/clinic",
                          "workshop UNFUNDED NOBODY 12500000"));
  EXPECT_EQ(plan.lines(2).benefit_ceiling_paise(), 30'000'000);
  EXPECT_FALSE(plan.lines(2).has_ceiling_paise());
  EXPECT_EQ(plan.lines(2).formula(),
            "75 % of ₹2,00,000, as far as the benefit's ceiling leaves");
  EXPECT_THAT(plan.needs(1).reasons(),
              Contains("schemes/clinic pays only ₹75,000: at most ₹3,00,000 for"
                       " need assessment and design workshop together"));
  EXPECT_EQ(plan.assumptions_size(), 0);
}

TEST(PlanBenefitCeilingsTest, OtherBenefitsHaveTheirOwnMoney) {
  const auto plan = PlanBy(Clinic(), absl::StrCat(kSeminar, BothNeeds()));
  EXPECT_EQ(plan.total().grant_paise(), 36'000'000);
  EXPECT_EQ(plan.needs(0).unfunded_paise(), 0);
  EXPECT_FALSE(plan.lines(0).has_benefit_ceiling_paise());
}

TEST(PlanBenefitCeilingsTest, TheSchemesCeilingHoldsBesideIt) {
  const auto plan = PlanBy(
      Clinic("grant_ceiling { fixed { min_paise: 33000000 max_paise: 33000000"
             " } } "),
      absl::StrCat(kSeminar, BothNeeds()));
  EXPECT_THAT(LinesOf(plan),
              IsSupersetOf({"survey GRANT CENTRE 22500000 schemes/clinic",
                            "workshop GRANT CENTRE 4500000 schemes/clinic"}));
  EXPECT_THAT(plan.needs(2).reasons(), Contains(HasSubstr("its ceiling is")));
  EXPECT_EQ(plan.total().grant_paise(), 33'000'000);
}

TEST(PlanBenefitCeilingsTest, ANeedThatGetsNothingIsToldWhy) {
  const auto plan = PlanBy(
      Clinic(), absl::StrCat("needs { id: 'survey' head: 'NEED_ASSESSMENT'"
                             " cost_paise: 40000000 } ",
                             kWorkshop));
  EXPECT_EQ(plan.needs(0).grant_paise(), 30'000'000);
  EXPECT_THAT(plan.needs(1).reasons(),
              ElementsAre("schemes/clinic: other needs take all that it gives"
                          " one applicant, at most ₹3,00,000 for need"
                          " assessment and design workshop together"));
}

PromisedGrant OfHead(const std::string& head, int64_t paise) {
  PromisedGrant promised = Sanctioned("x", "clinic", paise);
  promised.head = head;
  return promised;
}

TEST(PlanBenefitCeilingsTest, WhatIsSanctionedForItsHeadsCounts) {
  const auto plan = PlanBy(Clinic(), kWorkshop, kCluster,
                           {OfHead("NEED_ASSESSMENT", 20'000'000)});
  EXPECT_EQ(plan.total().grant_paise(), 10'000'000);
  EXPECT_EQ(plan.lines(0).benefit_ceiling_paise(), 30'000'000);
  EXPECT_TRUE(plan.lines(0).assumed());
  ASSERT_EQ(plan.assumptions_size(), 2);
  EXPECT_EQ(plan.assumptions(1).text(),
            "workshop: of ₹3,00,000 for need assessment and design workshop"
            " together ₹1,00,000 is left: ₹2,00,000 was sanctioned by"
            " linkages/x");
  EXPECT_THAT(
      plan.needs(0).reasons(),
      Contains(HasSubstr("workshop together, of which ₹1,00,000 was left")));
  const auto used_up = PlanBy(Clinic(), kWorkshop, kCluster,
                              {OfHead("NEED_ASSESSMENT", 30'000'000)});
  EXPECT_EQ(used_up.total().grant_paise(), 0);
  EXPECT_EQ(used_up.not_used(0).reason(),
            "₹3,00,000 was sanctioned by linkages/x; it gives one applicant at"
            " most ₹3,00,000 for need assessment and design workshop together");
}

TEST(PlanBenefitCeilingsTest, WhatIsForOtherHeadsDoesNot) {
  const auto plan = PlanBy(Clinic(), BothNeeds(), kCluster,
                           {OfHead("DESIGN_SEMINAR", 6'000'000)});
  EXPECT_EQ(plan.total().grant_paise(), 30'000'000);
  // What came of that linkage is of the seminar, too.
  const auto had = PlanBy(
      Clinic(), BothNeeds(),
      absl::StrCat(kCluster,
                   " received_benefits { scheme: 'schemes/clinic' linkage:"
                   " 'linkages/x' amount_paise: 6000000 }"),
      {OfHead("DESIGN_SEMINAR", 6'000'000)});
  EXPECT_EQ(had.total().grant_paise(), 30'000'000);
}

TEST(PlanBenefitCeilingsTest, WhatIsNotRecordedWithItsHeadCountsAndIsTold) {
  const auto plan =
      PlanBy(Clinic(), BothNeeds(),
             absl::StrCat(kCluster,
                          " received_benefits { scheme: 'schemes/clinic'"
                          " amount_paise: 6000000 }"));
  EXPECT_EQ(plan.total().grant_paise(), 24'000'000);
  EXPECT_EQ(plan.assumptions(1).text(),
            "survey: of ₹3,00,000 for need assessment and design workshop"
            " together ₹2,40,000 is left: ₹60,000 came of it before, and of"
            " which benefit is not recorded");
}

TEST(PlanBenefitCeilingsTest, UsedUpItStillLeavesWhatCostsNothing) {
  const auto plan =
      PlanBy(Clinic(),
             absl::StrCat("needs { id: 'survey' head: 'NEED_ASSESSMENT' } ",
                          kWorkshop),
             kCluster, {Sanctioned("x", "clinic", 30'000'000)});
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("survey SERVICE UNSPECIFIED 0 schemes/clinic",
                          "workshop UNFUNDED NOBODY 20000000"));
}

TEST(PlanBenefitCeilingsTest, WhatThePlanKeepsCountsOnce) {
  PromisedGrant own = Sanctioned("x", "clinic", 25'000'000, 0);
  const auto plan = PlanBy(Clinic(), BothNeeds(), kCluster, {own});
  EXPECT_THAT(LinesOf(plan),
              IsSupersetOf({"survey GRANT UNSPECIFIED 25000000 schemes/clinic",
                            "workshop GRANT CENTRE 5000000 schemes/clinic"}));
  // More than it gives by its terms stays what was sanctioned.
  own.paise = 30'000'001;
  const auto more = PlanBy(
      Clinic(),
      absl::StrCat("needs { id: 'survey' head: 'NEED_ASSESSMENT' cost_paise:"
                   " 50000000 } ",
                   kWorkshop),
      kCluster, {own});
  ASSERT_EQ(more.needs_size(), 2);
  EXPECT_EQ(more.needs(0).grant_paise(), 30'000'001);
  EXPECT_EQ(more.needs(1).grant_paise(), 0);
}

TEST(PlanBenefitCeilingsTest, ItIsEachApplicantsOwn) {
  // Projects of up to ₹2,00,000 are for the SPV, others for the cluster.
  const auto plan = PlanBy(
      Clinic("conditions { id: 'c' expression: '(subject.kind == \"SPV\" &&"
             " project_cost_paise <= 20000000) || (subject.kind =="
             " \"CLUSTER\" && project_cost_paise > 20000000)' } "),
      absl::StrCat(BothNeeds(),
                   "applicants { id: 'spv' subject { profile { kind:"
                   " SUBJECT_KIND_SPV } } }"));
  EXPECT_THAT(LinesOf(plan),
              IsSupersetOf({"survey GRANT CENTRE 22500000 schemes/clinic",
                            "workshop GRANT CENTRE 15000000 schemes/clinic"}));
}

TEST(PlanBenefitCeilingsTest, ConflictsNameIt) {
  const auto plan = PlanBy(
      Clinic(),
      "needs { id: 'survey' head: 'NEED_ASSESSMENT' cost_paise: 30000000"
      " must_be_met: true } needs { id: 'workshop' head: 'DESIGN_WORKSHOP'"
      " cost_paise: 20000000 must_be_met: true } contributions { id: 'cash'"
      " kind: PLAN_CONTRIBUTION_KIND_CASH value_paise: 12500000 }");
  EXPECT_THAT(plan.conflicts(),
              ElementsAre("survey must be met in full, ₹3,00,000",
                          "workshop must be met in full, ₹2,00,000",
                          "the ceiling of schemes/clinic for need assessment"
                          " and design workshop together, ₹3,00,000",
                          "own cash for any need, ₹1,25,000"));
}

TEST(PlanBenefitCeilingsTest, OneThatCannotBeReckonedIsAnAssumption) {
  const auto plan = PlanBy(
      Clinic("", "per_unit { count_attribute: 'members' paise_each: 5 }"),
      BothNeeds());
  EXPECT_EQ(plan.total().grant_paise(), 37'500'000);
  EXPECT_EQ(plan.assumptions(0).text(),
            "survey: its ceiling for need assessment and design workshop"
            " together, which needs members, is not reached");
}

}  // namespace
}  // namespace sangam::matching
