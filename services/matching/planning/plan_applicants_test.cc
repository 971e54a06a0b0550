// Who of a plan asks for what, and by whose ceiling.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;

constexpr char kSmall[] = "needs { id: 'a' head: 'A' cost_paise: 1000 } ";
constexpr char kLarge[] = "needs { id: 'b' head: 'B' cost_paise: 2000 } ";
constexpr char kSpv[] =
    "applicants { id: 'spv' subject { profile { kind: SUBJECT_KIND_SPV ";

// Projects of up to 1,000 paise are for the SPV, others for the cluster.
constexpr char kByCost[] =
    "conditions { id: 'c' expression: '(subject.kind == \"SPV\" &&"
    " project_cost_paise <= 1000) || (subject.kind == \"CLUSTER\" &&"
    " project_cost_paise > 1000)' } ";
constexpr char kCeiling[] =
    "grant_ceiling { fixed { min_paise: 1500 max_paise: 1500 } } ";

SampleCatalog OneFund() {
  SampleCatalog sample;
  sample.Add("fund",
             absl::StrCat(kByCost,
                          "benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
                          " cost_heads: 'A' cost_heads: 'B' } funding { shares"
                          " { party: FUNDING_PARTY_LOCAL_BODY share_bps: 10000"
                          " } } ",
                          kCeiling));
  return sample;
}

const type::v1::PlanStep& StepOf(const type::v1::ConvergencePlan& plan,
                                 const std::string& id) {
  for (const auto& step : plan.steps()) {
    if (step.id() == id) return step;
  }
  ADD_FAILURE() << "no step " << id;
  return type::v1::PlanStep::default_instance();
}

TEST(PlanApplicantsTest, ACeilingIsEachApplicantsOwn) {
  const SampleCatalog sample = OneFund();
  const std::string spv =
      absl::StrCat(kSpv,
                   "received_benefits { scheme: 'schemes/fund' amount_paise:"
                   " 1500 } } } }");
  for (const std::string& needs :
       {absl::StrCat(kSmall, kLarge), absl::StrCat(kLarge, kSmall)}) {
    const auto plan = PlanBy(sample, absl::StrCat(needs, spv));
    EXPECT_THAT(LinesOf(plan),
                Contains("b GRANT LOCAL_BODY 1500 schemes/fund"));
    EXPECT_EQ(plan.total().grant_paise(), 1500)
        << "the SPV has had its whole ceiling";
  }
  const auto fresh =
      PlanBy(sample, absl::StrCat(kSmall, kLarge, kSpv, "} } }"));
  EXPECT_EQ(fresh.total().grant_paise(), 2500);
}

TEST(PlanApplicantsTest, EachApplicantAppliesByItself) {
  const auto plan =
      PlanBy(OneFund(), absl::StrCat(kLarge, kSmall, kSpv, "} } }"));
  EXPECT_EQ(StepOf(plan, "apply-fund").owner(), "the applicant");
  EXPECT_THAT(StepOf(plan, "apply-fund").needs(), ElementsAre("b"));
  EXPECT_EQ(StepOf(plan, "apply-fund-by-spv").owner(), "spv");
  EXPECT_THAT(StepOf(plan, "apply-fund-by-spv").needs(), ElementsAre("a"));
  EXPECT_THAT(StepOf(plan, "do-a").after(), ElementsAre("apply-fund-by-spv"));
  EXPECT_THAT(StepOf(plan, "do-b").after(), ElementsAre("apply-fund"));
}

