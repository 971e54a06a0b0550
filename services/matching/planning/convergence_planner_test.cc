#include "services/matching/planning/convergence_planner.h"

#include "gmock/gmock.h"
#include "services/matching/planning/plan_setup.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kSoft[] =
    "needs { id: 'soft' head: 'SOFT' cost_paise: 250000000 } ";

SampleCatalog SoftAndGap() {
  SampleCatalog sample;
  sample.Add("gap", PaysGaps("may_stand_for_own_money: true"));
  sample.Add("soft", PaysShare("SOFT", 8000));
  return sample;
}

TEST(ConvergencePlannerTest, AGapFunderPaysWhatTheGrantLeaves) {
  const auto plan = PlanBy(SoftAndGap(), kSoft);
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("soft GRANT CENTRE 200000000 schemes/soft",
                          "soft GAP_FUNDING GAP_FUNDER 50000000 schemes/gap"));
  EXPECT_EQ(plan.lines(0).formula(), "80 % of ₹25,00,000");
  EXPECT_TRUE(plan.lines(1).stands_for_own_money());
  EXPECT_EQ(plan.total().own_share_required_paise(), 50000000);
  EXPECT_EQ(plan.total().own_share_gap_paise(), 50000000);
  EXPECT_EQ(plan.total().unfunded_paise(), 0);
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
}

TEST(ConvergencePlannerTest, WithoutGapFundingTheRestIsToldAsOpen) {
  const auto plan =
      PlanBy(SoftAndGap(), absl::StrCat(kSoft, "without_gap_funding: true"));
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("soft GRANT CENTRE 200000000 schemes/soft",
                          "soft UNFUNDED NOBODY 50000000"));
  EXPECT_THAT(plan.needs(0).reasons(),
              Contains("the terms leave out gap funding"));
  EXPECT_EQ(plan.solution().bound_unfunded_paise(), 50000000);
}

TEST(ConvergencePlannerTest, LotsOfUnitsAddUp) {
  SampleCatalog sample;
  sample.Add("sheds",
             "open_to_all: true benefits { id: 'sheds' kind:"
             " BENEFIT_KIND_GRANT cost_heads: 'WORKSHED' amount { unit_lots {"
             " lots { units: 64 paise_each: 900000 } lots { units: 36"
             " paise_each: 2500000 } } } }");
  const auto plan =
      PlanBy(sample,
             "needs { id: 'sheds' head: 'WORKSHED' lots { units: 64 paise_each:"
             " 900000 } lots { units: 36 paise_each: 2500000 } }");
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("sheds GRANT UNSPECIFIED 147600000 schemes/sheds"));
  EXPECT_EQ(plan.lines(0).formula(), "64 × ₹9,000 + 36 × ₹25,000");
  // Fewer units take the dearest lots.
  const auto fewer = PlanBy(sample,
                            "needs { id: 'sheds' head: 'WORKSHED' cost_paise:"
                            " 200000000 units: 65 }");
  EXPECT_EQ(fewer.lines(0).paise(), 36 * 2500000 + 29 * 900000);
}

TEST(ConvergencePlannerTest, UnsplitSharesAreShownAsSuch) {
  SampleCatalog sample;
  sample.Add("soft",
             "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
             " cost_heads: 'SOFT' } funding { shares { party:"
             " FUNDING_PARTY_CENTRE share_bps: 8000 } shares { party:"
             " FUNDING_PARTY_STATE_AND_BENEFICIARY share_bps: 2000 } }");
  const auto plan = PlanBy(sample, kSoft);
  ASSERT_EQ(plan.needs(0).unsplit_shares_size(), 1);
  EXPECT_EQ(plan.needs(0).unsplit_shares(0).paise(), 50000000);
  EXPECT_EQ(plan.needs(0).unfunded_paise(), 50000000);
  const auto split = PlanBy(
      sample, absl::StrCat(kSoft,
                           "assumed_splits { scheme: 'schemes/soft'"
                           " state_share_bps: 1500 reason: 'district note' }"));
  EXPECT_THAT(LinesOf(split),
              ElementsAre("soft GRANT CENTRE 200000000 schemes/soft",
                          "soft GRANT STATE 37500000 schemes/soft",
                          "soft UNFUNDED NOBODY 12500000"));
  EXPECT_EQ(split.needs(0).unsplit_shares(0).paise(), 12500000);
  ASSERT_EQ(split.assumptions_size(), 1);
  EXPECT_THAT(split.assumptions(0).text(), HasSubstr("district note"));
}

