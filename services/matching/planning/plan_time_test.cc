// What must be had first takes its time, and must be there to be had.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kSoft[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 100 ";

std::string Takes(int days) {
  return absl::StrCat(" lead_time { days: ", days, kCited, "} ");
}

// schemes/quick takes 10 days after schemes/first; schemes/slow takes 100.
SampleCatalog Quick(const std::string& first, const std::string& quick = "") {
  SampleCatalog sample;
  sample.Add("first", absl::StrCat("open_to_all: true benefits { id: 'c' kind:"
                                   " BENEFIT_KIND_ENABLING_DOCUMENT } ",
                                   first));
  sample.Add(
      "quick",
      PaysShare("SOFT", 9000,
                absl::StrCat(Takes(10),
                             "relations { kind: SCHEME_RELATION_KIND_REQUIRES"
                             " scheme: 'schemes/first'",
                             kCited, "} ", quick)));
  sample.Add("slow", PaysShare("SOFT", 9000, Takes(100)));
  return sample;
}

std::string SchemeOf(const type::v1::ConvergencePlan& plan) {
  return plan.lines_size() == 0 ? "" : plan.lines(0).scheme();
}

TEST(PlanTimeTest, TheSoonestPlanReckonsWhatComesFirst) {
  const std::string terms =
      absl::StrCat(kSoft, "} objective: PLAN_OBJECTIVE_SOONEST");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(30)), terms)), "schemes/quick");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(300)), terms)), "schemes/slow");
}

TEST(PlanTimeTest, ADayIsKeptWithWhatComesFirst) {
  const std::string terms =
      absl::StrCat(kSoft, "needed_by { year: 2024 month: 7 day: 20 } }");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(30)), terms)), "schemes/quick");
  const auto plan = PlanBy(Quick(Takes(300)), terms);
  EXPECT_EQ(SchemeOf(plan), "schemes/slow");
  EXPECT_THAT(plan.not_used(0).reason(), HasSubstr("2025-02-05"));
}

TEST(PlanTimeTest, AWindowThatClosesBeforeItIsMissed) {
  const std::string closes =
      "window { closes_on { year: 2024 month: 6 day: 1 } }";
  const std::string terms = absl::StrCat(kSoft, "}");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(30), closes), terms)), "schemes/quick");
  EXPECT_EQ(SchemeOf(PlanBy(Quick(Takes(300), closes), terms)), "schemes/slow");
}

TEST(PlanTimeTest, NoMoneyCountsOnWhatCannotBeHad) {
  const std::string terms = absl::StrCat(kSoft, "}");
  const auto plan = PlanBy(
      Quick("window { closes_on { year: 2024 month: 3 day: 1 } }"), terms);
  EXPECT_EQ(SchemeOf(plan), "schemes/slow");
  EXPECT_THAT(plan.not_used(0).reason(),
              HasSubstr("it needs schemes/first first: applications were"));
  EXPECT_EQ(SchemeOf(PlanBy(
                Quick(""),
                absl::StrCat(terms, "exclusions { scheme: 'schemes/first' }"))),
            "schemes/slow");
}

TEST(PlanTimeTest, ADayThatCannotBeKeptIsPartOfAConflict) {
  SampleCatalog sample;
  sample.Add("slow", PaysShare("SOFT", 10000, Takes(100)));
  const auto plan =
      PlanBy(sample, absl::StrCat(kSoft,
                                  "must_be_met: true needed_by { year: 2024"
                                  " month: 5 day: 1 } }"));
  EXPECT_THAT(plan.conflicts(),
              ElementsAre("soft must be met in full, ₹1",
                          "schemes/slow: its money can't be there before"
                          " 2024-07-10; soft must be there by 2024-05-01",
                          "own cash for any need, ₹0"));
}

}  // namespace
}  // namespace sangam::matching
