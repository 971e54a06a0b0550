#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/registry/store/linkage_removal.h"
#include "services/registry/store/registry_store_fixture.h"

namespace sangam::registry {
namespace {

class LinkageStepsTest : public RegistryStoreTest {
 protected:
  void SetUp() override {
    Open();
    ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
  }
  static std::string Step(const std::string& state) {
    return " steps { state: LINKAGE_STATE_" + state +
           " taken_on { year: 2026 month: 1 day: 1 } taken_by: 'SPV'"
           " reason: 'so' }";
  }
  absl::Status Put(const std::string& state, const std::string& steps) {
    return PutLinkage(
        "name: 'linkages/l' subject: 'groups/g' scheme:"
        " 'schemes/s' state: LINKAGE_STATE_" +
        state + steps);
  }
  int Received() {
    return Profile("groups/g")->profile().received_benefits_size();
  }
};

TEST_F(LinkageStepsTest, TheProfileHoldsItOnceItHasReachedTheSubject) {
  std::string steps;
  for (const char* state : {"PROPOSED", "APPLIED", "SANCTIONED"}) {
    steps += Step(state);
    ASSERT_TRUE(Put(state, steps).ok()) << state;
    EXPECT_EQ(Received(), 0) << state;
  }
  const int64_t before = RevisionOf("groups/g");
  for (const char* state : {"DISBURSED", "UTILISED"}) {
    steps += Step(state);
    ASSERT_TRUE(Put(state, steps).ok()) << state;
    EXPECT_EQ(Received(), 1) << state;
  }
  EXPECT_GT(RevisionOf("groups/g"), before);
}

TEST_F(LinkageStepsTest, AStepThatMayNotFollowIsRefusedAndNothingIsStored) {
  ASSERT_TRUE(Put("PROPOSED", Step("PROPOSED")).ok());
  ASSERT_TRUE(Put("REFUSED", Step("PROPOSED") + Step("REFUSED")).ok());
  const int64_t head = Head();
  EXPECT_EQ(FaultOf(Put("APPLIED", Step("APPLIED"))), "linkage.state");
  EXPECT_EQ(Head(), head);
  EXPECT_EQ(Received(), 0);
}

TEST_F(LinkageStepsTest, WhatWasThenIsStillToldOfThen) {
  ASSERT_TRUE(Put("DISBURSED", Step("DISBURSED")).ok());
  const std::string then = token_;
  ASSERT_TRUE(DeleteLinkage("linkages/l").ok());
  EXPECT_EQ(Received(), 0);
  v1::GetSubjectProfileRequest request;
  request.set_name("groups/g");
  request.mutable_read_at()->set_exact_token(then);
  EXPECT_EQ(
      store_->GetSubjectProfile(request)->profile().received_benefits_size(),
      1);
}

// A record of money does not go unread; a wrong one can be recorded anew.
TEST_F(LinkageStepsTest, WhatWasSanctionedOrPaidIsRemovedByItsEtagOnly) {
  const auto remove = [&](const std::string& etag) {
    v1::DeleteLinkageRequest request;
    request.set_name("linkages/l");
    request.set_etag(etag);
    v1::DeleteLinkageResponse response;
    return RemoveLinkage(store_->linkages(), request, &response);
  };
  EXPECT_EQ(remove(""), NotFoundError("linkages/l"));
  for (const char* state : {"SANCTIONED", "DISBURSED", "UTILISED"}) {
    ASSERT_TRUE(Put(state, Step(state)).ok()) << state;
    const absl::Status refused = remove("");
    EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(refused.message(),
              absl::StrCat("linkages/l is ", state,
                           ": what was sanctioned or paid is removed only with"
                           " its etag, to record it anew"));
    EXPECT_EQ(remove("x"), EtagMismatchError("linkages/l"));
    v1::GetLinkageRequest get;
    get.set_name("linkages/l");
    const auto got = Call<v1::GetLinkageResponse>(store_->linkages(),
                                                  &StandardMethods::Get, get);
    ASSERT_TRUE(got.ok()) << "it is still there";
    EXPECT_TRUE(remove(got->linkage().etag()).ok()) << state;
  }
  for (const char* state : {"PROPOSED", "APPLIED", "REFUSED"}) {
    ASSERT_TRUE(Put(state, Step(state)).ok()) << state;
    EXPECT_TRUE(remove("").ok()) << state;
  }
  ASSERT_TRUE(Put("RECEIVED", "").ok());
  EXPECT_TRUE(remove("").ok());
}

TEST_F(LinkageStepsTest, APlanThatItNamesIsThere) {
  const std::string named = Step("PROPOSED") + " plan: 'plans/none'";
  EXPECT_EQ(FaultOf(Put("PROPOSED", named)), "linkage.plan");
  const auto put_plan = [&] {
    return Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
        store_->plans(), "plan",
        "name: 'plans/none' subject { name: 'groups/g' } terms { needs { id:"
        " 'shed' head: 'SHED' cost_paise: 1000 } } basis { as_of { year: 2026"
        " month: 4 day: 1 } token: 't' }");
  };
  ASSERT_TRUE(put_plan().ok());
  EXPECT_TRUE(Put("PROPOSED", named).ok());
  // Its own record stays open when the plan goes.
  ASSERT_TRUE((Remove<v1::DeletePlanRequest, v1::DeletePlanResponse>(
                   store_->plans(), "plans/none")
                   .ok()));
  EXPECT_TRUE(
      Put("APPLIED", Step("PROPOSED") + Step("APPLIED") + " plan: 'plans/none'")
          .ok());
}

}  // namespace
}  // namespace sangam::registry
