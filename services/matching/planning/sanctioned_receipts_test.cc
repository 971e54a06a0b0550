// What is sanctioned outside a plan counts as received: for who asks that it
// was, and for who asks that it was not.
#include <string>

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

constexpr char kTwoNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 100 } needs { id: 'b' head: 'B'"
    " cost_paise: 100 } ";
constexpr char kNeedB[] = "needs { id: 'b' head: 'B' cost_paise: 100 } ";
constexpr char kClosed[] =
    "window { closes_on { year: 2024 month: 3 day: 31 } } ";

// schemes/a pays 80 % of a, schemes/b as it is told.
SampleCatalog AAnd(const std::string& b, const std::string& more = "") {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, more));
  sample.Add("b", b);
  return sample;
}

std::vector<std::string> ReasonsAgainst(const type::v1::ConvergencePlan& plan,
                                        const std::string& scheme) {
  std::vector<std::string> reasons;
  for (const auto& note : plan.not_used()) {
    if (note.scheme() == scheme) reasons.push_back(note.reason());
  }
  return reasons;
}

std::vector<std::string> AssumedOf(const type::v1::ConvergencePlan& plan,
                                   const std::string& scheme) {
  std::vector<std::string> told;
  for (const auto& one : plan.assumptions()) {
    if (one.about() == scheme) told.push_back(one.text());
  }
  return told;
}

constexpr char kNotReceived[] =
    "it asks that schemes/a was not received, and linkages/x sanctioned it";

TEST(SanctionedReceiptsTest, WhoAsksThatItWasNotReceivedIsKeptOut) {
  for (const std::string& b :
       {If("!received(\"schemes/a\")", PaysShare("B", 7000)),
        If("members < 10 || !received(\"schemes/a\", 24)",
           PaysShare("B", 7000)),
        PaysShare("B", 7000, Relates("EXCLUDES", "a"))}) {
    const SampleCatalog sample = AAnd(b);
    EXPECT_THAT(GrantsOf(PlanBy(sample, kNeedB, kNothing)),
                ElementsAre("schemes/b"));
    const auto plan =
        PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)});
    EXPECT_THAT(GrantsOf(plan), IsEmpty()) << b;
    EXPECT_THAT(ReasonsAgainst(plan, "schemes/b"), ElementsAre(kNotReceived));
    ASSERT_EQ(plan.needs(0).reasons_size(), 1);
    EXPECT_EQ(plan.needs(0).reasons(0),
              absl::StrCat("schemes/b: ", kNotReceived));
  }
}

TEST(SanctionedReceiptsTest, ABenefitMayAskThatItWasNotReceived) {
  const auto plan = PlanBy(
      AAnd("open_to_all: true benefits { id: 'grant' kind: BENEFIT_KIND_GRANT"
           " cost_heads: 'B' condition: '!received(\"schemes/a\")' } funding {"
           " id: 'rule' shares { party: FUNDING_PARTY_CENTRE share_bps: 10000 }"
           " }"),
      kNeedB, kNothing, {Sanctioned("x", "a", 80)});
  EXPECT_THAT(GrantsOf(plan), IsEmpty());
  EXPECT_THAT(ReasonsAgainst(plan, "schemes/b"), ElementsAre(kNotReceived));
}

TEST(SanctionedReceiptsTest, WhatIsNotKnownToBeReceivedIsKeptOutToo) {
  const auto plan =
      PlanBy(AAnd(If("!received(\"schemes/a\")", PaysShare("B", 7000))),
             absl::StrCat(kNeedB, "use_unknown_verdicts: true"),
             "kind: SUBJECT_KIND_CLUSTER", {Sanctioned("x", "a", 80)});
  EXPECT_THAT(GrantsOf(plan), IsEmpty());
  EXPECT_THAT(ReasonsAgainst(plan, "schemes/b"), ElementsAre(kNotReceived));
}

