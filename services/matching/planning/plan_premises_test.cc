#include "services/matching/planning/plan_premises.h"

#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kTwoNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 1000 }"
    " needs { id: 'b' head: 'B' cost_paise: 1000 } ";
constexpr char kUnknown[] = "use_unknown_verdicts: true ";

// Pays a share of a cost to whom a rule holds for.
std::string PaysIf(const std::string& rule, const std::string& head,
                   int share_bps) {
  std::string terms = PaysShare(head, share_bps);
  return terms.replace(
      0, sizeof("open_to_all: true") - 1,
      absl::StrCat("conditions { id: 'c' expression: '", rule, "' }"));
}

// schemes/one pays 80 % of a, schemes/two 70 % of b.
SampleCatalog OneAndTwo(const std::string& one, const std::string& two) {
  SampleCatalog sample;
  sample.Add("one", PaysIf(one, "A", 8000));
  sample.Add("two", PaysIf(two, "B", 7000));
  return sample;
}

using matching::GrantsOf;

std::vector<std::string> GrantsOf(
    const std::string& one, const std::string& two,
    const std::string& profile = "kind: SUBJECT_KIND_SHG") {
  return GrantsOf(
      PlanBy(OneAndTwo(one, two), absl::StrCat(kTwoNeeds, kUnknown), profile));
}

TEST(PlanPremisesTest, WhatOneSchemeRestsOnRulesTheOtherOut) {
  const auto plan = PlanBy(OneAndTwo("udyam_registered", "!udyam_registered"),
                           absl::StrCat(kTwoNeeds, kUnknown));
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/one"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).scheme(), "schemes/two");
  EXPECT_EQ(plan.not_used(0).need(), "b");
  EXPECT_EQ(plan.not_used(0).reason(),
            "it would rest on !udyam_registered, which schemes/one of the plan"
            " rules out");
  ASSERT_EQ(plan.needs(1).reasons_size(), 1);
  EXPECT_EQ(plan.needs(1).reasons(0),
            absl::StrCat("schemes/two: ", plan.not_used(0).reason()));
}

TEST(PlanPremisesTest, ContradictionsOfEachKindAreFound) {
  const std::pair<const char*, const char*> apart[] = {
      {"members >= 20", "members < 10"},
      {"members >= 10", "members <= 9"},
      {"members == 10", "members != 10"},
      {"members > 5 && members < 9", "members < 6 || members > 8"},
      {"legal_form == \"SOCIETY\"", "legal_form in [\"TRUST\", \"COMPANY\"]"},
      {"legal_form in [\"SOCIETY\", \"TRUST\"]",
       "!(legal_form in [\"SOCIETY\", \"TRUST\", \"COMPANY\"])"},
      {"formed_on < date(\"2020-01-01\")", "formed_on >= date(\"2020-01-01\")"},
      {"received(\"schemes/x\")", "!received(\"schemes/x\")"},
      {"\"WEAVER\" in trades", "!(\"WEAVER\" in trades)"},
      {"udyam_registered ? members > 5 : false", "!udyam_registered"},
      {"members * 2 > women_members", "members * 2 <= women_members"},
      {"women_members >= 8", "members <= 5"},
      {"women_member_share_bps >= 8000", "women_members == 0"},
      {"udyam_registered || members > 5", "!udyam_registered && members <= 5"},
      {"place.within(\"places/lgd-state-1\")",
       "place.within(\"places/lgd-state-2\")"}};
  for (const auto& [one, other] : apart) {
    EXPECT_THAT(GrantsOf(one, other), ElementsAre("schemes/one"))
        << one << " and " << other;
  }
}

