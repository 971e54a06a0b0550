// A plan that is made again keeps what was sanctioned for its needs.
#include "services/matching/planning/kept_grants.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

constexpr char kCluster[] = "kind: SUBJECT_KIND_CLUSTER members: 5";
constexpr char kSoft[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 1000 } ";
constexpr char kHard[] = "needs { id: 'hard' head: 'HARD' cost_paise: 1000 } ";
constexpr char kCeiling[] =
    "grant_ceiling { fixed { min_paise: 300 max_paise: 300 } } ";
constexpr int kFirst = 0;
constexpr int kSecond = 1;

// "half" pays half of both heads, up to 300 paise in all.
SampleCatalog Half(const std::string& more = "") {
  SampleCatalog sample;
  sample.Add("half", absl::StrCat(PaysShare("SOFT' cost_heads: 'HARD", 5000),
                                  kCeiling, more));
  return sample;
}

std::string HadBefore(const std::string& linkage, int64_t paise) {
  return absl::StrCat(kCluster,
                      " received_benefits { scheme: 'schemes/half' linkage: '",
                      linkage, "' amount_paise: ", paise, " }");
}

TEST(KeptGrantsTest, WhatIsSanctionedStaysAndCountsOnce) {
  const PromisedGrant own = Sanctioned("x", "half", 300, kFirst);
  // Before any of it came, in the midst of it, and when all has come.
  for (const std::string& profile :
       {std::string(kCluster), HadBefore("linkages/x", 100),
        HadBefore("linkages/x", 300)}) {
    const auto plan = PlanBy(Half(), kSoft, profile, {own});
    ASSERT_THAT(LinesOf(plan),
                ElementsAre("soft GRANT UNSPECIFIED 300 schemes/half",
                            "soft UNFUNDED NOBODY 700"));
    EXPECT_EQ(plan.lines(0).formula(), "₹3, as sanctioned: linkages/x");
    EXPECT_EQ(plan.lines(0).ceiling_paise(), 300);
    EXPECT_FALSE(plan.lines(0).assumed());
    EXPECT_THAT(plan.assumptions(), IsEmpty());
    EXPECT_THAT(plan.not_used(), IsEmpty());
    ASSERT_THAT(StepsOf(plan), ElementsAre("sanctioned-half", "do-soft"));
    EXPECT_EQ(plan.steps(0).description(),
              "Sanctioned: Scheme half, linkages/x");
    EXPECT_THAT(plan.steps(0).blockers(), IsEmpty());
  }
}

// What it rested on when it was asked for may have become false since, also by
// the payment itself.
TEST(KeptGrantsTest, WhatIsSanctionedRestsOnNoPremise) {
  std::string terms = PaysShare("SOFT", 5000);
  terms.replace(0, sizeof("open_to_all: true") - 1,
                "conditions { id: 'c' expression: 'members > 9' }");
  SampleCatalog sample;
  sample.Add("half", terms);
  for (const char* choice :
       {"use_unknown_verdicts: true", "use_near_misses: true"}) {
    EXPECT_THAT(LinesOf(PlanBy(sample, absl::StrCat(kSoft, choice), kCluster,
                               {Sanctioned("x", "half", 300, kFirst)})),
                ElementsAre("soft GRANT UNSPECIFIED 300 schemes/half",
                            "soft UNFUNDED NOBODY 700"))
        << choice;
  }
}

TEST(KeptGrantsTest, OtherNeedsHaveWhatItLeavesOfTheCeiling) {
  const PromisedGrant own = Sanctioned("x", "half", 200, kSecond);
  const auto plan = PlanBy(Half(), absl::StrCat(kSoft, kHard), kCluster, {own});
  EXPECT_THAT(LinesOf(plan),
              IsSupersetOf({"soft GRANT CENTRE 100 schemes/half",
                            "hard GRANT UNSPECIFIED 200 schemes/half"}));
  ASSERT_THAT(StepsOf(plan), ElementsAre("apply-half", "sanctioned-half",
                                         "do-soft", "do-hard"));
  EXPECT_THAT(plan.steps(0).blockers(), IsEmpty());
  // What is sanctioned outside the plan is counted on top of it.
  const auto less = PlanBy(Half(), absl::StrCat(kSoft, kHard), kCluster,
                           {own, Sanctioned("y", "half", 60)});
  EXPECT_THAT(LinesOf(less),
              IsSupersetOf({"soft GRANT CENTRE 40 schemes/half",
                            "hard GRANT UNSPECIFIED 200 schemes/half"}));
}

TEST(KeptGrantsTest, ItIsNeitherCutNorMovedByWhatIsSanctionedElsewhere) {
  const auto plan = PlanBy(
      Half(), absl::StrCat(kSoft, kHard), kCluster,
      {Sanctioned("x", "half", 250, kSecond), Sanctioned("y", "half", 250)});
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("soft UNFUNDED NOBODY 1000",
                          "hard GRANT UNSPECIFIED 250 schemes/half",
                          "hard UNFUNDED NOBODY 750"));
}