TEST(SanctionedReceiptsTest, AnExclusionThatTheSanctionedSchemeStatesCounts) {
  const SampleCatalog sample =
      AAnd(PaysShare("B", 7000), Relates("EXCLUDES", "b"));
  const auto plan =
      PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)});
  EXPECT_THAT(GrantsOf(plan), IsEmpty());
  EXPECT_THAT(ReasonsAgainst(plan, "schemes/b"),
              ElementsAre("schemes/a excludes it, and linkages/x sanctioned"
                          " schemes/a"));
  // Where one needs the other the order settles it.
  EXPECT_THAT(
      GrantsOf(PlanBy(AAnd(PaysShare("B", 7000, Relates("REQUIRES", "a")),
                           Relates("EXCLUDES", "b")),
                      kNeedB, kNothing, {Sanctioned("x", "a", 80)})),
      ElementsAre("schemes/b"));
}

// Each of them is told.
TEST(SanctionedReceiptsTest, SeveralMayHaveExcludedIt) {
  const std::string excludes = absl::StrCat(
      "relations { kind: SCHEME_RELATION_KIND_EXCLUDES scheme: 'schemes/b'"
      " within_months: 24",
      kCited, "} ");
  SampleCatalog sample = AAnd(PaysShare("B", 7000), excludes);
  sample.Add("c", PaysShare("C", 7000, excludes));
  EXPECT_THAT(
      ReasonsAgainst(PlanBy(sample, kNeedB,
                            absl::StrCat(kNothing,
                                         "received_benefits { scheme:"
                                         " 'schemes/a' } received_benefits {"
                                         " scheme: 'schemes/c' }")),
                     "schemes/b"),
      ElementsAre("it is not known whether this holds: schemes/a, which"
                  " excludes it, was not received within 24 months; schemes/c,"
                  " which excludes it, was not received within 24 months"));
}

// Its money has come: what it rules out stays ruled out.
TEST(SanctionedReceiptsTest, AnExclusionThatTheReceivedSchemeStatesCounts) {
  const auto received = [](const std::string& when) {
    return absl::StrCat(kNothing,
                        "received_benefits { scheme: 'schemes/a' linkage:"
                        " 'linkages/x' ",
                        when, " }");
  };
  const std::string lately = "received_on { year: 2024 month: 3 day: 20 }";
  const std::string long_ago = "received_on { year: 2015 month: 1 day: 1 }";
  const SampleCatalog ever =
      AAnd(PaysShare("B", 7000), Relates("EXCLUDES", "b"));
  const SampleCatalog for_two_years =
      AAnd(PaysShare("B", 7000),
           absl::StrCat("relations { kind: SCHEME_RELATION_KIND_EXCLUDES"
                        " scheme: 'schemes/b' within_months: 24",
                        kCited, "} "));
  for (const std::vector<PromisedGrant>& linkages :
       {std::vector<PromisedGrant>{}, {Sanctioned("x", "a", 80)}}) {
    for (const std::string& when : {lately, long_ago, std::string()}) {
      const auto plan = PlanBy(ever, kNeedB, received(when), linkages);
      EXPECT_THAT(GrantsOf(plan), IsEmpty()) << when;
      EXPECT_THAT(ReasonsAgainst(plan, "schemes/b"),
                  ElementsAre("schemes/a excludes it, and was received"));
    }
    const auto plan = PlanBy(for_two_years, kNeedB, received(lately), linkages);
    EXPECT_THAT(GrantsOf(plan), IsEmpty());
    EXPECT_THAT(
        ReasonsAgainst(plan, "schemes/b"),
        ElementsAre(
            "schemes/a excludes it, and was received within 24 months"));
    EXPECT_THAT(
        GrantsOf(PlanBy(for_two_years, kNeedB, received(long_ago), linkages)),
        ElementsAre("schemes/b"));
    // When it was is not known: whether to go by it is the caller's choice.
    const auto open = PlanBy(for_two_years, kNeedB, received(""), linkages);
    EXPECT_THAT(GrantsOf(open), IsEmpty());
    EXPECT_THAT(ReasonsAgainst(open, "schemes/b"),
                ElementsAre("it is not known whether this holds: schemes/a,"
                            " which excludes it, was not received within 24"
                            " months"));
    const auto assumed = PlanBy(
        for_two_years, absl::StrCat(kNeedB, "use_unknown_verdicts: true"),
        received(""), linkages);
    EXPECT_THAT(GrantsOf(assumed), ElementsAre("schemes/b"));
    ASSERT_EQ(assumed.assumptions_size(), 1);
    EXPECT_EQ(assumed.assumptions(0).text(),
              "taken to hold, which is not known: schemes/a, which excludes it,"
              " was not received within 24 months");
    // Where one needs the other the order settles it.
    EXPECT_THAT(
        GrantsOf(PlanBy(AAnd(PaysShare("B", 7000, Relates("REQUIRES", "a")),
                             Relates("EXCLUDES", "b")),
                        kNeedB, received(lately), linkages)),
        ElementsAre("schemes/b"));
  }
  EXPECT_THAT(
      GrantsOf(PlanBy(ever, kNeedB,
                      received("received_on { year: 2024 month: 4 day: 2 }"))),
      ElementsAre("schemes/b"));
}