TEST(PlanPremisesTest, WhatCanHoldAtOnceIsUsedTogether) {
  const std::pair<const char*, const char*> together[] = {
      {"members >= 20", "members >= 10"},
      {"members >= 10", "members <= 10"},
      {"members > 8", "members != 9"},
      {"members >= 20", "udyam_registered"},
      {"legal_form == \"SOCIETY\"", "legal_form in [\"TRUST\", \"SOCIETY\"]"},
      {"legal_form != \"SOCIETY\"", "legal_form != \"TRUST\""},
      {"received(\"schemes/x\")", "!received(\"schemes/y\")"},
      {"\"WEAVER\" in trades", "\"POTTER\" in trades"},
      {"formed_on < date(\"2020-01-01\")", "formed_on > date(\"2019-12-30\")"},
      {"udyam_registered || members > 5", "!udyam_registered"},
      {"women_members >= 8", "members <= 8"},
      {"place.within(\"places/lgd-state-1\")",
       "place.within(\"places/lgd-block-100\")"}};
  for (const auto& [one, other] : together) {
    EXPECT_THAT(GrantsOf(one, other), ElementsAre("schemes/one", "schemes/two"))
        << one << " and " << other;
  }
}

TEST(PlanPremisesTest, WhatOneRuleSaysOfAComputedNumberIsNotChecked) {
  for (const char* rule :
       {"members * members < 10 && members > 5", "members * members < members",
        "children.all(c, c.members > 5) && children.exists(c, c.members < "
        "3)"}) {
    const auto plan = PlanBy(OneAndTwo(rule, "udyam_registered"),
                             absl::StrCat(kTwoNeeds, kUnknown));
    EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/one", "schemes/two"));
    ASSERT_EQ(plan.assumptions_size(), 3) << rule;
    EXPECT_EQ(
        plan.assumptions(2).text(),
        absl::StrCat("whether this can hold at all was not checked: ", rule));
  }
  for (const char* rule :
       {"members * members < 10", "members * members < 10 && udyam_registered",
        "members > 5 && members < 9"}) {
    const auto plan = PlanBy(OneAndTwo(rule, "udyam_registered"),
                             absl::StrCat(kTwoNeeds, kUnknown));
    EXPECT_EQ(plan.assumptions_size(), 2) << rule;
  }
}

constexpr char kThreeNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 1000 }"
    " needs { id: 'b' head: 'B' cost_paise: 1000 }"
    " needs { id: 'c' head: 'C' cost_paise: 1000 } use_unknown_verdicts: true ";

// schemes/one pays 80 % of a, schemes/two 70 % of b, schemes/three 60 % of c;
// any two of them can be had together.
SampleCatalog OfThreeAnyTwo() {
  SampleCatalog sample =
      OneAndTwo("members >= 10 || artisans >= 5", "members < 10");
  sample.Add("three", PaysIf("artisans < 5", "C", 6000));
  return sample;
}

TEST(PlanPremisesTest, ThreeSchemesClashOfWhichAnyTwoFit) {
  const auto plan = PlanBy(OfThreeAnyTwo(), kThreeNeeds);
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/one", "schemes/two"));
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).reason(),
            "it would rest on artisans < 5, which schemes/one and schemes/two"
            " of the plan rule out");
  // What pays more is kept.
  SampleCatalog sample =
      OneAndTwo("members >= 10 || artisans >= 5", "members < 10");
  sample.Add("three", PaysIf("artisans < 5", "C", 9000));
  EXPECT_THAT(GrantsOf(PlanBy(sample, kThreeNeeds)),
              ElementsAre("schemes/one", "schemes/three"));
}

TEST(PlanPremisesTest, PinsToThreeThatClashAreAConflict) {
  const auto plan = PlanBy(
      OfThreeAnyTwo(),
      absl::StrCat(kThreeNeeds,
                   "pins { need: 'a' scheme: 'schemes/one' } pins { need: 'b'"
                   " scheme: 'schemes/two' } pins { need: 'c' scheme:"
                   " 'schemes/three' }"));
  EXPECT_EQ(plan.solution().status(),
            type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE);
  EXPECT_THAT(plan.conflicts(),
              Contains("members >= 10 || artisans >= 5, members < 10 and"
                       " artisans < 5 can't all hold"));
}