TEST(ConvergencePlannerTest, ACeilingHoldsOverAllHeads) {
  SampleCatalog sample;
  sample.Add("fund",
             "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
             " cost_heads: 'A' cost_heads: 'B' } funding { shares { party:"
             " FUNDING_PARTY_LOCAL_BODY share_bps: 10000 } } grant_ceiling {"
             " fixed { min_paise: 150 max_paise: 150 } }");
  const auto plan = PlanBy(sample,
                           "needs { id: 'a' head: 'A' cost_paise: 100 } needs"
                           " { id: 'b' head: 'B' cost_paise: 100 }");
  EXPECT_THAT(LinesOf(plan), ElementsAre("a GRANT LOCAL_BODY 100 schemes/fund",
                                         "b GRANT LOCAL_BODY 50 schemes/fund",
                                         "b UNFUNDED NOBODY 50"));
  EXPECT_EQ(plan.lines(1).ceiling_paise(), 150);
  EXPECT_THAT(plan.needs(1).reasons(), Contains(HasSubstr("its ceiling")));
}

TEST(ConvergencePlannerTest, UnknownVerdictsAreTheCallersChoice) {
  SampleCatalog sample;
  std::string terms = PaysShare("SOFT", 8000);
  terms.replace(0, sizeof("open_to_all: true") - 1,
                "conditions { id: 'c' expression: 'members >= 10' }");
  sample.Add("soft", terms);
  const auto without = PlanBy(sample, kSoft);
  EXPECT_THAT(LinesOf(without), ElementsAre("soft UNFUNDED NOBODY 250000000"));
  ASSERT_EQ(without.not_used_size(), 1);
  EXPECT_THAT(without.not_used(0).reason(), HasSubstr("members >= 10"));
  const auto with =
      PlanBy(sample, absl::StrCat(kSoft, "use_unknown_verdicts: true"));
  EXPECT_EQ(with.lines(0).paise(), 200000000);
  EXPECT_TRUE(with.lines(0).assumed());
  EXPECT_THAT(with.assumptions(0).text(), HasSubstr("members >= 10"));
}

TEST(ConvergencePlannerTest, LoansStandApart) {
  SampleCatalog sample;
  sample.Add("loan",
             "open_to_all: true benefits { id: 'l' kind: BENEFIT_KIND_LOAN"
             " cost_heads: 'CREDIT' amount { fixed { min_paise: 0 max_paise:"
             " 500 } } }");
  const auto plan =
      PlanBy(sample, "needs { id: 'c' head: 'CREDIT' cost_paise: 500 }");
  EXPECT_THAT(LinesOf(plan), ElementsAre("c UNFUNDED NOBODY 500"));
  ASSERT_EQ(plan.loans_size(), 1);
  EXPECT_EQ(plan.loans(0).max_paise(), 500);
  EXPECT_EQ(plan.total().grant_paise(), 0);
}

TEST(ConvergencePlannerTest, WhatALoanTakesForGrantedIsListed) {
  SampleCatalog sample;
  sample.Add("loan",
             "conditions { id: 'c' expression: 'members >= 10' } benefits { id:"
             " 'l' kind: BENEFIT_KIND_LOAN cost_heads: 'CREDIT' }");
  const auto plan = PlanBy(sample,
                           "needs { id: 'c' head: 'CREDIT' cost_paise: 500 }"
                           " use_unknown_verdicts: true");
  ASSERT_EQ(plan.loans_size(), 1);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).about(), "schemes/loan");
  EXPECT_THAT(plan.assumptions(0).text(),
              HasSubstr("c: its loan takes to hold, which is not known: "));
}

TEST(ConvergencePlannerTest, WhatMustBeHadFirstComesFirst) {
  SampleCatalog sample;
  sample.Add("card",
             "open_to_all: true benefits { id: 'c' kind:"
             " BENEFIT_KIND_ENABLING_DOCUMENT cost_heads: 'CARD' }");
  sample.Add("fair",
             absl::StrCat("open_to_all: true benefits { id: 'f' kind:"
                          " BENEFIT_KIND_MARKET_LINKAGE cost_heads: 'FAIR' }"
                          " relations { kind: SCHEME_RELATION_KIND_REQUIRES"
                          " scheme: 'schemes/card'",
                          kCited, "}"));
  const auto plan = PlanBy(
      sample,
      "needs { id: 'fair' head: 'FAIR' cost_paise: 0 owner_role: 'AGENCY' }"
      " roles { role: 'AGENCY' owner: 'Institute' }");
  EXPECT_THAT(StepsOf(plan),
              ElementsAre("apply-card", "apply-fair", "do-fair"));
  EXPECT_EQ(plan.steps(2).owner(), "Institute");
  EXPECT_THAT(plan.steps(2).blockers(), IsEmpty());
}

