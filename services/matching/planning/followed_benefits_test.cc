// A benefit that follows another one waits for what the plan takes of it.
#include "services/matching/planning/followed_benefits.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kNeeds[] =
    "needs { id: 'seminar' head: 'SEMINAR' cost_paise: 5 } needs { id:"
    " 'workshop' head: 'WORKSHOP' cost_paise: 5 } ";
constexpr char kCluster[] = "kind: SUBJECT_KIND_CLUSTER ";
constexpr char kMissing[] =
    "it follows seminar of schemes/design, which the plan does not take and no"
    " record tells of";

SampleCatalog Design() {
  SampleCatalog sample;
  sample.Add("design",
             "open_to_all: true benefits { id: 'seminar' kind:"
             " BENEFIT_KIND_TRAINING cost_heads: 'SEMINAR' amount { fixed {"
             " min_paise: 5 max_paise: 5 } } } benefits { id: 'workshop' kind:"
             " BENEFIT_KIND_SERVICE cost_heads: 'WORKSHOP' follows_benefits:"
             " 'seminar' condition: 'design_seminar_held' amount { fixed {"
             " min_paise: 5 max_paise: 5 } } }");
  return sample;
}

// What stands in the way of asking for the workshop.
std::vector<std::string> BlockersOf(const std::string& terms,
                                    const std::string& profile = kCluster) {
  const auto plan = PlanBy(Design(), absl::StrCat(kNeeds, terms), profile);
  EXPECT_EQ(plan.needs(1).grant_paise(), 5);
  for (const auto& step : plan.steps()) {
    if (step.id() == "apply-design-workshop") {
      return {step.blockers().begin(), step.blockers().end()};
    }
  }
  ADD_FAILURE() << "no step asks for the workshop";
  return {};
}

TEST(FollowedBenefitsTest, WhatThePlanTakesIsFollowed) {
  EXPECT_THAT(BlockersOf(""), IsEmpty());
}

TEST(FollowedBenefitsTest, WhatThePlanLeavesOutBlocksWhatFollows) {
  EXPECT_THAT(BlockersOf("exclusions { scheme: 'schemes/design' need:"
                         " 'seminar' }"),
              ElementsAre(kMissing));
  const std::string none = "pins { need: 'seminar' } ";
  EXPECT_THAT(BlockersOf(none), ElementsAre(kMissing));
  // Held for own money it is no benefit of the scheme.
  EXPECT_THAT(BlockersOf(absl::StrCat(
                  none,
                  "contributions { id: 'c' kind: PLAN_CONTRIBUTION_KIND_CASH"
                  " value_paise: 5 need: 'seminar' }")),
              ElementsAre(kMissing));
}

TEST(FollowedBenefitsTest, WhatTheRecordTellsOfIsFollowed) {
  const std::string none = "pins { need: 'seminar' } ";
  EXPECT_THAT(
      BlockersOf(none, absl::StrCat(kCluster, "design_seminar_held: true")),
      IsEmpty());
  EXPECT_THAT(
      BlockersOf(none, absl::StrCat(kCluster,
                                    "received_benefits { scheme:"
                                    " 'schemes/design' amount_paise: 5 }")),
      IsEmpty());
}

// A scheme may be called what another's benefit is asked for under.
TEST(FollowedBenefitsTest, AnotherSchemesStepStaysItsOwn) {
  SampleCatalog sample = Design();
  sample.Add("design-workshop", PaysShare("HALL", 5000));
  const auto plan = PlanBy(
      sample,
      absl::StrCat("needs { id: 'hall' head: 'HALL' cost_paise: 10 } ", kNeeds),
      kCluster);
  EXPECT_THAT(StepsOf(plan), testing::UnorderedElementsAre(
                                 "apply-design-workshop", "apply-design",
                                 "apply-design-workshop-2", "do-hall",
                                 "do-seminar", "do-workshop"));
  for (const auto& step : plan.steps()) {
    if (step.id() != "do-workshop") continue;
    EXPECT_THAT(step.after(), testing::Contains("apply-design-workshop-2"));
  }
}

}  // namespace
}  // namespace sangam::matching