TEST(SanctionedReceiptsTest, WhatItNeedsFirstMayBeKeptOut) {
  SampleCatalog sample = AAnd(PaysShare("B", 7000, Relates("REQUIRES", "c")));
  sample.Add("c", PaysShare("C", 5000, Relates("EXCLUDES", "a")));
  const auto plan =
      PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)});
  EXPECT_THAT(
      ReasonsAgainst(plan, "schemes/b"),
      ElementsAre(absl::StrCat("it needs schemes/c first: ", kNotReceived)));
}

TEST(SanctionedReceiptsTest, APinToItSaysWhatSanctionedIt) {
  const auto plan =
      PlanBy(AAnd(PaysShare("B", 7000, Relates("EXCLUDES", "a"))),
             absl::StrCat(kNeedB, "pins { need: 'b' scheme: 'schemes/b' }"),
             kNothing, {Sanctioned("x", "a", 80)});
  ASSERT_EQ(plan.conflicts_size(), 1);
  EXPECT_EQ(plan.conflicts(0),
            absl::StrCat("the pin of b to schemes/b: ", kNotReceived));
}

TEST(SanctionedReceiptsTest, AGapFunderIsKeptOutLikeAGrant) {
  for (const bool states_it : {false, true}) {
    SampleCatalog sample =
        AAnd(PaysShare("B", 7000), states_it ? Relates("EXCLUDES", "gap") : "");
    sample.Add("gap", PaysGaps(states_it ? ""
                                         : "} relations { kind:"
                                           " SCHEME_RELATION_KIND_EXCLUDES"
                                           " scheme: 'schemes/a' "));
    EXPECT_EQ(PlanBy(sample, kNeedB, kNothing).total().gap_funding_paise(), 30);
    const auto plan =
        PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)});
    EXPECT_EQ(plan.total().gap_funding_paise(), 0);
    EXPECT_THAT(ReasonsAgainst(plan, "schemes/gap"),
                ElementsAre(HasSubstr("linkages/x sanctioned")));
  }
}

TEST(SanctionedReceiptsTest, OnlyWhatCountsKeepsOut) {
  PromisedGrant later = Sanctioned("x", "a", 80);
  later.since = absl::CivilDay(2024, 4, 2);
  PromisedGrant asked = Sanctioned("x", "a", 80);
  asked.sanctioned = false;
  PromisedGrant refused = asked;
  refused.refused = "by STATE: no money";
  PromisedGrant left = Sanctioned("x", "a", 80);
  left.lost_need = "hard of plans/p";
  left.participant = kNobodyHere;
  left.left_applicant = "groups/g";
  PromisedGrant anothers = Sanctioned("x", "a", 80);
  anothers.participant = 1;
  for (const PromisedGrant& one : {later, asked, refused, left, anothers}) {
    EXPECT_THAT(
        GrantsOf(PlanBy(AAnd(PaysShare("B", 7000, Relates("EXCLUDES", "a"))),
                        kNeedB, kNothing, {one})),
        ElementsAre("schemes/b"));
  }
}

// It came long ago: the rule asks of that day.
TEST(SanctionedReceiptsTest, WhatCameOfALinkageIsDatedByItsReceipt) {
  EXPECT_THAT(
      GrantsOf(PlanBy(
          AAnd(If("!received(\"schemes/a\", 24)", PaysShare("B", 7000))),
          kNeedB,
          absl::StrCat(kNothing,
                       "received_benefits { scheme: 'schemes/a' linkage:"
                       " 'linkages/x' amount_paise: 80 received_on { year:"
                       " 2015 month: 1 day: 1 } }"),
          {Sanctioned("x", "a", 80)})),
      ElementsAre("schemes/b"));
}

