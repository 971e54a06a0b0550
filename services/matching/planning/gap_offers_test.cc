// What gap funders may pay, and for which needs.
#include "services/matching/planning/gap_offers.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAreArray;

SampleCatalog HalfOf(const std::string& gap) {
  SampleCatalog sample;
  sample.Add("gap", gap);
  sample.Add("a", PaysShare("A", 5000));
  sample.Add("b", PaysShare("B", 5000));
  return sample;
}

constexpr char kSmall[] = "needs { id: 'a' head: 'A' cost_paise: 100 } ";
constexpr char kLarge[] = "needs { id: 'b' head: 'B' cost_paise: 10000 } ";

TEST(GapOffersTest, AGapFunderIsJudgedForEachNeed) {
  std::string gap = PaysGaps();
  gap.replace(
      0, sizeof("open_to_all: true") - 1,
      "conditions { id: 'c' expression: 'project_cost_paise >= 5000' }");
  const SampleCatalog sample = HalfOf(gap);
  const auto plan = PlanBy(sample, absl::StrCat(kSmall, kLarge));
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("a GRANT CENTRE 50 schemes/a", "a UNFUNDED NOBODY 50",
                          "b GRANT CENTRE 5000 schemes/b",
                          "b GAP_FUNDING GAP_FUNDER 5000 schemes/gap"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).need(), "a");
  // The order of the needs changes nothing.
  EXPECT_THAT(LinesOf(PlanBy(sample, absl::StrCat(kLarge, kSmall))),
              UnorderedElementsAreArray(LinesOf(plan)));
}

TEST(GapOffersTest, ACeilingGoesByTheCostOfAllNeeds) {
  const SampleCatalog sample =
      HalfOf(absl::StrCat(PaysGaps(),
                          "grant_ceiling { share_of_cost { share_bps: 1000 "
                          "cost_attribute: 'project_cost_paise' } }"));
  const auto plan = PlanBy(sample, absl::StrCat(kSmall, kLarge));
  EXPECT_EQ(plan.total().gap_funding_paise(), 1010);
  EXPECT_EQ(
      PlanBy(sample, absl::StrCat(kLarge, kSmall)).total().gap_funding_paise(),
      1010);
}

TEST(GapOffersTest, AGapFunderKeepsItsExclusions) {
  const SampleCatalog sample = HalfOf(
      absl::StrCat(PaysGaps(),
                   "relations { kind: SCHEME_RELATION_KIND_EXCLUDES scheme:"
                   " 'schemes/a'",
                   kCited, "}"));
  const std::string complete =
      "kind: SUBJECT_KIND_CLUSTER received_benefits_complete_until { year:"
      " 2025 month: 1 day: 1 }";
  const auto beside = PlanBy(sample, kSmall, complete);
  EXPECT_EQ(beside.total().gap_funding_paise(), 0);
  EXPECT_EQ(beside.total().grant_paise(), 50);
  EXPECT_EQ(PlanBy(sample, kLarge, complete).total().gap_funding_paise(), 5000);
}

TEST(GapOffersTest, WhatATermKeepsOutIsPartOfAConflict) {
  SampleCatalog sample = HalfOf(PaysGaps());
  sample.Add("other", "open_to_all: true gap_funding { cost_heads: 'B' }");
  const std::string met =
      "needs { id: 'a' head: 'A' cost_paise: 100 must_be_met: true } ";
  EXPECT_THAT(PlanBy(sample, met).conflicts(), IsEmpty());
  EXPECT_THAT(PlanBy(sample, absl::StrCat(met, "without_gap_funding: true"))
                  .conflicts(),
              ElementsAre("a must be met in full, ₹1",
                          "the terms leave out gap funding",
                          "own cash for any need, ₹0"));
  EXPECT_THAT(
      PlanBy(sample, absl::StrCat(met, "gap_funders: 'schemes/other'"))
          .conflicts(),
      ElementsAre(
          "a must be met in full, ₹1",
          "schemes/gap: not among the gap funders that the request names",
          "own cash for any need, ₹0"));
  EXPECT_THAT(
      PlanBy(sample, absl::StrCat(met, "exclusions { scheme: 'schemes/gap' }"))
          .conflicts(),
      ElementsAre("a must be met in full, ₹1",
                  "schemes/gap: the terms exclude it",
                  "own cash for any need, ₹0"));
}

// Formally the best plan; whether a paisa is a grant, only they can say.
TEST(GapOffersTest, GapFundingThatHangsOnACutGrantIsTold) {
  SampleCatalog sample;
  sample.Add("gap", PaysGaps());
  sample.Add("hall", PaysShare("HALL", 3333,
                               "grant_ceiling { fixed { min_paise: 10000000"
                               " max_paise: 10000000 } }"));
  constexpr char kHall[] = "' head: 'HALL' cost_paise: 100000000 } ";
  const std::string terms =
      absl::StrCat("needs { id: 'a", kHall, "needs { id: 'b", kHall,
                   "needs { id: 'c", kHall);
  const auto plan = PlanBy(sample, terms);
  EXPECT_EQ(plan.total().unfunded_paise(), 0);
  ASSERT_EQ(plan.assumptions_size(), 3);
  int64_t grants = 0;
  for (int n = 0; n < 3; ++n) {
    const auto& need = plan.needs(n);
    grants += need.grant_paise();
    EXPECT_EQ(plan.assumptions(n).about(), need.need());
    EXPECT_EQ(
        plan.assumptions(n).text(),
        absl::StrCat("only ", FormatPaise(need.grant_paise()),
                     " of schemes/hall lets schemes/gap pay ",
                     FormatPaise(need.gap_funding_paise()),
                     ": ask both first; by its terms the scheme gives this"
                     " head ₹3,33,300, its ceiling leaves no more"));
  }
  EXPECT_EQ(grants, 10'000'000);
  // Nothing is cut, nothing is told.
  EXPECT_EQ(PlanBy(HalfOf(PaysGaps()), kLarge).assumptions_size(), 0);
}

