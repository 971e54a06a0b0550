#include "services/sangamctl/plan_screen/condensed_steps.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"

namespace sangam::sangamctl {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CondensedStepsTest : public testing::Test {
 protected:
  CondensedStepsTest() {
    for (const char* need : {"a", "b", "c", "d"}) {
      plan_.add_needs()->set_need(need);
    }
    titles_["schemes/fund"] = "Fund";
  }

  void Add(const std::string& step) {
    ASSERT_TRUE(google::protobuf::TextFormat::MergeFromString(
        absl::StrCat("steps { ", step, " }"), &plan_));
  }
  void AddApply(const std::string& rest) {
    Add(
        absl::StrCat("kind: PLAN_STEP_KIND_APPLY scheme: 'schemes/fund'"
                     " description: 'Apply: Fund' ",
                     rest));
  }
  void AddCarryOut(const std::string& need, const std::string& owner,
                   const std::string& rest = "") {
    Add(absl::StrCat("kind: PLAN_STEP_KIND_CARRY_OUT id: 'do-", need,
                     "' needs: '", need, "' owner: '", owner, "' ", rest));
  }
  std::vector<std::string> Condense(size_t most = 30, int width = 80) {
    return CondenseSteps(plan_, terms_, titles_, Words("en"), width, most);
  }

  type::v1::ConvergencePlan plan_;
  type::v1::PlanTerms terms_;
  PlanTitles titles_;
};

TEST_F(CondensedStepsTest, StepsOfAKindAreToldTogether) {
  Add("kind: PLAN_STEP_KIND_CONTRIBUTE description: 'Bring land' needs: 'a'"
      " owner: 'SPV'");
  AddApply("needs: 'a' needs: 'b' owner: 'Cluster'");
  Add("kind: PLAN_STEP_KIND_APPLY description: 'Apply: Card' needs: 'c'"
      " owner: 'Cluster'");
  Add("kind: PLAN_STEP_KIND_APPLY_FOR_GAP description: 'Ask for gap funding:"
      " NEC' needs: 'a' owner: 'Cluster'");
  AddCarryOut("a", "SPV");
  AddCarryOut("b", "");
  Add("kind: PLAN_STEP_KIND_APPLY scheme: 'schemes/fund' description: 'Apply:"
      " Fund, after b' needs: 'd' owner: 'Cluster'");
  EXPECT_THAT(Condense(),
              ElementsAre("1.   Bring: land [1] — SPV",
                          "2-3. Apply: Fund [1-2], Card [3] — Cluster",
                          "4.   Ask for gap funding: NEC [1] — Cluster",
                          "5-6. Carry out: [1] — SPV; [2] — NOBODY",
                          "7.   Apply: Fund [4] — Cluster"));
}

TEST_F(CondensedStepsTest, WhatIsSanctionedIsNotAppliedFor) {
  AddApply("owner: 'C'");
  Add("kind: PLAN_STEP_KIND_APPLY description: 'Sanctioned: Fund, linkages/x'"
      " needs: 'a' owner: 'C'");
  EXPECT_THAT(Condense(),
              ElementsAre("1. Apply: Fund — C",
                          "2. Sanctioned: Fund, linkages/x [1] — C"));
}

TEST_F(CondensedStepsTest, OneOwnersStepsStandTogetherUnlessOneMustWait) {
  AddCarryOut("a", "X");
  AddCarryOut("b", "Y");
  AddCarryOut("c", "X");
  AddCarryOut("d", "Y", "after: 'do-c'");
  EXPECT_THAT(Condense(),
              ElementsAre("1-4. Carry out: [1, 3] — X; [2, 4] — Y"));
  plan_.mutable_steps(2)->add_after("do-b");
  EXPECT_THAT(
      Condense(),
      ElementsAre("1-4. Carry out: [1] — X; [2] — Y; [3] — X; [4] — Y"));
}

TEST_F(CondensedStepsTest, DaysThatBoundAStepAreTold) {
  AddApply(
      "earliest { year: 2026 month: 4 day: 1 } closes_on { year: 2026"
      " month: 9 day: 30 } lead_time_days: 90 needs: 'a' owner: 'C'");
  AddCarryOut("a", "C", "earliest { year: 2026 month: 6 day: 30 }");
  EXPECT_THAT(Condense(),
              ElementsAre("1. Apply: Fund [1; until 2026-09-30; 90 days] — C",
                          "2. Carry out: [1; from 2026-06-30] — C"));
}

TEST_F(CondensedStepsTest, WhatDoesNotGoInIsCounted) {
  for (int i = 0; i < 9; ++i) AddApply(absl::StrCat("owner: 'C", i, "'"));
  AddCarryOut("a", "X");
  ASSERT_GT(Condense(30, 40).size(), 3u);
  const auto lines = Condense(3, 40);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_THAT(lines[0], HasSubstr("1-6. Apply: Fund — C0; Fund — C1;"));
  EXPECT_EQ(lines[2], "and 4 more steps: --details");
  EXPECT_THAT(Condense(0, 10), testing::SizeIs(testing::Le(2)));
  plan_.clear_steps();
  EXPECT_THAT(Condense(), testing::IsEmpty());
}

TEST_F(CondensedStepsTest, ABodyThatAppliesHasItsTitleOrWhatItIs) {
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "applicants { id: 'weaving-office' subject { profile { kind:"
      " SUBJECT_KIND_GOVERNMENT_AGENCY } } } applicants { id: 'spv' subject {"
      " name: 'groups/g' } }",
      &terms_));
  titles_["groups/g"] = "Umden Society";
  AddApply("owner: 'weaving-office'");
  AddApply("owner: 'spv'");
  EXPECT_THAT(Condense(),
              ElementsAre("1-2. Apply: Fund — weaving office (government"
                          " agency); Fund — Umden Society"));
}

}  // namespace
}  // namespace sangam::sangamctl
