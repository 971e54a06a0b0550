// Proposing a plan again, after it or what it proposed has changed.
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "services/registry/store/plan_proposal_fixture.h"
#include "services/registry/store/subject_merge.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

class PlanFollowingTest : public PlanProposalTest {
 protected:
  // Neither the card nor the SPV, which was to apply for it, is in it.
  absl::Status PutShedOnly() {
    return Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
        store_->plans(), "plan",
        "name: 'plans/p' subject { name: 'groups/g' } terms { needs { id:"
        " 'shed' head: 'SHED' cost_paise: 1000 } } basis { as_of { year: 2026"
        " month: 4 day: 1 } token: 't' } plan { needs { need: 'shed'"
        " cost_paise: 1000 grant_paise: 1000 } lines { kind:"
        " PLAN_LINE_KIND_GRANT need: 'shed' party: PLAN_PARTY_CENTRE scheme:"
        " 'schemes/a' paise: 1000 } }");
  }
  // The plan is for the card alone, for which this body applies.
  v1::ProposeLinkagesResponse ProposeCardOf(const std::string& id,
                                            const std::string& subject) {
    const absl::Status put =
        Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
            store_->plans(), "plan",
            absl::StrCat(
                "name: 'plans/p' subject { name: 'groups/g' } terms {"
                " needs { id: 'card' head: 'CARD' cost_paise: 0 }"
                " applicants { id: '",
                id, "' subject { name: '", subject,
                "' } } } basis { as_of { year: 2026 month: 4 day: 1 }"
                " token: 't' } plan { needs { need: 'card' } lines { kind:"
                " PLAN_LINE_KIND_SERVICE need: 'card' scheme: 'schemes/c'"
                " applicant: '",
                id, "' } }"));
    EXPECT_TRUE(put.ok()) << put;
    const auto response = Propose();
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::ProposeLinkagesResponse();
  }
  absl::Status Refuse(const std::string& name, const std::string& reason) {
    return Take(name, v1::LINKAGE_STATE_REFUSED, reason);
  }
  absl::Status Take(const std::string& name, v1::LinkageState state,
                    const std::string& reason = "") {
    v1::UpdateLinkageRequest update;
    *update.mutable_linkage() = Stored(name);
    update.mutable_linkage()->set_state(state);
    v1::LinkageStep& step = *update.mutable_linkage()->add_steps();
    step = update.linkage().steps(0);
    step.set_state(state);
    step.set_reason(reason);
    step.set_taken_by("STATE_OFFICE");
    return Call<v1::UpdateLinkageResponse>(store_->linkages(),
                                           &StandardMethods::Update, update)
        .status();
  }
};

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

// Its linkage is the plan's still, and nobody else would tell of it.
TEST_F(PlanFollowingTest, WhoLeftTheTermsStillHasWhatWasProposed) {
  const std::string card = Propose()->linkages(1).linkage().name();
  ASSERT_EQ(Stored(card).subject(), "groups/spv");
  ASSERT_TRUE(PutShedOnly().ok());
  EXPECT_THAT(Propose()->no_longer_planned(), ElementsAre(card));
  EXPECT_EQ(Stored(card).state(), v1::LINKAGE_STATE_PROPOSED);
}

TEST_F(PlanFollowingTest, WhatWasRefusedIsToldAndNotCounted) {
  const std::string first = Propose()->linkages(0).linkage().name();
  ASSERT_TRUE(Refuse(first, "no money left").ok());
  auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUnchanged, kUnchanged));
  EXPECT_EQ(response->linkages(0).linkage().name(), first);
  EXPECT_EQ(response->linkages(0).difference(),
            "it is REFUSED on 2026-04-01 by STATE_OFFICE: no money left. Its"
            " sum is not counted; make and keep the plan anew to propose a new"
            " application");
  EXPECT_EQ(response->amount_paise(), 0);
  EXPECT_EQ(response->linkages(1).difference(), "");
}