// What can be had once is had once.
TEST(SanctionedReceiptsTest, ASchemeMayAskThatItselfWasNotReceived) {
  SampleCatalog sample;
  sample.Add("a", If("!received(\"schemes/a\")",
                     PaysShare("A' cost_heads: 'B", 8000)));
  EXPECT_THAT(
      GrantsOf(PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)})),
      IsEmpty());
  // One application serves several needs of a plan.
  EXPECT_THAT(GrantsOf(PlanBy(sample, kTwoNeeds, kNothing,
                              {Sanctioned("x", "a", 80, 0)})),
              ElementsAre("schemes/a", "schemes/a"));
}

constexpr char kCountsAsReceived[] =
    "schemes/a counts as received: linkages/x sanctioned it";

TEST(SanctionedReceiptsTest, WhoNeedsItFirstRestsOnTheSanction) {
  for (const std::string& b :
       {If("received(\"schemes/a\")", PaysShare("B", 7000)),
        If("received(\"schemes/0\") || received(\"schemes/a\")",
           PaysShare("B", 7000)),
        PaysShare("B", 7000, Relates("REQUIRES", "a"))}) {
    for (const std::string& a : {std::string(kClosed), std::string()}) {
      const SampleCatalog sample = AAnd(b, a);
      const auto plan =
          PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)});
      ASSERT_THAT(LinesOf(plan), ElementsAre("b GRANT CENTRE 70 schemes/b",
                                             "b UNFUNDED NOBODY 30"))
          << b;
      EXPECT_THAT(AssumedOf(plan, "schemes/b"), ElementsAre(kCountsAsReceived));
      EXPECT_TRUE(plan.lines(0).assumed());
      EXPECT_THAT(StepsOf(plan), ElementsAre("apply-b", "do-b"));
      EXPECT_THAT(AfterOf(plan, "apply-b"), IsEmpty());
    }
  }
}

TEST(SanctionedReceiptsTest, ItComesAfterWhatThePlanKeeps) {
  for (const std::string& b :
       {If("received(\"schemes/a\")", PaysShare("B", 7000)),
        PaysShare("B", 7000, Relates("REQUIRES", "a"))}) {
    for (const char* profile : {kNothing, "kind: SUBJECT_KIND_CLUSTER"}) {
      const auto plan = PlanBy(AAnd(b, kClosed), kTwoNeeds, profile,
                               {Sanctioned("x", "a", 80, 0)});
      ASSERT_THAT(GrantsOf(plan), ElementsAre("schemes/a", "schemes/b")) << b;
      EXPECT_THAT(StepsOf(plan),
                  ElementsAre("sanctioned-a", "apply-b", "do-a", "do-b"));
      EXPECT_THAT(AfterOf(plan, "apply-b"), ElementsAre("sanctioned-a"));
      EXPECT_THAT(AssumedOf(plan, "schemes/b"), ElementsAre(kCountsAsReceived));
      EXPECT_THAT(AssumedOf(plan, "schemes/a"), IsEmpty());
    }
  }
}

TEST(SanctionedReceiptsTest, ItTakesNoTimeToHaveIt) {
  const auto plan =
      PlanBy(AAnd(PaysShare("B", 7000, Relates("REQUIRES", "a")),
                  "lead_time { days: 90 }"),
             "needs { id: 'b' head: 'B' cost_paise: 100 needed_by { year: 2024"
             " month: 4 day: 30 } } ",
             kNothing, {Sanctioned("x", "a", 80)});
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/b"));
}

TEST(SanctionedReceiptsTest, WhatComesFirstMayRestOnIt) {
  SampleCatalog sample = AAnd(PaysShare("B", 7000, Relates("REQUIRES", "c")));
  sample.Add("c", PaysShare("C", 5000, Relates("REQUIRES", "a")));
  const auto plan =
      PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)});
  EXPECT_THAT(StepsOf(plan), ElementsAre("apply-c", "apply-b", "do-b"));
  EXPECT_THAT(AssumedOf(plan, "schemes/b"),
              ElementsAre("b: for schemes/c schemes/a counts as received:"
                          " linkages/x sanctioned it"));
}