TEST(PlanPremisesTest, AGapFunderClashesWithTwoSchemes) {
  SampleCatalog sample =
      OneAndTwo("members >= 10 || artisans >= 5", "members < 10");
  std::string gaps = PaysGaps();
  gaps.replace(0, sizeof("open_to_all: true") - 1,
               "conditions { id: 'c' expression: 'artisans < 5' }");
  sample.Add("gaps", gaps);
  const auto plan = PlanBy(sample, absl::StrCat(kTwoNeeds, kUnknown));
  EXPECT_THAT(
      LinesOf(plan),
      ElementsAre("a GRANT CENTRE 800 schemes/one", "a UNFUNDED NOBODY 200",
                  "b GRANT CENTRE 700 schemes/two", "b UNFUNDED NOBODY 300"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_THAT(plan.not_used(0).reason(),
              HasSubstr("it would rest on artisans < 5"));
}

TEST(PlanPremisesTest, WhatIsNotCheckedIsSaid) {
  const auto plan = PlanBy(OneAndTwo("children.all(c, c.members > 20)",
                                     "children.exists(c, c.members < 5)"),
                           absl::StrCat(kTwoNeeds, kUnknown));
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/one", "schemes/two"));
  EXPECT_EQ(plan.assumptions(plan.assumptions_size() - 1).text(),
            "whether these can hold together was not checked: children.all(c,"
            " c.members > 20); children.exists(c, c.members < 5)");
}

TEST(PlanPremisesTest, WithoutTimeAClashIsLeftOutAllTheSame) {
  const auto plan =
      PlanBy(OfThreeAnyTwo(), absl::StrCat(kThreeNeeds, "limits { nodes: 1 }"));
  EXPECT_LT(GrantsOf(plan).size(), 3u);
  EXPECT_NE(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
}

TEST(PlanPremisesTest, WithoutTimeAClashUnderTwoNeedsIsLeftOutOfBoth) {
  SampleCatalog sample =
      OneAndTwo("members >= 10 || artisans >= 5", "members < 10");
  sample.Add("three", PaysIf("artisans < 5", "C\' cost_heads: \'D", 6000));
  const auto plan =
      PlanBy(sample, absl::StrCat(kThreeNeeds,
                                  "needs { id: 'd' head: 'D' cost_paise: 1000 }"
                                  " limits { nodes: 1 }"));
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/one", "schemes/two"));
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_FEASIBLE);
}

TEST(PlanPremisesTest, EachApplicantHasFactsOfItsOwn) {
  const auto sample =
      OneAndTwo("subject.kind == \"SHG\" && udyam_registered",
                "subject.kind == \"LOCAL_BODY\" && !udyam_registered");
  const auto plan = PlanBy(
      sample,
      absl::StrCat(kTwoNeeds, kUnknown,
                   "applicants { id: 'panchayat' subject { profile { kind:"
                   " SUBJECT_KIND_LOCAL_BODY } } }"),
      "kind: SUBJECT_KIND_SHG");
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/one", "schemes/two"));
}

TEST(PlanPremisesTest, WhatANearMissWouldChangeIsChangedForAll) {
  const std::string terms = absl::StrCat(kTwoNeeds, "use_near_misses: true ");
  const std::string ten = "kind: SUBJECT_KIND_SHG members: 10";
  EXPECT_THAT(
      GrantsOf(PlanBy(OneAndTwo("members >= 12", "members < 12"), terms, ten)),
      ElementsAre("schemes/one"));
  EXPECT_THAT(
      GrantsOf(PlanBy(OneAndTwo("members >= 12", "members < 15"), terms, ten)),
      ElementsAre("schemes/one", "schemes/two"));
}

// What is told to be changed is what the plan rests on, though others of what
// near misses would change would do as well.
TEST(PlanPremisesTest, NoTwoStepsOfNearMissesUndoEachOther) {
  SampleCatalog sample =
      OneAndTwo("women_members > 8", "women_members <= 4 || poor_members >= 5");
  const std::string terms = absl::StrCat(kTwoNeeds, "use_near_misses: true ");
  const std::string profile =
      "kind: SUBJECT_KIND_SHG members: 9 women_members: 8 poor_members: 4";
  ASSERT_EQ(GrantsOf(PlanBy(sample, terms, profile)).size(), 1);
  sample.Add("three", PaysIf("poor_members >= 7", "A", 1000));
  EXPECT_EQ(GrantsOf(PlanBy(sample, terms, profile)).size(), 1);
}

// One scheme with a benefit for each head.
std::string TwoBenefits(const std::string& one, const std::string& other) {
  return absl::StrCat(
      "open_to_all: true benefits { id: 'one' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'A' condition: '",
      one,
      "' } benefits { id: 'two' kind: BENEFIT_KIND_GRANT cost_heads: 'B'"
      " condition: '",
      other,
      "' } funding { id: 'rule' shares { party: FUNDING_PARTY_CENTRE"
      " share_bps: 8000 } shares { party: FUNDING_PARTY_BENEFICIARY"
      " share_bps: 2000 } }");
}

TEST(PlanPremisesTest, BenefitsOfOneSchemeContradictEachOther) {
  SampleCatalog sample;
  sample.Add("one", TwoBenefits("members >= 20", "members < 10"));
  const std::string terms = absl::StrCat(kTwoNeeds, kUnknown);
  EXPECT_THAT(GrantsOf(PlanBy(sample, terms)), ElementsAre("schemes/one"));
  SampleCatalog compatible;
  compatible.Add("one", TwoBenefits("members >= 20", "members >= 10"));
  EXPECT_THAT(GrantsOf(PlanBy(compatible, terms)),
              ElementsAre("schemes/one", "schemes/one"));
}

TEST(PlanPremisesTest, FundingRulesContradictEachOther) {
  const auto rule = [](const char* id, const char* component,
                       const char* condition) {
    return absl::StrCat("funding { id: '", id, "' component: '", component,
                        "' condition: '", condition,
                        "' shares { party: FUNDING_PARTY_CENTRE share_bps:"
                        " 8000 } shares { party: FUNDING_PARTY_BENEFICIARY"
                        " share_bps: 2000 } } ");
  };
  const std::string benefits =
      "open_to_all: true benefits { id: 'one' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'A' } benefits { id: 'two' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'B' } ";
  SampleCatalog sample;
  sample.Add("one",
             absl::StrCat(benefits, rule("r1", "one", "udyam_registered"),
                          rule("r2", "two", "!udyam_registered")));
  EXPECT_THAT(GrantsOf(PlanBy(sample, absl::StrCat(kTwoNeeds, kUnknown))),
              ElementsAre("schemes/one"));
}

TEST(PlanPremisesTest, ABenefitThatCanNeverBeHadIsBarred) {
  SampleCatalog sample;
  sample.Add("one", PaysIf("members >= 20 && members < 10", "A", 8000));
  EXPECT_THAT(GrantsOf(PlanBy(sample, absl::StrCat(kTwoNeeds, kUnknown))),
              IsEmpty());
}

TEST(PlanPremisesTest, AGapFunderRestsOnWhatItTakesForGranted) {
  SampleCatalog sample;
  sample.Add("one", PaysIf("members >= 20", "A", 8000));
  std::string gaps = PaysGaps();
  gaps.replace(0, sizeof("open_to_all: true") - 1,
               "conditions { id: 'c' expression: 'members < 10' }");
  sample.Add("gaps", gaps);
  const auto plan = PlanBy(sample, absl::StrCat(kTwoNeeds, kUnknown));
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("a GRANT CENTRE 800 schemes/one",
                          "a UNFUNDED NOBODY 200", "b UNFUNDED NOBODY 1000"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).scheme(), "schemes/gaps");
  EXPECT_THAT(plan.not_used(0).reason(), HasSubstr("it would rest on"));
}

TEST(PlanPremisesTest, PinsToBothAreAConflict) {
  const auto plan =
      PlanBy(OneAndTwo("udyam_registered", "!udyam_registered"),
             absl::StrCat(kTwoNeeds, kUnknown,
                          "pins { need: 'a' scheme: 'schemes/one' } pins {"
                          " need: 'b' scheme: 'schemes/two' }"));
  EXPECT_THAT(
      plan.conflicts(),
      Contains("udyam_registered and !udyam_registered exclude each other"));
}

}  // namespace
}  // namespace sangam::matching
