#include "services/registry/store/plan_proposal.h"

#include "gmock/gmock.h"
#include "services/registry/store/plan_proposal_fixture.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/subject_merge.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(PlanProposalTest, AllLinkagesComeWithOneRevision) {
  const int64_t before = Head();
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(Head(), before + 1);
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kCreated, kCreated));
  EXPECT_EQ(response->amount_paise(), 800);
  const v1::Linkage shed = Stored(response->linkages(0).linkage().name());
  EXPECT_EQ(shed.subject(), "groups/g");
  EXPECT_EQ(shed.state(), v1::LINKAGE_STATE_PROPOSED);
  EXPECT_EQ(shed.plan(), "plans/p");
  EXPECT_EQ(shed.steps(0).taken_by(), "MISSION");
  EXPECT_EQ(shed.steps(0).taken_on().year(), 2026);
  EXPECT_EQ(shed.etag(), response->linkages(0).linkage().etag());
  EXPECT_EQ(response->linkages(0).need(), "shed");
  EXPECT_THAT(response->linkages(0).plan_lines(), ElementsAre(0));
  // Who applies receives.
  EXPECT_EQ(response->linkages(1).linkage().subject(), "groups/spv");
  // Nothing has been received.
  EXPECT_EQ(Profile("groups/g")->profile().received_benefits_size(), 0);
}

TEST_F(PlanProposalTest, AgainChangesNothing) {
  ASSERT_TRUE(Propose().ok());
  const int64_t before = Head();
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(OutcomesOf(*response), ElementsAre(kUnchanged, kUnchanged));
  EXPECT_EQ(response->linkages(0).difference(), "");
  EXPECT_EQ(Head(), before);
}

TEST_F(PlanProposalTest, WhatABodyAppliesForTwiceIsTwoLinkages) {
  ASSERT_TRUE(
      (Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
           store_->plans(), "plan",
           "name: 'plans/p' subject { name: 'groups/g' } terms { needs {"
           " id: 'card' head: 'CARD' cost_paise: 0 } applicants { id:"
           " 'a' subject { name: 'groups/spv' } } applicants { id: 'b'"
           " subject { name: 'groups/spv' } } } basis { as_of { year:"
           " 2026 month: 4 day: 1 } token: 't' } plan { needs { need:"
           " 'card' } lines { kind: PLAN_LINE_KIND_SERVICE need: 'card'"
           " scheme: 'schemes/c' applicant: 'a' } lines { kind:"
           " PLAN_LINE_KIND_SERVICE need: 'card' scheme: 'schemes/c'"
           " applicant: 'b' } }"))
          .ok());
  const auto first = Propose();
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_THAT(OutcomesOf(*first), ElementsAre(kCreated, kCreated));
  v1::UpdateLinkageRequest update;
  v1::Linkage& further = *update.mutable_linkage();
  further = first->linkages(1).linkage();
  further.set_state(v1::LINKAGE_STATE_APPLIED);
  *further.add_steps() = first->linkages(1).linkage().steps(0);
  further.mutable_steps(1)->set_state(v1::LINKAGE_STATE_APPLIED);
  ASSERT_TRUE(Call<v1::UpdateLinkageResponse>(store_->linkages(),
                                              &StandardMethods::Update, update)
                  .ok());
  const auto again = Propose();
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_THAT(OutcomesOf(*again), ElementsAre(kUnchanged, kUnchanged));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(again->linkages(i).linkage().name(),
              first->linkages(i).linkage().name());
  }
  EXPECT_EQ(again->no_longer_planned_size(), 0);
}

