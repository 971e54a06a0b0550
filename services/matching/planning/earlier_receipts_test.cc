// What an applicant got of a scheme before counts against its ceiling.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::HasSubstr;

constexpr char kNeed[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 1000 }";

// Half of the cost, at most 300 paise for one applicant in all.
SampleCatalog Half(const std::string& ceiling =
                       "grant_ceiling { fixed { min_paise: 300 max_paise: 300 }"
                       " } ") {
  SampleCatalog sample;
  sample.Add("half", PaysShare("SOFT", 5000, ceiling));
  return sample;
}

std::string Received(const std::string& what,
                     const std::string& scheme = "schemes/half") {
  return absl::StrCat(
      "kind: SUBJECT_KIND_CLUSTER received_benefits { scheme: '", scheme, "' ",
      what, " }");
}

TEST(EarlierReceiptsTest, TheCeilingGivesWhatIsLeftOfIt) {
  EXPECT_EQ(PlanBy(Half(), kNeed).total().grant_paise(), 300);
  const auto plan = PlanBy(Half(), kNeed, Received("amount_paise: 100"));
  EXPECT_EQ(plan.total().grant_paise(), 200);
  EXPECT_EQ(plan.lines(0).ceiling_paise(), 300);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be had again: ₹1 came of it before, which leaves"
            " ₹2 of its ceiling");
}

TEST(EarlierReceiptsTest, ACeilingThatIsUsedUpGivesNothingAndIsTold) {
  for (const char* paise : {"300", "9223372036854775807"}) {
    const auto plan =
        PlanBy(Half(), kNeed, Received(absl::StrCat("amount_paise: ", paise)));
    EXPECT_EQ(plan.total().grant_paise(), 0);
    ASSERT_EQ(plan.not_used_size(), 1);
    EXPECT_THAT(plan.not_used(0).reason(),
                HasSubstr("it gives one applicant no more in all"));
  }
}

TEST(EarlierReceiptsTest, ACeilingThatIsUsedUpStillLeavesWhatCostsNothing) {
  SampleCatalog sample;
  sample.Add(
      "half",
      PaysShare("SOFT", 5000,
                "benefits { id: 'card' kind: BENEFIT_KIND_ENABLING_DOCUMENT"
                " cost_heads: 'CARD' } grant_ceiling { fixed {"
                " min_paise: 300 max_paise: 300 } } "));
  const auto plan =
      PlanBy(sample, absl::StrCat("needs { id: 'card' head: 'CARD' } ", kNeed),
             Received("amount_paise: 300"));
  EXPECT_THAT(LinesOf(plan),
              testing::ElementsAre("card SERVICE UNSPECIFIED 0 schemes/half",
                                   "soft UNFUNDED NOBODY 1000"));
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "card: it may be had again: ₹3 came of it before");
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).need(), "soft");
}

TEST(EarlierReceiptsTest, WithoutACeilingThatItMayBeHadAgainIsAssumed) {
  const auto plan = PlanBy(Half(""), kNeed, Received(""));
  EXPECT_EQ(plan.total().grant_paise(), 500);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be had again: a sum that is not recorded came of it"
            " before");
}

constexpr char kCluster[] = "kind: SUBJECT_KIND_CLUSTER";

PromisedGrant Refused(const std::string& id, int day, int need = -1) {
  PromisedGrant refused;
  refused.linkage = absl::StrCat("linkages/", id);
  refused.scheme = "schemes/half";
  refused.paise = 100;
  refused.since = absl::CivilDay(2024, 3, 1) + day - 1;
  refused.refused = absl::StrCat("by STATE: reason ", id);
  refused.need = need;
  return refused;
}

// Its reason may have been mended: the scheme stays, and the last no is told.
TEST(EarlierReceiptsTest, WhatWasRefusedMayBeAskedForAgainAndIsTold) {
  const auto plan = PlanBy(Half(), kNeed, kCluster,
                           {Refused("a", 1), Refused("b", 9), Refused("c", 5),
                            Refused("later", 90)});
  EXPECT_EQ(plan.total().grant_paise(), 300) << "nothing was given";
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be asked for again: linkages/b was refused by STATE:"
            " reason b");
  EXPECT_TRUE(plan.lines(0).assumed());
  EXPECT_EQ(plan.steps(0).blockers_size(), 0);
}

TEST(EarlierReceiptsTest, ARefusalForThePlanItselfIsToldWhateverItsDay) {
  const auto plan = PlanBy(Half(), kNeed, kCluster, {Refused("later", 90, 0)});
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be asked for again: linkages/later was refused by"
            " STATE: reason later");
}

std::string Reached(int64_t paise) {
  return Received(absl::StrCat("linkage: 'linkages/x' amount_paise: ", paise));
}

TEST(EarlierReceiptsTest, WhatIsSanctionedCountsAgainstTheCeiling) {
  const auto plan =
      PlanBy(Half(), kNeed, kCluster, {Sanctioned("x", "half", 100)});
  EXPECT_EQ(plan.total().grant_paise(), 200);
  EXPECT_EQ(plan.lines(0).ceiling_paise(), 300);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be had again: ₹1 was sanctioned by linkages/x, which"
            " leaves ₹2 of its ceiling");
  ASSERT_EQ(plan.steps(0).id(), "apply-half");
  EXPECT_THAT(plan.steps(0).blockers(),
              testing::ElementsAre("was sanctioned before: ₹1 of linkages/x"));
}