TEST(SanctionedReceiptsTest, ASumMayGoByIt) {
  const std::string b =
      "open_to_all: true benefits { id: 'grant' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'B' } funding { id: 'r' condition: "
      "'received(\"schemes/a\")'"
      " shares { party: FUNDING_PARTY_CENTRE share_bps: 3000 } shares { party:"
      " FUNDING_PARTY_BENEFICIARY share_bps: 7000 } } funding { id: 's'"
      " condition: '!received(\"schemes/a\")' shares { party:"
      " FUNDING_PARTY_CENTRE share_bps: 6000 } shares { party:"
      " FUNDING_PARTY_BENEFICIARY share_bps: 4000 } }";
  EXPECT_EQ(PlanBy(AAnd(b), kNeedB, kNothing).total().grant_paise(), 60);
  const auto plan =
      PlanBy(AAnd(b), kNeedB, kNothing, {Sanctioned("x", "a", 80)});
  EXPECT_EQ(plan.total().grant_paise(), 30);
  EXPECT_THAT(AssumedOf(plan, "schemes/b"), ElementsAre(kCountsAsReceived));
}

TEST(SanctionedReceiptsTest, AGapFunderMayRestOnIt) {
  SampleCatalog sample = AAnd(PaysShare("B", 7000));
  sample.Add("gap", PaysGaps("} relations { kind: SCHEME_RELATION_KIND_REQUIRES"
                             " scheme: 'schemes/a' "));
  EXPECT_THAT(AfterOf(PlanBy(sample, kNeedB, kNothing), "apply-gap"),
              Contains("apply-a"));
  const auto plan =
      PlanBy(sample, kTwoNeeds, kNothing, {Sanctioned("x", "a", 80, 0)});
  EXPECT_EQ(plan.needs(1).gap_funding_paise(), 30);
  EXPECT_THAT(AssumedOf(plan, "schemes/gap"), ElementsAre(kCountsAsReceived));
  EXPECT_THAT(AfterOf(plan, "apply-gap"), Contains("sanctioned-a"));
}

// The order still settles what another way would not.
TEST(SanctionedReceiptsTest, AWayGoesOnBesideWhatWasSanctionedSince) {
  const std::string received =
      "received_benefits { scheme: 'schemes/a' amount_paise: 80 } ";
  for (const std::string& c :
       {PaysShare("C", 5000, Relates("EXCLUDES", "b")),
        If("!received(\"schemes/b\")", PaysShare("C", 5000))}) {
    SampleCatalog sample =
        AAnd(If("received(\"schemes/a\") || received(\"schemes/c\")",
                PaysShare("B", 7000)));
    sample.Add("c", c);
    const std::string needs =
        absl::StrCat(kTwoNeeds, "needs { id: 'c' head: 'C' cost_paise: 100 } ");
    for (const bool came : {false, true}) {
      const auto plan =
          PlanBy(sample, needs, absl::StrCat(kNothing, came ? received : ""),
                 {Sanctioned("x", "a", 80, 0)});
      EXPECT_THAT(GrantsOf(plan),
                  ElementsAre("schemes/a", "schemes/b", "schemes/c"))
          << c;
      EXPECT_THAT(AfterOf(plan, "apply-b"), Contains("apply-c"));
    }
  }
  // And is not gone without need.
  SampleCatalog sample =
      AAnd(If("received(\"schemes/a\") || received(\"schemes/c\")",
              PaysShare("B", 7000)));
  sample.Add("c", PaysShare("C", 5000));
  EXPECT_THAT(
      StepsOf(PlanBy(sample, kNeedB, kNothing, {Sanctioned("x", "a", 80)})),
      ElementsAre("apply-b", "do-b"));
}

TEST(SanctionedReceiptsTest, NothingIsAssumedWhereItChangesNothing) {
  const auto plan = PlanBy(AAnd(If("members >= 10 || received(\"schemes/a\")",
                                   PaysShare("B", 7000))),
                           kNeedB, kNothing, {Sanctioned("x", "a", 80)});
  EXPECT_THAT(GrantsOf(plan), ElementsAre("schemes/b"));
  EXPECT_THAT(plan.assumptions(), IsEmpty());
}

}  // namespace
}  // namespace sangam::matching