TEST_F(PlanProposalTest, WhoIsGoneDoesNotWaitForTheWriter) {
  v1::ProposeLinkagesRequest request = Request();
  const absl::Status held = store_->changelog().Write([&](WriteTransaction&) {
    for (const bool validate_only : {false, true}) {
      request.set_validate_only(validate_only);
      EXPECT_EQ(
          ProposeLinkages(&store_->changelog(), request, [] { return true; })
              .status(),
          DeadlineExceededError());
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(held.ok()) << held;
}

TEST_F(PlanProposalTest, ARepeatedRequestGivesTheFirstAnswer) {
  v1::ProposeLinkagesRequest request = Request();
  request.set_request_id("once");
  ASSERT_TRUE(Propose(request).ok());
  EXPECT_THAT(OutcomesOf(*Propose(request)), ElementsAre(kCreated, kCreated));
  request.set_proposed_by("OTHER");
  EXPECT_EQ(ReasonOf(Propose(request).status()),
            type::v1::ERROR_REASON_REQUEST_ID_REUSED);
}

TEST_F(PlanProposalTest, ACheckStoresNothing) {
  v1::ProposeLinkagesRequest request = Request();
  request.set_validate_only(true);
  const auto checked = Propose(request);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_THAT(OutcomesOf(*checked), ElementsAre(kCreated, kCreated));
  const std::string name = checked->linkages(0).linkage().name();
  EXPECT_EQ(checked->linkages(0).linkage().etag(), "");
  EXPECT_EQ(Stored(name).name(), "");
}

TEST_F(PlanProposalTest, BlockersRefuseItUnlessTheyAreAllowed) {
  const char* step = "steps { id: 's' blockers: 'no role is named' }";
  ASSERT_TRUE(PutPlan(800, step).ok());
  const auto refused = Propose();
  EXPECT_EQ(FaultOf(refused.status()), "allow_blockers");
  EXPECT_EQ(FieldViolationsOf(refused.status())[0].description,
            "is needed: s: no role is named");
  v1::ProposeLinkagesRequest request = Request();
  request.set_allow_blockers(true);
  const auto response = Propose(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(response->blockers(), ElementsAre("s: no role is named"));
}

TEST_F(PlanProposalTest, AnEtagMustBeCurrent) {
  v1::ProposeLinkagesRequest request = Request();
  request.set_etag(Propose()->plan_etag());
  EXPECT_TRUE(Propose(request).ok());
  ASSERT_TRUE(PutPlan(600).ok());
  EXPECT_EQ(Propose(request).status(), EtagMismatchError("plans/p"));
}

TEST_F(PlanProposalTest, FaultsAreTold) {
  EXPECT_EQ(FaultOf(Propose({}).status()), "name");
  v1::ProposeLinkagesRequest request = Request();
  request.set_proposed_by("a person");
  request.mutable_proposed_on()->set_year(2026);
  const auto faults = FieldViolationsOf(Propose(request).status());
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].field, "proposed_by");
  EXPECT_EQ(faults[1].field, "proposed_on");
  request = Request();
  request.set_name("plans/none");
  EXPECT_EQ(Propose(request).status(), NotFoundError("plans/none"));
}

TEST_F(PlanProposalTest, APlanOfNobodyOrOfNothingIsRefused) {
  for (const char* plan :
       {"name: 'plans/p' subject { name: 'groups/g' } terms { needs { id: 'a'"
        " head: 'A' cost_paise: 1 } }",
        "name: 'plans/p' subject { profile { members: 3 } } terms { needs { id:"
        " 'a' head: 'A' cost_paise: 1 } } basis { as_of { year: 2026 month: 4"
        " day: 1 } token: 't' } plan { needs { need: 'a' cost_paise: 1"
        " unfunded_paise: 1 } lines { kind: PLAN_LINE_KIND_UNFUNDED need: 'a'"
        " paise: 1 } }"}) {
    ASSERT_TRUE((Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
                     store_->plans(), "plan", plan))
                    .ok());
    EXPECT_EQ(FaultOf(Propose().status()), "name");
  }
}

// One that an older release stored, whose sums are larger than any number.
TEST_F(PlanProposalTest, APlanThatDoesNotHoldIsNotProposed) {
  v1::GetPlanRequest get;
  get.set_name("plans/p");
  auto got =
      Call<v1::GetPlanResponse>(store_->plans(), &StandardMethods::Get, get);
  ASSERT_TRUE(got.ok());
  v1::Plan plan = got->plan();
  for (int i = 0; i < 2; ++i) {
    auto* line = plan.mutable_plan()->add_lines();
    *line = plan.plan().lines(0);
    line->set_need("ghost");
    line->set_paise(INT64_MAX);
  }
  ASSERT_TRUE(store_->changelog()
                  .Write([&](WriteTransaction& transaction) {
                    return PlanTable()
                        .Put(transaction, plan.name(), plan.SerializeAsString(),
                             PlanType().Columns(plan))
                        .status();
                  })
                  .ok());
  const absl::Status refused = Propose().status();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(FaultOf(refused), "name");
  EXPECT_THAT(FieldViolationsOf(refused)[0].description,
              HasSubstr("plans/p does not hold: plan.lines[3].need"));
}

// One that an older release stored and no merge has reached.
TEST_F(PlanProposalTest, WhoeverWasMergedMeansTheSurvivor) {
  v1::GetPlanRequest get;
  get.set_name("plans/p");
  auto got =
      Call<v1::GetPlanResponse>(store_->plans(), &StandardMethods::Get, get);
  ASSERT_TRUE(got.ok());
  v1::Plan plan = got->plan();
  const auto put = [&](const std::string& applicant) {
    plan.mutable_terms()->mutable_applicants(0)->mutable_subject()->set_name(
        applicant);
    return store_->changelog().Write([&](WriteTransaction& transaction) {
      return PlanTable()
          .Put(transaction, plan.name(), plan.SerializeAsString(),
               PlanType().Columns(plan))
          .status();
    });
  };
  ASSERT_TRUE(PutGroup("name: 'groups/old' kind: SUBJECT_KIND_SPV").ok());
  v1::MergeSubjectsRequest merge;
  merge.set_survivor("groups/spv");
  merge.set_duplicate("groups/old");
  ASSERT_TRUE(MergeSubjects(&store_->changelog(), merge, "admin").ok());
  ASSERT_TRUE(put("groups/old").ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->linkages(1).linkage().subject(), "groups/spv");

  ASSERT_TRUE(put("groups/never").ok());
  const absl::Status refused = Propose().status();
  EXPECT_EQ(FaultOf(refused), "name");
  EXPECT_EQ(FieldViolationsOf(refused)[0].description,
            "plans/p does not hold: terms.applicants[0].subject.name"
            " groups/never does not exist; make the plan again");
}

TEST_F(PlanProposalTest, WhereOneIsRefusedNoneIsStored) {
  const std::string card = Propose()->linkages(1).linkage().name();
  ASSERT_TRUE(DeleteLinkage(Propose()->linkages(0).linkage().name()).ok());
  ASSERT_TRUE(DeleteLinkage(card).ok());
  // Another record has the name of the second.
  ASSERT_TRUE(
      PutLinkage(absl::StrCat("name: '", card,
                              "' subject: 'groups/g' state: LINKAGE_STATE_"
                              "RECEIVED"))
          .ok());
  const int64_t before = Head();
  EXPECT_EQ(Propose().status(), ExistsError(card));
  v1::ListLinkagesRequest list;
  list.set_subject("groups/g");
  const auto listed = Call<v1::ListLinkagesResponse>(
      store_->linkages(), &StandardMethods::List, list);
  ASSERT_TRUE(listed.ok());
  EXPECT_EQ(listed->linkages_size(), 1);
  EXPECT_EQ(Head(), before);
}

TEST_F(PlanProposalTest, ASubjectByItsOutsideIdIsFound) {
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG outside_ids {"
                       " system: 'LOKOS' value: '1' }")
                  .ok());
  ASSERT_TRUE((Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
                   store_->plans(), "plan",
                   "name: 'plans/p' subject { outside_id { system: 'LOKOS'"
                   " value: '1' } } terms { needs { id: 'a' head: 'A'"
                   " cost_paise: 1 } } basis { as_of { year: 2026 month: 4 day:"
                   " 1 } token: 't' } plan { needs { need: 'a' cost_paise: 1"
                   " grant_paise: 1 } lines { kind: PLAN_LINE_KIND_GRANT need:"
                   " 'a' scheme: 'schemes/a' paise: 1 } }"))
                  .ok());
  const auto response = Propose();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->linkages(0).linkage().subject(), "groups/g");
}

