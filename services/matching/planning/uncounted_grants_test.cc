// What was sanctioned and pays nothing of a plan is told.
#include "services/matching/planning/uncounted_grants.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kCluster[] = "kind: SUBJECT_KIND_CLUSTER members: 5";
constexpr char kSoft[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 1000 } ";
constexpr int kFirst = 0;

// "half" pays half of the head, up to 300 paise in all; "gap" pays gaps.
SampleCatalog Half() {
  SampleCatalog sample;
  sample.Add("half",
             PaysShare("SOFT", 5000,
                       "grant_ceiling { fixed { min_paise: 300 max_paise: 300"
                       " } } "));
  return sample;
}

SampleCatalog HalfAndGap() {
  SampleCatalog sample = Half();
  sample.Add("gap", PaysGaps());
  sample.Add("more", PaysShare("SOFT", 1000));
  return sample;
}

// What the plan tells of sums that were sanctioned.
std::vector<std::string> ToldBy(const type::v1::ConvergencePlan& plan) {
  std::vector<std::string> told;
  for (const auto& assumption : plan.assumptions()) {
    if (assumption.text().find(" is sanctioned by ") == std::string::npos) {
      continue;
    }
    told.push_back(absl::StrCat(assumption.about(), ": ", assumption.text()));
  }
  return told;
}

constexpr char kNothing[] =
    ": it counts as had of the scheme and pays nothing here";

TEST(UncountedGrantsTest, WhatAnApplicantHasWhoIsNoneAnyMoreIsTold) {
  PromisedGrant left = Sanctioned("x", "half", 200, kFirst);
  left.participant = kNobodyHere;
  left.left_applicant = "groups/spv";
  constexpr char kTold[] =
      ", but groups/spv is no applicant of these terms any more: it pays"
      " nothing here, and counts for nobody";
  const auto plan = PlanBy(Half(), kSoft, kCluster, {left});
  EXPECT_THAT(
      ToldBy(plan),
      ElementsAre(absl::StrCat(
          "schemes/half: ₹2 is sanctioned by linkages/x for soft", kTold)));
  left.need = -1;
  left.lost_need = "hard of plans/p";
  EXPECT_THAT(ToldBy(PlanBy(Half(), kSoft, kCluster, {left})),
              ElementsAre(absl::StrCat("schemes/half: ₹2 is sanctioned by"
                                       " linkages/x for hard of plans/p",
                                       kTold)));
}

TEST(UncountedGrantsTest, WhatAnApplicantHasWhoLeftKeepsOtherGrantsOut) {
  PromisedGrant left = Sanctioned("x", "half", 200, kFirst);
  left.participant = kNobodyHere;
  left.left_applicant = "groups/spv";
  SampleCatalog sample = HalfAndGap();
  const auto plan = PlanBy(sample, kSoft, kCluster, {left});
  EXPECT_EQ(plan.total().grant_paise(), 0);
  ASSERT_EQ(plan.not_used_size(), 2);
  for (const auto& note : plan.not_used()) {
    EXPECT_EQ(note.reason(),
              "linkages/x of groups/spv, no applicant any more, is sanctioned"
              " for soft: a head is never funded twice");
  }
  const auto grant_with = [&](const std::string& terms) {
    return PlanBy(sample, absl::StrCat(kSoft, terms), kCluster, {left})
        .total()
        .grant_paise();
  };
  // A pin says otherwise.
  EXPECT_EQ(grant_with("pins { need: 'soft' scheme: 'schemes/more' }"), 100);
  // Its id may have been given to a need of another kind.
  sample.Add("other", PaysShare("OTHER", 5000));
  left.put_back = true;
  EXPECT_EQ(grant_with(""), 0);
  left.scheme = "schemes/other";
  EXPECT_EQ(grant_with(""), 300);
  // Gaps are funded beside a grant.
  left.put_back = false;
  left.scheme = "schemes/gap";
  EXPECT_EQ(grant_with(""), 300);
  left.need = -1;
  left.lost_need = "hard of plans/p";
  left.scheme = "schemes/half";
  EXPECT_EQ(grant_with(""), 300);
}