TEST(ConvergencePlannerTest, BenefitsOfOneSchemeFollowEachOther) {
  SampleCatalog sample;
  sample.Add("design",
             "open_to_all: true benefits { id: 'seminar' kind:"
             " BENEFIT_KIND_TRAINING cost_heads: 'SEMINAR' amount { fixed {"
             " min_paise: 5 max_paise: 5 } } } benefits { id: 'survey' kind:"
             " BENEFIT_KIND_SERVICE cost_heads: 'SURVEY' cost_heads: 'WORKSHOP'"
             " follows_benefits: 'seminar' condition: 'design_seminar_held' "
             "amount { fixed {"
             " min_paise: 5 max_paise: 5 } } }");
  const auto plan = PlanBy(sample,
                           "needs { id: 'survey' head: 'SURVEY' cost_paise: 5"
                           " } needs { id: 'seminar' head: 'SEMINAR'"
                           " cost_paise: 5 } needs { id: 'workshop' head:"
                           " 'WORKSHOP' cost_paise: 5 after: 'survey' }");
  // The second step is asked for once the seminar was held.
  EXPECT_THAT(StepsOf(plan),
              ElementsAre("apply-design", "do-seminar", "apply-design-survey",
                          "do-survey", "do-workshop"));
  EXPECT_EQ(plan.steps(2).description(), "Apply: Scheme design, after seminar");
  EXPECT_THAT(plan.steps(2).after(), ElementsAre("do-seminar"));
  EXPECT_THAT(plan.steps(1).blockers(), ElementsAre("no role is named for it"));
  // Without the seminar among the needs the survey must wait for the fact.
  const auto alone =
      PlanBy(sample, "needs { id: 'survey' head: 'SURVEY' cost_paise: 5 }");
  EXPECT_THAT(LinesOf(alone), ElementsAre("survey UNFUNDED NOBODY 5"));
}

TEST(ConvergencePlannerTest, ThingsCountOnTheirOwnNeedOnly) {
  SampleCatalog sample;
  sample.Add("cfc",
             "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
             " cost_heads: 'CFC' } funding { min_own_share_bps: 1000 shares {"
             " party: FUNDING_PARTY_CENTRE share_bps: 9000 } shares { party:"
             " FUNDING_PARTY_BENEFICIARY share_bps: 1000 in_kind_up_to_bps:"
             " 500 } }");
  const std::string cfc = "needs { id: 'cfc' head: 'CFC' cost_paise: 1000 } ";
  const std::string land =
      "contributions { id: 'land' kind: PLAN_CONTRIBUTION_KIND_IN_KIND need:"
      " 'cfc' value_paise: 300 valued_by: 'REVENUE_OFFICE' } ";
  // Half of the least own share may be land; without cash it is not reached,
  // and the land then counts without a scheme's bound.
  EXPECT_THAT(
      LinesOf(PlanBy(sample, cfc + land)),
      ElementsAre("cfc IN_KIND BENEFICIARY 300", "cfc UNFUNDED NOBODY 700"));
  EXPECT_THAT(
      LinesOf(PlanBy(sample, cfc + land +
                                 "contributions { id: 'cash' kind:"
                                 " PLAN_CONTRIBUTION_KIND_CASH value_paise:"
                                 " 50 }")),
      ElementsAre("cfc GRANT CENTRE 900 schemes/cfc",
                  "cfc IN_KIND BENEFICIARY 50", "cfc OWN_CASH BENEFICIARY 50"));
}

TEST(ConvergencePlannerTest, PinsAndExclusionsAreKept) {
  SampleCatalog sample;
  sample.Add("less", PaysShare("SOFT", 7000));
  sample.Add("more", PaysShare("SOFT", 8000));
  EXPECT_EQ(PlanBy(sample, kSoft).lines(0).scheme(), "schemes/more");
  EXPECT_EQ(PlanBy(sample, absl::StrCat(kSoft,
                                        "pins { need: 'soft' scheme:"
                                        " 'schemes/less' }"))
                .lines(0)
                .scheme(),
            "schemes/less");
  EXPECT_EQ(PlanBy(sample,
                   absl::StrCat(kSoft, "exclusions { scheme: 'schemes/more' }"))
                .lines(0)
                .scheme(),
            "schemes/less");
  EXPECT_THAT(
      LinesOf(PlanBy(sample, absl::StrCat(kSoft, "pins { need: 'soft' }"))),
      ElementsAre("soft UNFUNDED NOBODY 250000000"));
}