TEST(KeptGrantsTest, ConditionsAndWindowsOfTodayDoNotUndoIt) {
  const PromisedGrant own = Sanctioned("x", "half", 100, kFirst);
  const std::string closed =
      " window { closes_on { year: 2024 month: 3 day: 31 } } ";
  const std::string large =
      "conditions { id: 'c' expression: 'members >= 10' } ";
  for (const std::string& more : {closed, large}) {
    EXPECT_THAT(LinesOf(PlanBy(Half(more), kSoft, kCluster)),
                ElementsAre("soft UNFUNDED NOBODY 1000"));
    const auto plan = PlanBy(Half(more), kSoft, kCluster, {own});
    ASSERT_EQ(plan.total().grant_paise(), 100);
    EXPECT_THAT(plan.not_used(), IsEmpty());
    EXPECT_FALSE(plan.steps(0).has_closes_on());
  }
}

TEST(KeptGrantsTest, NoOtherSchemeTakesItsPlace) {
  SampleCatalog sample = Half();
  sample.Add("more", PaysShare("SOFT", 9000));
  const PromisedGrant own = Sanctioned("x", "half", 100, kFirst);
  EXPECT_THAT(LinesOf(PlanBy(sample, kSoft, kCluster, {own})),
              ElementsAre("soft GRANT UNSPECIFIED 100 schemes/half",
                          "soft UNFUNDED NOBODY 900"));
}

TEST(KeptGrantsTest, TheTermsMaySayOtherwise) {
  SampleCatalog sample = Half();
  sample.Add("more", PaysShare("SOFT", 1000));
  const PromisedGrant own = Sanctioned("x", "half", 100, kFirst);
  for (const char* term : {"pins { need: 'soft' scheme: 'schemes/more' }",
                           "exclusions { scheme: 'schemes/half' }"}) {
    EXPECT_THAT(
        LinesOf(PlanBy(sample, absl::StrCat(kSoft, term), kCluster, {own})),
        ElementsAre("soft GRANT CENTRE 100 schemes/more",
                    "soft UNFUNDED NOBODY 900"));
  }
  // Its sum is then as gone as that of any other plan.
  const auto plan =
      PlanBy(sample,
             absl::StrCat(kSoft, kHard,
                          "pins { need: 'soft' scheme: 'schemes/more' }"),
             kCluster, {own});
  EXPECT_THAT(LinesOf(plan),
              IsSupersetOf({"hard GRANT CENTRE 200 schemes/half"}));
  EXPECT_EQ(PlanBy(sample,
                   absl::StrCat(kSoft,
                                "pins { need: 'soft' scheme: 'schemes/half' }"),
                   kCluster, {own})
                .total()
                .grant_paise(),
            100);
}

TEST(KeptGrantsTest, PartiesAreThoseOfTheSanctionUpToTheCost) {
  PromisedGrant own = Sanctioned("x", "half", 2000, kFirst);
  own.parties = {{type::v1::PLAN_PARTY_CENTRE, 1500},
                 {type::v1::PLAN_PARTY_STATE, 500}};
  const auto plan = PlanBy(Half(), kSoft, kCluster, {own});
  ASSERT_THAT(LinesOf(plan), ElementsAre("soft GRANT CENTRE 750 schemes/half",
                                         "soft GRANT STATE 250 schemes/half"));
  EXPECT_EQ(plan.lines(0).formula(),
            "₹20, as sanctioned: linkages/x, up to the cost of ₹10");
}

TEST(KeptGrantsTest, WhatIsAssumedOfItIsToldNotToBeNeeded) {
  const auto plan =
      PlanBy(Half(),
             absl::StrCat(kSoft,
                          "assumed_grants { scheme: 'schemes/half' need: 'soft'"
                          " paise: 900 reason: 'talks' }"),
             kCluster, {Sanctioned("x", "half", 300, kFirst)});
  ASSERT_EQ(plan.total().grant_paise(), 300);
  EXPECT_EQ(plan.lines(0).formula(),
            "₹3, as sanctioned: linkages/x; what is assumed of it is not"
            " needed");
}

TEST(KeptGrantsTest, WhatIsSanctionedBesideEachOtherIsNoConflict) {
  SampleCatalog sample;
  sample.Add("a", absl::StrCat(PaysShare("SOFT", 5000),
                               "relations { kind:"
                               " SCHEME_RELATION_KIND_EXCLUDES scheme:"
                               " 'schemes/b' }"));
  sample.Add("b", PaysShare("HARD", 5000));
  const std::string both = absl::StrCat(kSoft, kHard);
  EXPECT_EQ(PlanBy(sample, both, kCluster).total().grant_paise(), 500);
  EXPECT_EQ(PlanBy(sample, both, kCluster,
                   {Sanctioned("x", "a", 500, kFirst),
                    Sanctioned("y", "b", 500, kSecond)})
                .total()
                .grant_paise(),
            1000);
}