TEST(EarlierReceiptsTest, WhatIsStillDueOfItCountsBesideWhatCame) {
  const auto plan =
      PlanBy(Half(), kNeed, Reached(40), {Sanctioned("x", "half", 100)});
  EXPECT_EQ(plan.total().grant_paise(), 200) << "each sum counts once";
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be had again: ₹0.40 came of it before and ₹0.60 was"
            " sanctioned by linkages/x, which leaves ₹2 of its ceiling");
  const auto paid =
      PlanBy(Half(), kNeed, Reached(100), {Sanctioned("x", "half", 100)});
  EXPECT_EQ(paid.total().grant_paise(), 200);
  EXPECT_EQ(paid.steps(0).blockers_size(), 0);
}

TEST(EarlierReceiptsTest, ACeilingThatIsSanctionedElsewhereGivesNothing) {
  for (const int64_t paise : {int64_t{300}, kMostPaise}) {
    const auto plan =
        PlanBy(Half(), kNeed, kCluster,
               {Sanctioned("x", "half", paise), Sanctioned("y", "half", 1)});
    EXPECT_EQ(plan.total().grant_paise(), 0);
    ASSERT_EQ(plan.not_used_size(), 1);
    EXPECT_THAT(plan.not_used(0).reason(),
                HasSubstr("was sanctioned by linkages/x, linkages/y, and it"
                          " gives one applicant no more in all"));
  }
}

TEST(EarlierReceiptsTest, WhatIsOnlyAskedForIsToldAndNotCounted) {
  PromisedGrant asked = Sanctioned("x", "half", 100);
  asked.sanctioned = false;
  const auto plan = PlanBy(Half(), kNeed, kCluster, {asked});
  EXPECT_EQ(plan.total().grant_paise(), 300);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: ₹1 that linkages/x asks it for is not counted: nobody has"
            " said yes");
  // The plan's own proposals are what it tells anyway.
  asked.need = 0;
  EXPECT_EQ(PlanBy(Half(), kNeed, kCluster, {asked}).assumptions_size(), 0);
}

TEST(EarlierReceiptsTest, ASanctionWithoutASumIsTold) {
  PromisedGrant open = Sanctioned("x", "half", 0);
  open.paise.reset();
  const auto plan = PlanBy(Half(), kNeed, kCluster, {open});
  EXPECT_EQ(plan.total().grant_paise(), 300);
  EXPECT_THAT(plan.assumptions(0).text(),
              HasSubstr("a sum that is not recorded was sanctioned by"
                        " linkages/x"));
}

TEST(EarlierReceiptsTest, WhatIsSanctionedForThePlanCountsWhateverItsDay) {
  PromisedGrant put_back = Sanctioned("x", "half", 100, 0);
  put_back.since = absl::CivilDay(2024, 4, 2);
  put_back.put_back = true;
  const auto plan = PlanBy(
      Half(),
      "needs { id: 'soft' head: 'OTHER' cost_paise: 1000 } needs { id: 'new'"
      " head: 'SOFT' cost_paise: 1000 }",
      kCluster, {put_back});
  EXPECT_EQ(plan.total().grant_paise(), 200) << "300 less 100";
}

TEST(EarlierReceiptsTest, OtherSanctionsDoNotCount) {
  PromisedGrant later = Sanctioned("x", "half", 100);
  later.since = absl::CivilDay(2024, 4, 2);
  PromisedGrant anothers = Sanctioned("x", "half", 100);
  anothers.participant = 1;
  for (const PromisedGrant& other :
       {later, anothers, Sanctioned("x", "other", 100)}) {
    const auto plan = PlanBy(Half(), kNeed, kCluster, {other});
    EXPECT_EQ(plan.total().grant_paise(), 300);
    EXPECT_EQ(plan.assumptions_size(), 0);
  }
}

TEST(EarlierReceiptsTest, WhatIsOfAnotherSchemeOrComesLaterDoesNotCount) {
  for (const std::string& other :
       {Received("amount_paise: 100", "schemes/other"),
        Received("amount_paise: 100 received_on { year: 2999 month: 1 day: 1"
                 " }")}) {
    const auto plan = PlanBy(Half(), kNeed, other);
    EXPECT_EQ(plan.total().grant_paise(), 300);
    EXPECT_EQ(plan.assumptions_size(), 0);
  }
}

TEST(EarlierReceiptsTest, ASanctionWithoutASumLeavesNobodyKnowsHowMuch) {
  PromisedGrant open = Sanctioned("x", "half", 0);
  open.paise.reset();
  const auto plan = PlanBy(Half(), kNeed, kCluster, {open});
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be had again: a sum that is not recorded was"
            " sanctioned by linkages/x, which leaves no more than ₹3 of its"
            " ceiling, less what is not recorded");
  const auto beside =
      PlanBy(Half(), kNeed, kCluster, {Sanctioned("w", "half", 100), open});
  EXPECT_EQ(beside.assumptions(0).text(),
            "soft: it may be had again: ₹1 and a sum that is not recorded was"
            " sanctioned by linkages/w, linkages/x, which leaves no more than"
            " ₹2 of its ceiling, less what is not recorded");
}

}  // namespace
}  // namespace sangam::matching