TEST(ConvergencePlannerTest, APinToWhatDoesNotFitIsToldWithTheReason) {
  SampleCatalog sample;
  sample.Add("shg",
             "conditions { id: 'c' expression: 'subject.kind =="
             " \"SHG\"' description { text { key: 'en' value: 'It is a"
             " group.' } } } benefits { id: 'g' kind:"
             " BENEFIT_KIND_GRANT cost_heads: 'SOFT' }");
  const auto plan = PlanBy(
      sample,
      absl::StrCat(kSoft, "pins { need: 'soft' scheme: 'schemes/shg' }"));
  EXPECT_THAT(plan.conflicts(),
              ElementsAre("the pin of soft to schemes/shg: not met: It is a"
                          " group"));
}

TEST(ConvergencePlannerTest, NamesThatTheCatalogueLacksAreTold) {
  const auto plan = PlanBy(
      SoftAndGap(),
      absl::StrCat(kSoft,
                   "exclusions { scheme: 'schemes/x1' } exclusions { scheme:"
                   " 'schemes/x2' need: 'soft' } assumed_grants { scheme: "
                   "'schemes/x4' need: 'soft' paise:"
                   " 5 reason: 'r' } assumed_splits { scheme: 'schemes/x5'"
                   " state_share_bps: 5 reason: 'r' }"));
  std::vector<std::string> told;
  for (const auto& note : plan.not_used()) {
    EXPECT_EQ(note.reason(), "the catalogue does not know it");
    told.push_back(absl::StrCat(note.scheme(), " ", note.need()));
  }
  EXPECT_THAT(told, ElementsAre("schemes/x1 ", "schemes/x5 ", "schemes/x2 soft",
                                "schemes/x4 soft"));
}

TEST(ConvergencePlannerTest, ACancelledPlanIsNotMade) {
  SampleCatalog sample;
  sample.Add("soft", PaysShare("SOFT", 8000));
  const auto catalog = sample.Build();
  const auto terms = FromText<type::v1::PlanTerms>(kSoft);
  MatchSubject subject;
  const auto places = rules::SamplePlaces();
  PlanQuestion question{terms, {}, absl::CivilDay(2024, 4, 1), ""};
  question.participants.push_back({"", &subject, &places});
  EXPECT_TRUE(MakePlan(*catalog, question, SystemClock()).ok());
  question.cancelled = [] { return true; };
  EXPECT_TRUE(absl::IsDeadlineExceeded(
      MakePlan(*catalog, question, SystemClock()).status()));
}

TEST(ConvergencePlannerTest, AnotherBodyMayApply) {
  SampleCatalog sample;
  std::string terms = PaysShare("CFC", 10000);
  terms.replace(0, sizeof("open_to_all: true") - 1,
                "conditions { id: 'c' expression: 'subject.kind =="
                " \"LOCAL_BODY\"' }");
  sample.Add("brgf", terms);
  const std::string cfc = "needs { id: 'cfc' head: 'CFC' cost_paise: 500 } ";
  EXPECT_THAT(LinesOf(PlanBy(sample, cfc)),
              ElementsAre("cfc UNFUNDED NOBODY 500"));
  const auto plan = PlanBy(
      sample, cfc +
                  "applicants { id: 'department' subject { profile { kind:"
                  " SUBJECT_KIND_LOCAL_BODY } } }");
  EXPECT_THAT(LinesOf(plan), ElementsAre("cfc GRANT CENTRE 500 schemes/brgf"));
  EXPECT_EQ(plan.lines(0).applicant(), "department");
}

TEST(ConvergencePlannerTest, StagesWithoutAFundedNeedAreTold) {
  const auto plan = PlanBy(
      SoftAndGap(),
      "needs { id: 'soft' head: 'SOFT' cost_paise: 100 value_chain_stage:"
      " 'DESIGN' } value_chain_stages: 'DESIGN' value_chain_stages: 'MARKET'");
  EXPECT_THAT(plan.uncovered_stages(), ElementsAre("MARKET"));
}