TEST(UncountedGrantsTest, WhatTheTermsLeaveOutIsTold) {
  const PromisedGrant own = Sanctioned("x", "half", 200, kFirst);
  const PromisedGrant gap = Sanctioned("y", "gap", 100, kFirst);
  const std::pair<const char*, std::string> left_out[] = {
      {"exclusions { scheme: 'schemes/half' }",
       "schemes/half: ₹2 is sanctioned by linkages/x for soft, but the terms"
       " exclude the scheme"},
      {"exclusions { scheme: 'schemes/half' need: 'soft' }",
       "schemes/half: ₹2 is sanctioned by linkages/x for soft, but the terms"
       " exclude the scheme"},
      {"pins { need: 'soft' scheme: 'schemes/more' }",
       "schemes/half: ₹2 is sanctioned by linkages/x for soft, but the terms"
       " pin the need to another scheme or to none"},
      {"without_gap_funding: true",
       "schemes/gap: ₹1 is sanctioned by linkages/y for soft, but the terms"
       " leave out its gap funding"}};
  for (const auto& [term, words] : left_out) {
    EXPECT_THAT(ToldBy(PlanBy(HalfAndGap(), absl::StrCat(kSoft, term), kCluster,
                              {own, gap})),
                ElementsAre(absl::StrCat(words, kNothing)))
        << term;
  }
  EXPECT_THAT(ToldBy(PlanBy(HalfAndGap(), kSoft, kCluster, {own, gap})),
              IsEmpty());
  // Where there is no plan, too.
  const auto none =
      PlanBy(Half(),
             absl::StrCat(kSoft,
                          "exclusions { scheme: 'schemes/half' } pins { need:"
                          " 'soft' scheme: 'schemes/half' }"),
             kCluster, {own});
  EXPECT_EQ(none.solution().status(),
            type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE);
  EXPECT_EQ(ToldBy(none).size(), 1U);
}

TEST(UncountedGrantsTest, GapFundingWithoutAGrantIsTold) {
  const auto plan = PlanBy(
      HalfAndGap(), absl::StrCat(kSoft, "pins { need: 'soft' }"), kCluster,
      {Sanctioned("x", "half", 200, kFirst),
       Sanctioned("y", "gap", 100, kFirst)});
  EXPECT_THAT(
      ToldBy(plan),
      ElementsAre(absl::StrCat("schemes/half: ₹2 is sanctioned by linkages/x"
                               " for soft, but the terms pin the need to"
                               " another scheme or to none",
                               kNothing),
                  "schemes/gap: ₹1 is sanctioned by linkages/y for soft, of"
                  " which ₹1 pays nothing here: gaps are funded beside a grant,"
                  " and it has none"));
}

TEST(UncountedGrantsTest, WhatIsMoreThanTheCostIsTold) {
  EXPECT_THAT(ToldBy(PlanBy(Half(), kSoft, kCluster,
                            {Sanctioned("x", "half", 1500, kFirst)})),
              ElementsAre("schemes/half: ₹15 is sanctioned by linkages/x for"
                          " soft, of which ₹5 pays nothing here: nothing more"
                          " of its cost is open to it"));
}

TEST(UncountedGrantsTest, ANeedKeepsOneGrant) {
  EXPECT_THAT(ToldBy(PlanBy(HalfAndGap(), kSoft, kCluster,
                            {Sanctioned("x", "half", 200, kFirst),
                             Sanctioned("y", "more", 100, kFirst)})),
              ElementsAre(absl::StrCat("schemes/more: ₹1 is sanctioned by"
                                       " linkages/y for soft, but a need keeps"
                                       " one grant, that of linkages/x",
                                       kNothing)));
}

TEST(UncountedGrantsTest, WhatIsSanctionedForANeedThatIsGoneIsToldAndCounts) {
  PromisedGrant lost = Sanctioned("x", "half", 200);
  // Since the day of the plan, which is made again by the same law.
  lost.since = absl::CivilDay(2024, 4, 2);
  EXPECT_EQ(PlanBy(Half(), kSoft, kCluster, {lost}).total().grant_paise(), 300);
  lost.lost_need = "hard of plans/p";
  const auto plan = PlanBy(Half(), kSoft, kCluster, {lost});
  EXPECT_EQ(plan.total().grant_paise(), 100);
  ASSERT_EQ(plan.assumptions_size(), 2);
  EXPECT_EQ(plan.assumptions(0).about(), "schemes/half");
  EXPECT_EQ(plan.assumptions(0).text(),
            "₹2 is sanctioned by linkages/x for hard of plans/p, which is no"
            " need of these terms: it counts as had of the scheme and pays"
            " nothing here");
}

}  // namespace
}  // namespace sangam::matching
