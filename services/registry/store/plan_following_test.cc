// Proposing a plan again, after it or what it proposed has changed.
#include "gmock/gmock.h"
#include "services/registry/store/plan_proposal_fixture.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

using PlanFollowingTest = PlanProposalTest;

TEST_F(PlanFollowingTest, AChangedSumIsFollowedWhileItIsOnlyProposed) {
  const std::string name = Propose()->linkages(0).linkage().name();
  ASSERT_TRUE(PutPlan(600).ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUpdated, kUnchanged));
  EXPECT_EQ(Stored(name).amount_paise(), 600);
  EXPECT_EQ(Stored(name).parties(0).amount_paise(), 600);
}

TEST_F(PlanFollowingTest, ChangedUnitsAreFollowedOrTold) {
  const auto put_order = [&](const std::string& units) {
    return Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
        store_->plans(), "plan",
        absl::StrCat("name: 'plans/p' subject { name: 'groups/g' } terms {"
                     " needs { id: 'order' head: 'ORDER' cost_paise: 0 ",
                     units,
                     " } } basis { as_of { year: 2026 month: 4 day: 1 } token:"
                     " 't' } plan { needs { need: 'order' } lines { kind:"
                     " PLAN_LINE_KIND_SERVICE need: 'order' scheme:"
                     " 'schemes/c' } }"));
  };
  ASSERT_TRUE(put_order("units: 20").ok());
  const std::string name = Propose()->linkages(0).linkage().name();
  ASSERT_TRUE(put_order("units: 33").ok());
  auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUpdated));
  EXPECT_EQ(response->linkages(0).difference(), "");
  v1::Linkage stored = Stored(name);
  EXPECT_EQ(stored.lots(0).units(), 33);
  EXPECT_THAT(OutcomesOf(*Propose()), ElementsAre(kUnchanged));

  stored.set_state(v1::LINKAGE_STATE_APPLIED);
  v1::LinkageStep& step = *stored.add_steps();
  step = stored.steps(0);
  step.set_state(v1::LINKAGE_STATE_APPLIED);
  v1::UpdateLinkageRequest update;
  *update.mutable_linkage() = stored;
  ASSERT_TRUE(Call<v1::UpdateLinkageResponse>(store_->linkages(),
                                              &StandardMethods::Update, update)
                  .ok());
  ASSERT_TRUE(put_order("units: 40").ok());
  response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUnchanged));
  EXPECT_EQ(response->linkages(0).difference(),
            "it is for 33 units and APPLIED, the plan's for 40 units");
  EXPECT_EQ(Stored(name).lots(0).units(), 33);
  ASSERT_TRUE(put_order("").ok());
  EXPECT_EQ(Propose()->linkages(0).difference(),
            "it is for 33 units and APPLIED, the plan's for no stated units");
}

TEST_F(PlanFollowingTest, WhoPaysIsFollowedToo) {
  const std::string name = Propose()->linkages(0).linkage().name();
  v1::GetPlanRequest get;
  get.set_name("plans/p");
  auto got =
      Call<v1::GetPlanResponse>(store_->plans(), &StandardMethods::Get, get);
  ASSERT_TRUE(got.ok());
  v1::UpdatePlanRequest update;
  *update.mutable_plan() = got->plan();
  auto& lines = *update.mutable_plan()->mutable_plan()->mutable_lines();
  *lines.Add() = lines[0];
  lines[0].set_paise(700);
  lines[3].set_party(type::v1::PLAN_PARTY_STATE);
  lines[3].set_paise(100);
  const auto put = Call<v1::UpdatePlanResponse>(
      store_->plans(), &StandardMethods::Update, update);
  ASSERT_TRUE(put.ok()) << put.status();
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUpdated, kUnchanged));
  ASSERT_EQ(Stored(name).parties_size(), 2);
  EXPECT_EQ(Stored(name).parties(1).amount_paise(), 100);
}

// What people write beside the plan's sums is theirs.
TEST_F(PlanFollowingTest, WordsThatWereAddedStay) {
  v1::Linkage linkage = Propose()->linkages(0).linkage();
  linkage.mutable_parties(0)->set_description("by the Textile Ministry");
  v1::UpdateLinkageRequest update;
  *update.mutable_linkage() = linkage;
  ASSERT_TRUE(Call<v1::UpdateLinkageResponse>(store_->linkages(),
                                              &StandardMethods::Update, update)
                  .ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUnchanged, kUnchanged));
  EXPECT_EQ(Stored(linkage.name()).parties(0).description(),
            "by the Textile Ministry");
}

TEST_F(PlanFollowingTest, WhatWentFurtherIsNeverTouched) {
  v1::Linkage linkage = Propose()->linkages(0).linkage();
  linkage.set_state(v1::LINKAGE_STATE_APPLIED);
  v1::LinkageStep& step = *linkage.add_steps();
  step = linkage.steps(0);
  step.set_state(v1::LINKAGE_STATE_APPLIED);
  v1::UpdateLinkageRequest update;
  *update.mutable_linkage() = linkage;
  ASSERT_TRUE(Call<v1::UpdateLinkageResponse>(store_->linkages(),
                                              &StandardMethods::Update, update)
                  .ok());
  ASSERT_TRUE(PutPlan(600).ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUnchanged, kUnchanged));
  EXPECT_EQ(response->linkages(0).difference(),
            "it is of ₹8 and APPLIED, the plan's of ₹6");
  EXPECT_EQ(Stored(linkage.name()).amount_paise(), 800);
}

TEST_F(PlanFollowingTest, WhatThePlanNoLongerCallsForIsTold) {
  const std::string name = Propose()->linkages(0).linkage().name();
  ASSERT_TRUE(PutPlan(0).ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUnchanged));
  EXPECT_THAT(response->no_longer_planned(), ElementsAre(name));
  EXPECT_EQ(Stored(name).amount_paise(), 800);
}

}  // namespace
}  // namespace sangam::registry