TEST(ConvergencePlannerTest, TheSoonestPlanWaitsForNoWindow) {
  SampleCatalog sample;
  sample.Add("later", PaysShare("SOFT", 8000,
                                "window { opens_on { year: 2024 month: 6 day:"
                                " 1 } }"));
  sample.Add("now", PaysShare("SOFT", 8000));
  EXPECT_EQ(PlanBy(sample, kSoft).lines(0).scheme(), "schemes/later");
  const auto plan =
      PlanBy(sample, absl::StrCat(kSoft, "objective: PLAN_OBJECTIVE_SOONEST"));
  EXPECT_EQ(plan.lines(0).scheme(), "schemes/now");
  const auto late =
      PlanBy(sample,
             "needs { id: 'soft' head: 'SOFT' cost_paise: 100 needed_by {"
             " year: 2024 month: 5 day: 1 } }");
  EXPECT_EQ(late.lines(0).scheme(), "schemes/now");
  EXPECT_THAT(late.not_used(0).reason(), HasSubstr("2024-06-01"));
}

TEST(ConvergencePlannerTest, ANearMissBecomesAStepWhereTheCallerSaysSo) {
  SampleCatalog sample;
  std::string terms = PaysShare("SOFT", 8000);
  terms.replace(0, sizeof("open_to_all: true") - 1,
                "conditions { id: 'c' expression: 'spv_formed' }");
  sample.Add("soft", terms);
  const std::string profile = "kind: SUBJECT_KIND_CLUSTER spv_formed: false";
  EXPECT_THAT(LinesOf(PlanBy(sample, kSoft, profile)),
              ElementsAre("soft UNFUNDED NOBODY 250000000"));
  const auto plan =
      PlanBy(sample, absl::StrCat(kSoft, "use_near_misses: true"), profile);
  EXPECT_THAT(StepsOf(plan),
              ElementsAre("prepare-soft", "apply-soft", "do-soft"));
}

// Not every value that meets the test that is told.
TEST(ConvergencePlannerTest, AStepTellsHowFarItGoes) {
  SampleCatalog sample;
  std::string terms = PaysShare("SOFT", 8000);
  terms.replace(0, sizeof("open_to_all: true") - 1,
                "conditions { id: 'c' expression: 'members > 14' }"
                " conditions { id: 'd' expression: 'members != 15' }");
  sample.Add("soft", terms);
  const auto plan = PlanBy(sample, absl::StrCat(kSoft, "use_near_misses: true"),
                           "kind: SUBJECT_KIND_CLUSTER members: 14");
  ASSERT_THAT(StepsOf(plan),
              ElementsAre("prepare-soft", "apply-soft", "do-soft"));
  EXPECT_THAT(plan.steps(0).description(), HasSubstr("more than 14 (2 more)"));
}

TEST(ConvergencePlannerTest, ANearMissThatNoValueMendsIsNone) {
  SampleCatalog sample;
  std::string terms = PaysShare("SOFT", 8000);
  terms.replace(0, sizeof("open_to_all: true") - 1,
                "conditions { id: 'c' expression: 'members >= 10' }"
                " conditions { id: 'd' expression: 'members <= 5' }");
  sample.Add("soft", terms);
  const auto plan = PlanBy(sample, absl::StrCat(kSoft, "use_near_misses: true"),
                           "kind: SUBJECT_KIND_CLUSTER members: 7");
  EXPECT_THAT(LinesOf(plan), ElementsAre("soft UNFUNDED NOBODY 250000000"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).reason(), "not met: members >= 10");
}

TEST(ConvergencePlannerTest, SchemesThatExcludeEachOtherAreNotBothUsed) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysShare("B", 8000,
                            absl::StrCat("relations { kind:"
                                         " SCHEME_RELATION_KIND_EXCLUDES"
                                         " scheme: 'schemes/a'",
                                         kCited, "}")));
  const auto plan = PlanBy(
      sample,
      "needs { id: 'a' head: 'A' cost_paise: 100 } needs { id: 'b' head: 'B'"
      " cost_paise: 100 }",
      "kind: SUBJECT_KIND_CLUSTER received_benefits_complete_until { year:"
      " 2025 month: 1 day: 1 }");
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("a GRANT CENTRE 80 schemes/a", "a UNFUNDED NOBODY 20",
                          "b UNFUNDED NOBODY 100"));
}

}  // namespace
}  // namespace sangam::matching