TEST(PlanApplicantsTest, StepsOfNamesThatReadTheSameAreTold) {
  SampleCatalog sample = OneFund();
  sample.Add("fund-by-spv", PaysShare("C", 5000));
  const std::string terms =
      absl::StrCat("needs { id: 'c' head: 'C' cost_paise: 1000 } ", kLarge,
                   kSmall, kSpv, "} } }");
  const auto plan = PlanBy(sample, terms);
  EXPECT_THAT(StepsOf(plan),
              ElementsAre("apply-fund-by-spv", "apply-fund",
                          "apply-fund-by-spv-2", "do-c", "do-b", "do-a"));
  EXPECT_EQ(StepOf(plan, "apply-fund-by-spv").scheme(), "schemes/fund-by-spv");
  EXPECT_EQ(StepOf(plan, "apply-fund-by-spv-2").scheme(), "schemes/fund");
  EXPECT_THAT(StepOf(plan, "do-c").after(), ElementsAre("apply-fund-by-spv"));
  EXPECT_THAT(StepOf(plan, "do-a").after(), ElementsAre("apply-fund-by-spv-2"));
  EXPECT_EQ(StepsOf(PlanBy(sample, terms)), StepsOf(plan));
}

TEST(PlanApplicantsTest, AGapFundersCeilingIsEachApplicantsOwn) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 5000));
  sample.Add("b", PaysShare("B", 1000));
  std::string gap = PaysGaps();
  gap.replace(0, sizeof("open_to_all: true") - 1, kByCost);
  sample.Add("gap", absl::StrCat(gap, kCeiling));
  const auto plan = PlanBy(sample, absl::StrCat(kSmall, kLarge, kSpv, "} } }"));
  EXPECT_THAT(LinesOf(plan),
              IsSupersetOf({"a GAP_FUNDING GAP_FUNDER 500 schemes/gap",
                            "b GAP_FUNDING GAP_FUNDER 1500 schemes/gap"}));
  EXPECT_EQ(StepOf(plan, "apply-gap").owner(), "the applicant");
  EXPECT_THAT(StepOf(plan, "apply-gap").after(), ElementsAre("apply-b"));
  EXPECT_EQ(StepOf(plan, "apply-gap-by-spv").owner(), "spv");
  EXPECT_THAT(StepOf(plan, "apply-gap-by-spv").after(), ElementsAre("apply-a"));
}

TEST(PlanApplicantsTest, ConflictsNameTheApplicantOfACeiling) {
  const auto plan = PlanBy(
      OneFund(),
      absl::StrCat(kSmall,
                   "needs { id: 'b' head: 'B' cost_paise: 2000 must_be_met:"
                   " true } ",
                   kSpv, "} } }"));
  EXPECT_THAT(plan.conflicts(),
              ElementsAre("b must be met in full, ₹20",
                          "the ceiling of schemes/fund for the subject, ₹15",
                          "own cash for any need, ₹0"));
}

// schemes/main is for SPVs and needs schemes/first.
SampleCatalog MainAndFirst(const std::string& first) {
  SampleCatalog sample;
  std::string main =
      PaysShare("A", 5000,
                absl::StrCat("relations { kind: SCHEME_RELATION_KIND_REQUIRES"
                             " scheme: 'schemes/first'",
                             kCited, "} "));
  main.replace(0, sizeof("open_to_all: true") - 1,
               "conditions { id: 'c' expression: 'subject.kind == \"SPV\"' }");
  sample.Add("first", absl::StrCat(first,
                                   "benefits { id: 'c' kind:"
                                   " BENEFIT_KIND_ENABLING_DOCUMENT } "));
  sample.Add("main", main);
  return sample;
}

TEST(PlanApplicantsTest, WhatComesFirstIsGotByWhomItFits) {
  const std::string terms = absl::StrCat(kSmall, kSpv, "} } }");
  const auto owner = [&](const std::string& first) {
    const auto plan = PlanBy(MainAndFirst(first), terms);
    EXPECT_THAT(StepsOf(plan),
                ElementsAre("apply-first", "apply-main", "do-a"));
    EXPECT_EQ(StepOf(plan, "apply-main").owner(), "spv");
    return StepOf(plan, "apply-first").owner();
  };
  EXPECT_EQ(
      owner("conditions { id: 'c' expression: 'subject.kind == \"SPV\"' } "),
      "spv");
  EXPECT_EQ(owner("open_to_all: true "), "spv")
      << "it fits both; the one that goes on needs it";
  EXPECT_EQ(
      owner(
          "conditions { id: 'c' expression: 'subject.kind == \"CLUSTER\"' } "),
      "the applicant");
}

}  // namespace
}  // namespace sangam::matching
