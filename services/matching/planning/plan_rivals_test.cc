// Schemes that keep each other out of a plan, also through what comes first.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

constexpr char kNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 100 } needs { id: 'b' head: 'B'"
    " cost_paise: 100 } ";
// Nothing was received.
constexpr char kComplete[] =
    "kind: SUBJECT_KIND_CLUSTER received_benefits_complete_until { year: 2025"
    " month: 1 day: 1 }";

std::string Relates(const std::string& kind, const std::string& scheme) {
  return absl::StrCat("relations { kind: SCHEME_RELATION_KIND_", kind,
                      " scheme: 'schemes/", scheme, "'", kCited, "} ");
}

std::string Opens(const std::string& more) {
  return absl::StrCat(
      "open_to_all: true benefits { id: 'c' kind:"
      " BENEFIT_KIND_ENABLING_DOCUMENT } ",
      more);
}

TEST(PlanRivalsTest, WhatComesFirstKeepsItsExclusions) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("b", PaysShare("B", 8000, Relates("REQUIRES", "r")));
  sample.Add("r", Opens(Relates("EXCLUDES", "a")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  EXPECT_THAT(LinesOf(plan),
              ElementsAre("a GRANT CENTRE 80 schemes/a", "a UNFUNDED NOBODY 20",
                          "b UNFUNDED NOBODY 100"));
}

TEST(PlanRivalsTest, WhatComesFirstForBothMayExcludeEachOther) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, Relates("REQUIRES", "q")));
  sample.Add("b", PaysShare("B", 8000, Relates("REQUIRES", "r")));
  sample.Add("q", Opens(""));
  sample.Add("r", Opens(Relates("EXCLUDES", "q")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  EXPECT_EQ(plan.total().grant_paise(), 80);
}

// Who has a can't have r any more; r before a is what a asks for.
TEST(PlanRivalsTest, WhatMustComeFirstIsNoRival) {
  SampleCatalog sample;
  sample.Add("a", PaysShare("A", 8000, Relates("REQUIRES", "r")));
  sample.Add("b", PaysShare("B", 8000, Relates("REQUIRES", "r")));
  sample.Add("r", Opens(Relates("EXCLUDES", "a")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  EXPECT_EQ(plan.total().grant_paise(), 160);
}

TEST(PlanRivalsTest, ALoanThatAGrantOfThePlanKeepsOutSaysSo) {
  SampleCatalog sample;
  const std::string loan =
      "open_to_all: true benefits { id: 'l' kind: BENEFIT_KIND_LOAN"
      " cost_heads: 'A' description: 'Credit of a bank.' } ";
  sample.Add("a", PaysShare("A", 8000));
  sample.Add("loan", absl::StrCat(loan, Relates("EXCLUDES", "a")));
  const auto plan = PlanBy(sample, kNeeds, kComplete);
  ASSERT_EQ(plan.loans_size(), 1);
  EXPECT_EQ(plan.loans(0).description(),
            "Credit of a bank. Not beside schemes/a of this plan: one excludes"
            " the other.");
  // Without the grant it is to be had, also where there is no plan at all.
  for (const char* more :
       {"exclusions { scheme: 'schemes/a' }",
        "exclusions { scheme: 'schemes/a' } pins { need: 'a' scheme:"
        " 'schemes/a' }"}) {
    const auto without = PlanBy(sample, absl::StrCat(kNeeds, more), kComplete);
    ASSERT_EQ(without.loans_size(), 1);
    EXPECT_EQ(without.loans(0).description(), "Credit of a bank.");
  }
}

}  // namespace
}  // namespace sangam::matching