TEST_F(PlanFollowingTest, APlanThatIsMadeAnewAppliesAnew) {
  const std::string first = Propose()->linkages(0).linkage().name();
  std::string newest = first;
  std::set<std::string> names = {first};
  for (int refusals = 1; refusals < 3; ++refusals) {
    ASSERT_TRUE(Refuse(newest, "no money left").ok());
    ASSERT_TRUE(PutPlan(800 - refusals).ok());
    auto response = Propose();
    ASSERT_TRUE(response.ok()) << response.status();
    EXPECT_THAT(OutcomesOf(*response), ElementsAre(kCreated, kUnchanged));
    const v1::ProposedLinkage& told = response->linkages(0);
    EXPECT_EQ(response->amount_paise(), 800 - refusals);
    EXPECT_EQ(told.linkage().state(), v1::LINKAGE_STATE_PROPOSED);
    EXPECT_EQ(told.linkage().plan(), "plans/p");
    EXPECT_EQ(told.difference(), "");
    EXPECT_EQ(told.linkage().steps(0).reason(),
              absl::StrCat(newest,
                           " was REFUSED on 2026-04-01 by STATE_OFFICE:"
                           " no money left"));
    newest = told.linkage().name();
    EXPECT_TRUE(names.insert(newest).second) << "each has its own name";
    response = Propose();
    EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUnchanged, kUnchanged))
        << "once is enough";
    EXPECT_EQ(response->linkages(0).linkage().name(), newest);
    EXPECT_EQ(response->no_longer_planned_size(), 0);
  }
  EXPECT_EQ(Stored(first).state(), v1::LINKAGE_STATE_REFUSED)
      << "what was refused stays on record";
}