TEST(KeptGrantsTest, ANeedThatIsPutBackKeepsOnlyWhatPaysItsHead) {
  const std::string other =
      "needs { id: 'soft' head: 'OTHER' cost_paise: 1000 } ";
  PromisedGrant own = Sanctioned("x", "half", 300, kFirst);
  own.put_back = true;
  EXPECT_EQ(PlanBy(Half(), kSoft, kCluster, {own}).total().grant_paise(), 300);
  EXPECT_EQ(PlanBy(Half(), other, kCluster, {own}).total().grant_paise(), 0);

  SampleCatalog sample;
  sample.Add("half", PaysShare("OTHER", 5000));
  sample.Add("gap",
             absl::StrCat("open_to_all: true gap_funding { cost_heads: 'SOFT'",
                          kCited, "}"));
  PromisedGrant gap = Sanctioned("y", "gap", 100, kFirst);
  EXPECT_EQ(PlanBy(sample, other, kCluster, {gap}).total().gap_funding_paise(),
            100);
  gap.put_back = true;
  EXPECT_EQ(PlanBy(sample, other, kCluster, {gap}).total().gap_funding_paise(),
            0);
}

// A need that costs nothing is also met by what pays no cost.
TEST(KeptGrantsTest, WhatIsSanctionedOfNoCostStays) {
  for (const char* kind : {"ENABLING_DOCUMENT", "MARKET_LINKAGE", "WORK_ORDER",
                           "WAGE_EMPLOYMENT"}) {
    SampleCatalog sample;
    sample.Add("card", absl::StrCat("open_to_all: true benefits { id: 'other'"
                                    " kind: BENEFIT_KIND_GRANT cost_heads:"
                                    " 'SOFT' } benefits { id: 'card' kind:"
                                    " BENEFIT_KIND_",
                                    kind, " cost_heads: 'CARD' }"));
    PromisedGrant own = Sanctioned("x", "card", 0, kFirst);
    own.paise.reset();
    for (const bool put_back : {false, true}) {
      own.put_back = put_back;
      const auto plan =
          PlanBy(sample, "needs { id: 'card' head: 'CARD' }", kCluster, {own});
      ASSERT_THAT(LinesOf(plan),
                  ElementsAre("card SERVICE UNSPECIFIED 0 schemes/card"));
      EXPECT_EQ(plan.lines(0).benefit(), "card");
      EXPECT_THAT(StepsOf(plan), ElementsAre("sanctioned-card", "do-card"));
      EXPECT_THAT(plan.steps(0).blockers(), IsEmpty());
      EXPECT_THAT(plan.assumptions(), IsEmpty());
    }
  }
}

TEST(KeptGrantsTest, GapFundingThatIsSanctionedStays) {
  SampleCatalog sample = Half();
  sample.Add("gap", absl::StrCat(PaysGaps(), kCeiling));
  const auto plan = PlanBy(sample, kSoft, kCluster,
                           {Sanctioned("x", "half", 300, kFirst),
                            Sanctioned("y", "gap", 300, kFirst)});
  ASSERT_THAT(LinesOf(plan),
              ElementsAre("soft GRANT UNSPECIFIED 300 schemes/half",
                          "soft GAP_FUNDING GAP_FUNDER 300 schemes/gap",
                          "soft UNFUNDED NOBODY 400"));
  EXPECT_EQ(plan.lines(1).formula(), "₹3, as sanctioned: linkages/y");
  EXPECT_EQ(plan.lines(1).ceiling_paise(), 300);
  EXPECT_THAT(StepsOf(plan),
              ElementsAre("sanctioned-half", "sanctioned-gap", "do-soft"));
  // The rest of its ceiling is for the other needs.
  const auto rest = PlanBy(sample, absl::StrCat(kSoft, kHard), kCluster,
                           {Sanctioned("x", "half", 100, kFirst),
                            Sanctioned("y", "gap", 100, kFirst)});
  EXPECT_THAT(LinesOf(rest),
              IsSupersetOf({"soft GAP_FUNDING GAP_FUNDER 100 schemes/gap",
                            "hard GRANT CENTRE 200 schemes/half",
                            "hard GAP_FUNDING GAP_FUNDER 200 schemes/gap"}));
  const auto without =
      PlanBy(sample, absl::StrCat(kSoft, "without_gap_funding: true"), kCluster,
             {Sanctioned("x", "half", 300, kFirst),
              Sanctioned("y", "gap", 300, kFirst)});
  EXPECT_EQ(without.total().gap_funding_paise(), 0);
}

TEST(KeptGrantsTest, WhatTheCatalogueDoesNotKnowCannotBeKept) {
  EXPECT_EQ(
      PlanBy(Half(), kSoft, kCluster, {Sanctioned("x", "gone", 1, kFirst)})
          .total()
          .grant_paise(),
      300);
}

}  // namespace
}  // namespace sangam::matching