// A second plan for the same head must not pass unseen.
TEST_F(PlanProposalTest, LinkagesOfOtherPlansForTheSameHeadsBlockIt) {
  const auto other = [&](const std::string& subject) {
    return Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
        store_->plans(), "plan",
        absl::StrCat(
            "name: 'plans/q' subject { name: '", subject,
            "' } terms { needs { id: 'hut' head: 'SHED' cost_paise: 500 }"
            " applicants { id: 'g' subject { name: 'groups/g' } } } basis {"
            " as_of { year: 2026 month: 4 day: 1 } token: 't' } plan { needs {"
            " need: 'hut' cost_paise: 500 grant_paise: 500 } lines { kind:"
            " PLAN_LINE_KIND_GRANT need: 'hut' scheme: 'schemes/b' paise: 500"
            " applicant: 'g' } }"));
  };
  ASSERT_TRUE(other("groups/spv").ok());
  v1::ProposeLinkagesRequest request = Request();
  request.set_name("plans/q");
  const auto first = Propose(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_TRUE(Propose().ok()) << "the other plan is for somebody else";

  ASSERT_TRUE(other("groups/g").ok());
  const std::string name = first->linkages(0).linkage().name();
  const std::string told = absl::StrCat(
      "shed: ", name, " of plans/q is for SHED already, PROPOSED, ₹5");
  const auto refused = Propose();
  ASSERT_EQ(FaultOf(refused.status()), "allow_blockers");
  EXPECT_EQ(FieldViolationsOf(refused.status())[0].description,
            absl::StrCat("is needed: ", told));
  request = Request();
  request.set_allow_blockers(true);
  const auto allowed = Propose(request);
  ASSERT_TRUE(allowed.ok()) << allowed.status();
  EXPECT_THAT(allowed->blockers(), ElementsAre(told));
  // One that was refused stands in nobody's way.
  v1::Linkage linkage = first->linkages(0).linkage();
  linkage.clear_etag();
  linkage.set_state(v1::LINKAGE_STATE_REFUSED);
  v1::LinkageStep& step = *linkage.add_steps();
  step = linkage.steps(0);
  step.set_state(v1::LINKAGE_STATE_REFUSED);
  step.set_reason("No money.");
  v1::UpdateLinkageRequest update;
  *update.mutable_linkage() = linkage;
  const auto updated = Call<v1::UpdateLinkageResponse>(
      store_->linkages(), &StandardMethods::Update, update);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_TRUE(Propose().ok());
}

}  // namespace
}  // namespace sangam::registry