// By whatever record; of another subject, scheme or need it is none of this.
TEST_F(PlanFollowingTest, WhatWasRefusedElsewhereIsToldToo) {
  const auto put = [&](const std::string& id, const std::string& subject,
                       const std::string& scheme, int day,
                       const std::string& more) {
    return PutLinkage(absl::StrCat(
        "name: 'linkages/", id, "' subject: '", subject, "' scheme: '", scheme,
        "' state: LINKAGE_STATE_REFUSED steps { state: LINKAGE_STATE_REFUSED"
        " taken_by: 'STATE_OFFICE' reason: 'no land' taken_on { year: 2026"
        " month: 3 day: ",
        day, " } } ", more));
  };
  ASSERT_TRUE(put("other-scheme", "groups/g", "schemes/b", 9, "").ok());
  ASSERT_TRUE(put("other-subject", "groups/spv", "schemes/a", 9, "").ok());
  ASSERT_TRUE(put("other-need", "groups/g", "schemes/a", 9,
                  "plan: 'plans/p' evidence { description: 'need' reference:"
                  " 'plans/p#barn' }")
                  .ok());
  v1::ProposeLinkagesRequest request = Request();
  request.set_validate_only(true);
  EXPECT_EQ(Propose(request)->linkages(0).linkage().steps(0).reason(), "");
  ASSERT_TRUE(put("last", "groups/g", "schemes/a", 8, "").ok());
  ASSERT_TRUE(put("older", "groups/g", "schemes/a", 7, "").ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(Stored(response->linkages(0).linkage().name()).steps(0).reason(),
            "linkages/last was REFUSED on 2026-03-08 by STATE_OFFICE: no land");
  EXPECT_EQ(response->linkages(1).linkage().steps(0).reason(), "");
}

TEST_F(PlanFollowingTest, WhatItsSubjectDoesNotWantIsToldAndNotCounted) {
  v1::UpdateLinkageRequest update;
  *update.mutable_linkage() = Propose()->linkages(0).linkage();
  v1::MatchFeedback& feedback = *update.mutable_linkage()->mutable_feedback();
  feedback.set_answer(v1::FEEDBACK_ANSWER_REFUSED);
  feedback.set_reason("the land is let");
  feedback.set_given_by("SHG");
  *feedback.mutable_given_on() = update.linkage().steps(0).taken_on();
  ASSERT_TRUE(Call<v1::UpdateLinkageResponse>(store_->linkages(),
                                              &StandardMethods::Update, update)
                  .ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->linkages(0).difference(),
            "its subject does not want it: the land is let. Its sum is not"
            " counted");
  EXPECT_EQ(response->amount_paise(), 0);
}

// The same body applies for the same card, whatever the terms call it.
TEST_F(PlanFollowingTest, AnApplicantMayGetAnotherId) {
  const std::string card = Propose()->linkages(1).linkage().name();
  ASSERT_EQ(Stored(card).subject(), "groups/spv");
  auto told = ProposeCardOf("society", "groups/spv");
  EXPECT_THAT(OutcomesOf(told), ElementsAre(kUnchanged));
  EXPECT_EQ(told.linkages(0).linkage().name(), card);
  EXPECT_EQ(told.linkages(0).difference(), "");
  // Only the shed's, which this plan lacks.
  EXPECT_EQ(told.no_longer_planned_size(), 1);
  // Another body's application is another.
  ASSERT_TRUE(PutGroup("name: 'groups/clf' kind: SUBJECT_KIND_CLF").ok());
  told = ProposeCardOf("union", "groups/clf");
  EXPECT_THAT(OutcomesOf(told), ElementsAre(kCreated));
  // What was refused to it is told until the plan is made again.
  told = ProposeCardOf("society", "groups/spv");
  ASSERT_TRUE(Refuse(card, "no cards left").ok());
  EXPECT_THAT(Propose()->linkages(0).difference(),
              testing::StartsWith("it is REFUSED on 2026-04-01"));
  told = ProposeCardOf("company", "groups/spv");
  EXPECT_THAT(OutcomesOf(told), ElementsAre(kCreated));
  EXPECT_NE(told.linkages(0).linkage().name(), card);
  EXPECT_THAT(OutcomesOf(ProposeCardOf("spv", "groups/spv")),
              ElementsAre(kUnchanged));
}

TEST_F(PlanFollowingTest, OfTwoThatAMergeMakesOneBodysTheFurtherStands) {
  ASSERT_TRUE(PutGroup("name: 'groups/new' kind: SUBJECT_KIND_SPV").ok());
  const std::string first =
      ProposeCardOf("spv", "groups/spv").linkages(0).linkage().name();
  const std::string second =
      ProposeCardOf("society", "groups/new").linkages(0).linkage().name();
  ASSERT_NE(first, second);
  ASSERT_TRUE(Take(first, v1::LINKAGE_STATE_APPLIED).ok());
  ASSERT_TRUE(Take(first, v1::LINKAGE_STATE_SANCTIONED).ok());
  v1::MergeSubjectsRequest merge;
  merge.set_survivor("groups/new");
  merge.set_duplicate("groups/spv");
  ASSERT_TRUE(MergeSubjects(&store_->changelog(), merge, "admin").ok());
  auto told = ProposeCardOf("society", "groups/new");
  EXPECT_THAT(OutcomesOf(told), ElementsAre(kUnchanged));
  EXPECT_EQ(told.linkages(0).linkage().name(), first);
  EXPECT_EQ(told.linkages(0).difference(), "");
  EXPECT_THAT(told.no_longer_planned(), ElementsAre(second));
  // As long as it has not come as far, and is not refused.
  ASSERT_TRUE(Take(second, v1::LINKAGE_STATE_APPLIED).ok());
  told = ProposeCardOf("society", "groups/new");
  EXPECT_EQ(told.linkages(0).linkage().name(), first);
  EXPECT_EQ(told.no_longer_planned_size(), 0);
  ASSERT_TRUE(Refuse(first, "no cards left").ok());
  told = ProposeCardOf("society", "groups/new");
  EXPECT_EQ(told.linkages(0).linkage().name(), second);
  EXPECT_EQ(told.linkages(0).difference(), "");
}

TEST_F(PlanFollowingTest, ANeedThatIsAppliedForKeepsItsId) {
  const auto put_as = [&](const std::string& id,
                          const std::string& head = "SHED") {
    return Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
        store_->plans(), "plan",
        absl::StrCat("name: 'plans/p' subject { name: 'groups/g' } terms {"
                     " needs { id: '",
                     id, "' head: '", head,
                     "' cost_paise: 1000 } } basis { as_of { year:"
                     " 2026 month: 4 day: 1 } token: 't' }"));
  };
  v1::UpdateLinkageRequest update;
  *update.mutable_linkage() = Propose()->linkages(0).linkage();
  const std::string name = update.linkage().name();
  // What is only proposed is proposed anew, and told of.
  ASSERT_TRUE(put_as("barn").ok());
  ASSERT_TRUE(put_as("shed").ok());
  update.mutable_linkage()->set_state(v1::LINKAGE_STATE_APPLIED);
  v1::LinkageStep& step = *update.mutable_linkage()->add_steps();
  step = update.linkage().steps(0);
  step.set_state(v1::LINKAGE_STATE_APPLIED);
  ASSERT_TRUE(Call<v1::UpdateLinkageResponse>(store_->linkages(),
                                              &StandardMethods::Update, update)
                  .ok());
  const absl::Status renamed = put_as("barn");
  EXPECT_EQ(FaultOf(renamed), "plan.terms.needs[0].id");
  EXPECT_THAT(std::string(renamed.message()),
              testing::HasSubstr(absl::StrCat("must stay \"shed\": ", name,
                                              ", APPLIED, stands for that"
                                              " need")));
  EXPECT_TRUE(put_as("shed").ok());
  // Also once it was taken out.
  EXPECT_TRUE(put_as("well", "WELL").ok());
  EXPECT_THAT(std::string(put_as("barn").message()),
              testing::HasSubstr("must stay \"shed\""));
  EXPECT_TRUE(put_as("shed").ok());
  ASSERT_TRUE(Refuse(name, "no money left").ok());
  EXPECT_TRUE(put_as("barn").ok());
}

}  // namespace
}  // namespace sangam::registry
