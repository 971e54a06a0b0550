#include "services/matching/replication/unserved_search.h"

#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::FindUnservedRequest;
using v1::FindUnservedResponse;

class UnservedSearchTest : public CoverageTest {
 protected:
  // Groups of ten members or more fit.
  void ShowDairies() {
    Begin();
    Add("groups/far", Dairy("places/d2", "members: 20"));
    Add("groups/model", Dairy("places/d1", "members: 20" + Received()));
    Add("groups/near", Dairy("places/d1", "members: 20"));
    Add("groups/served", Dairy("places/d1", "members: 20" + Received()));
    Add("groups/small", Dairy("places/d1", "members: 5"));
    Add("groups/unknown", Dairy("places/d1", ""));
    Add("groups/vo", "kind: SUBJECT_KIND_VO members: 20");
    Show();
  }
  static std::string Dairy(const std::string& place, const std::string& more) {
    return absl::StrCat("kind: SUBJECT_KIND_SHG place: '", place,
                        "' sectors { values: 'DAIRY' } ", more);
  }
  static std::string Received() {
    return " received_benefits { scheme: 'schemes/big' }";
  }
  static FindUnservedRequest Like(const std::string& model) {
    FindUnservedRequest request;
    request.set_scheme("schemes/big");
    request.mutable_model()->set_name(model);
    return request;
  }
  absl::StatusOr<FindUnservedResponse> Ask(const FindUnservedRequest& request) {
    UnservedSearch search(&request, &reader_);
    auto messages = Drain(search);
    if (!messages.ok()) return messages.status();
    FindUnservedResponse all;
    for (const auto& message : *messages) all.MergeFrom(message);
    return all;
  }
  std::vector<std::string> Names(const FindUnservedRequest& request) {
    const auto response = Ask(request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> names;
    if (!response.ok()) return names;
    for (const auto& subject : response->subjects()) {
      names.push_back(subject.subject());
    }
    return names;
  }
};

TEST_F(UnservedSearchTest, WhoFitsAndIsAlikeAndHasNotUsedIt) {
  ShowDairies();
  EXPECT_THAT(Names(Like("groups/model")),
              ElementsAre("groups/near", "groups/far"));
  const auto response = Ask(Like("groups/model"));
  EXPECT_EQ(response->found(), 2);
  EXPECT_EQ(response->outside_district(), 1);
  EXPECT_TRUE(response->has_received());
  EXPECT_FALSE(response->received().has_count()) << "two are too few to tell";
  EXPECT_EQ(response->subjects(0).verdict(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(response->subjects(0).likeness().points(), 25 + 25 + 15 + 12);
}

TEST_F(UnservedSearchTest, AMergedNameAsksForItsSurvivor) {
  ShowDairies();
  survivors_ = {{"groups/near-twice", "groups/near"}};
  EXPECT_THAT(Names(Like("groups/near")), ElementsAre("groups/far"));
  const auto own = Ask(Like("groups/near"));
  auto merged = Ask(Like("groups/near-twice"));
  ASSERT_TRUE(merged.ok()) << merged.status();
  *merged->mutable_basis() = own->basis();
  EXPECT_EQ(merged->DebugString(), own->DebugString());
}

TEST_F(UnservedSearchTest, WhatIsNotKnownMayBeAskedFor) {
  ShowDairies();
  FindUnservedRequest request = Like("groups/model");
  request.set_with_unknown(true);
  EXPECT_THAT(Names(request),
              ElementsAre("groups/near", "groups/far", "groups/unknown"));
  request.set_limit(1);
  EXPECT_THAT(Names(request), ElementsAre("groups/near"));
  EXPECT_EQ(Ask(request)->found(), 3);
  request.set_least_points(1);
  EXPECT_EQ(Ask(request)->found(), 4);
  request.mutable_cohort()->set_place("places/d2");
  EXPECT_THAT(Names(request), ElementsAre("groups/far"));
}

TEST_F(UnservedSearchTest, ManyAreKeptToTheMostAlike) {
  ShowGroups(5000);
  FindUnservedRequest request = Like("groups/g04000");
  request.set_least_points(1);
  request.set_limit(2);
  // The same district, and most alike in size; then by name.
  EXPECT_THAT(Names(request), ElementsAre("groups/g03734", "groups/g03736"));
  EXPECT_EQ(Ask(request)->found(), 4989);
}

TEST_F(UnservedSearchTest, FaultsAreToldByTheirField) {
  ShowDairies();
  const auto fault = [&](const FindUnservedRequest& request) {
    UnservedSearch search(&request, &reader_);
    return FaultyField(Drain(search));
  };
  EXPECT_EQ(fault({}), "scheme");
  FindUnservedRequest request = Like("groups/model");
  request.set_limit(-1);
  EXPECT_EQ(fault(request), "limit");
  request = Like("groups/model");
  request.set_scheme("schemes/none");
  EXPECT_TRUE(absl::IsNotFound(Ask(request).status()));
  EXPECT_EQ(fault(request), "scheme");
  EXPECT_EQ(Ask(Like("groups/none")).status(), NotFoundError("groups/none"));
}

}  // namespace
}  // namespace sangam::matching