// A hundred days after the first of April it is the tenth of July.
TEST(GapOffersTest, AGapFunderThatPaysTooLateIsKeptOut) {
  SampleCatalog sample =
      HalfOf(absl::StrCat(PaysGaps(), "lead_time { days: 100", kCited, "}"));
  const auto needs = [](const char* day) {
    return absl::StrCat(
        "needs { id: 'a' head: 'A' cost_paise: 100 needed_by { year: 2024 ",
        day, " } } ");
  };
  EXPECT_EQ(
      PlanBy(sample, needs("month: 7 day: 10")).total().gap_funding_paise(),
      50);
  const auto plan = PlanBy(sample, needs("month: 7 day: 9"));
  EXPECT_EQ(plan.total().gap_funding_paise(), 0);
  EXPECT_EQ(plan.total().grant_paise(), 50);
  constexpr char kLate[] =
      "its money can't be there before 2024-07-10; a must be there by"
      " 2024-07-09";
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).reason(), kLate);
  // A day that can't be kept is part of a conflict.
  EXPECT_THAT(PlanBy(sample,
                     "needs { id: 'a' head: 'A' cost_paise: 100 must_be_met:"
                     " true needed_by { year: 2024 month: 7 day: 9 } } ")
                  .conflicts(),
              ElementsAre("a must be met in full, ₹1",
                          absl::StrCat("schemes/gap: ", kLate),
                          "own cash for any need, ₹0"));
}

// What is had first for one need serves those that could do without.
TEST(GapOffersTest, OneWayServesTheNeedsThatAskForLess) {
  const auto plan = [](const std::string& condition, const std::string& more) {
    std::string gap = PaysGaps();
    gap.replace(
        0, sizeof("open_to_all: true") - 1,
        absl::StrCat("conditions { id: 'c' expression: '", condition, "' }"));
    SampleCatalog sample = HalfOf(gap);
    sample.Add("card",
               "open_to_all: true benefits { id: 'c' kind:"
               " BENEFIT_KIND_ENABLING_DOCUMENT } lead_time { days: 40 } ");
    return PlanBy(sample, absl::StrCat(kSmall, kLarge, more),
                  "kind: SUBJECT_KIND_CLUSTER received_benefits_complete_until"
                  " { year: 2025 month: 1 day: 1 }");
  };
  const auto steps = [&](const std::string& condition,
                         const std::string& more = "") {
    return StepsOf(plan(condition, more));
  };
  const auto totals = [&](const std::string& condition,
                          const std::string& more = "") {
    std::vector<int64_t> gaps;
    const auto made = plan(condition, more);
    for (const auto& need : made.needs()) {
      gaps.push_back(need.gap_funding_paise());
    }
    return gaps;
  };
  const std::string large_after_card =
      "project_cost_paise <= 5000 || received(\"schemes/card\")";
  EXPECT_THAT(totals(large_after_card), ElementsAre(50, 5000));
  EXPECT_THAT(totals(large_after_card, "exclusions { scheme: 'schemes/card' }"),
              ElementsAre(50, 0));
  // It is not got for a need that can do without.
  EXPECT_THAT(steps(large_after_card, "pins { need: 'b' }"),
              Not(Contains("apply-card")));
  EXPECT_THAT(steps(large_after_card), Contains("apply-card"));
  // Not where having it spoils what the need could do without.
  EXPECT_THAT(totals("(project_cost_paise <= 5000 &&"
                     " !received(\"schemes/card\")) || (project_cost_paise >"
                     " 5000 && received(\"schemes/card\"))"),
              ElementsAre(0, 5000));
  // Nor where it comes too late for the need.
  EXPECT_THAT(
      totals(large_after_card,
             "needs { id: 'soon' head: 'A' cost_paise: 100 needed_by { year:"
             " 2024 month: 5 day: 1 } } "),
      ElementsAre(50, 5000, 0));
}

TEST(GapOffersTest, TheReasonSaysWhomTheRequestLeavesOut) {
  SampleCatalog sample = HalfOf(PaysGaps());
  sample.Add("other", "open_to_all: true gap_funding { cost_heads: 'B' }");
  const auto reason = [&](const std::string& terms) {
    const auto plan = PlanBy(sample, absl::StrCat(kSmall, terms));
    return plan.needs(0).reasons(plan.needs(0).reasons_size() - 1);
  };
  EXPECT_EQ(reason("gap_funders: 'schemes/other'"),
            "no gap funder is left for this head; schemes/gap: not among the"
            " gap funders that the request names");
  EXPECT_EQ(reason("exclusions { scheme: 'schemes/gap' }"),
            "no gap funder is left for this head; schemes/gap: the terms"
            " exclude it");
}

}  // namespace
}  // namespace sangam::matching
