#include "services/matching/replication/precedent_search.h"

#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::FindPrecedentsRequest;
using v1::FindPrecedentsResponse;

class PrecedentSearchTest : public CoverageTest {
 protected:
  static std::string Dairy(const std::string& place, int members,
                           const std::string& received = "") {
    return absl::StrCat("kind: SUBJECT_KIND_SHG place: '", place,
                        "' members: ", members, " sectors { values: 'DAIRY' } ",
                        received);
  }
  static std::string Got(const std::string& scheme, int year = 0) {
    return absl::StrCat(" received_benefits { scheme: '", scheme, "' ",
                        year == 0 ? ""
                                  : absl::StrCat("received_on { year: ", year,
                                                 " month: 1 day: 1 }"),
                        " } ");
  }
  // Five enterprises and two groups got the dairy scheme, two enterprises the
  // other.
  void ShowDairies() {
    Begin();
    for (int i = 0; i < 5; ++i) {
      Add(absl::StrCat("enterprises/e", i),
          absl::StrCat("kind: SUBJECT_KIND_ENTERPRISE place: 'places/d1'"
                       " sectors { values: 'DAIRY' } members: 12",
                       Got("schemes/dairy"), i < 2 ? Got("schemes/big") : ""));
    }
    Add("groups/far", Dairy("places/d2", 12, Got("schemes/dairy", 2020)));
    Add("groups/model", Dairy("places/d1", 12));
    Add("groups/near",
        Dairy("places/d1", 12,
              Got("schemes/dairy", 2021) + Got("schemes/dairy", 2019)));
    Add("groups/other",
        "kind: SUBJECT_KIND_VO place: 'places/d1'" + Got("schemes/dairy"));
    Show();
  }
  static FindPrecedentsRequest Of(const std::string& model) {
    FindPrecedentsRequest request;
    request.mutable_model()->set_name(model);
    request.mutable_as_of()->set_year(2026);
    request.mutable_as_of()->set_month(1);
    request.mutable_as_of()->set_day(1);
    return request;
  }
  absl::StatusOr<FindPrecedentsResponse> Ask(
      const FindPrecedentsRequest& request) {
    PrecedentSearch search(&request, &reader_);
    auto messages = Drain(search);
    if (!messages.ok()) return messages.status();
    FindPrecedentsResponse all;
    for (const auto& message : *messages) all.MergeFrom(message);
    return all;
  }
};

TEST_F(PrecedentSearchTest, NamesInstitutionsAndCountsEnterprises) {
  ShowDairies();
  const auto response = Ask(Of("groups/model"));
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->schemes_size(), 2);
  const v1::SchemePrecedents& dairy = response->schemes(0);
  EXPECT_EQ(dairy.scheme(), "schemes/dairy");
  EXPECT_EQ(dairy.institutions(), 2);
  EXPECT_EQ(dairy.enterprises().count(), 5);
  EXPECT_FALSE(dairy.received_by_model());
  EXPECT_EQ(dairy.version_in_force(), "schemes/dairy/versions/1");
  // Whether the model received it is not on record.
  EXPECT_EQ(dairy.verdict(), v1::VERDICT_NEEDS_INFORMATION);
  ASSERT_EQ(dairy.examples_size(), 2);
  EXPECT_EQ(dairy.examples(0).subject(), "groups/near");
  EXPECT_EQ(dairy.examples(0).received_on().year(), 2019) << "when first";
  EXPECT_EQ(dairy.examples(0).likeness().points(), 25 + 25 + 15 + 12);
  EXPECT_EQ(dairy.examples(1).subject(), "groups/far");
  EXPECT_EQ(dairy.examples(1).likeness().place(), 6);
  EXPECT_EQ(response->alike(), 7);
  EXPECT_EQ(response->progress().scanned(), 9);
}

TEST_F(PrecedentSearchTest, AMergedNameAsksForItsSurvivor) {
  ShowDairies();
  survivors_ = {{"groups/near-twice", "groups/near"}};
  const auto own = Ask(Of("groups/near"));
  ASSERT_TRUE(own.ok()) << own.status();
  // It received the scheme itself, and is no precedent for itself.
  ASSERT_TRUE(own->schemes(0).received_by_model());
  EXPECT_EQ(own->schemes(0).institutions(), 1);
  auto merged = Ask(Of("groups/near-twice"));
  ASSERT_TRUE(merged.ok()) << merged.status();
  *merged->mutable_basis() = own->basis();
  EXPECT_EQ(merged->DebugString(), own->DebugString());
}

TEST_F(PrecedentSearchTest, FewEnterprisesAreNotCounted) {
  ShowDairies();
  const auto response = Ask(Of("groups/model"));
  ASSERT_TRUE(response.ok()) << response.status();
  const v1::SchemePrecedents& big = response->schemes(1);
  EXPECT_EQ(big.scheme(), "schemes/big");
  EXPECT_EQ(big.institutions(), 0);
  EXPECT_TRUE(big.has_enterprises());
  EXPECT_FALSE(big.enterprises().has_count());
  EXPECT_EQ(big.examples_size(), 0);
  EXPECT_EQ(big.verdict(), v1::VERDICT_ELIGIBLE);
}

TEST_F(PrecedentSearchTest, WhoIsLessAlikeDoesNotCount) {
  ShowDairies();
  FindPrecedentsRequest request = Of("groups/model");
  request.set_least_points(75);
  EXPECT_EQ(Ask(request)->alike(), 1);
  EXPECT_EQ(Ask(request)->schemes(0).institutions(), 1);
  request.set_least_points(1);
  EXPECT_EQ(Ask(request)->schemes(0).institutions(), 3);
}

TEST_F(PrecedentSearchTest, DatesSchemesCohortAndExamplesSelect) {
  ShowDairies();
  FindPrecedentsRequest request = Of("groups/model");
  request.mutable_as_of()->set_year(2020);
  // Received on the day itself counts.
  EXPECT_EQ(Ask(request)->schemes(0).institutions(), 2);
  request.mutable_as_of()->set_year(2019);
  EXPECT_EQ(Ask(request)->schemes(0).institutions(), 1);
  request = Of("groups/model");
  request.add_schemes("schemes/big");
  EXPECT_EQ(Ask(request)->schemes_size(), 1);
  request = Of("groups/model");
  request.set_examples(1);
  EXPECT_EQ(Ask(request)->schemes(0).examples_size(), 1);
  EXPECT_EQ(Ask(request)->schemes(0).institutions(), 2);
  request.mutable_cohort()->set_place("places/d2");
  EXPECT_EQ(Ask(request)->schemes(0).examples(0).subject(), "groups/far");
}

TEST_F(PrecedentSearchTest, AModelMayBeAProfile) {
  ShowDairies();
  FindPrecedentsRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      Dairy("places/d2", 12, Got("schemes/dairy")),
      request.mutable_model()->mutable_profile()));
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->schemes(0).examples(0).subject(), "groups/far");
  EXPECT_TRUE(response->schemes(0).received_by_model());
  request.mutable_model()->mutable_profile()->set_place("places/none");
  PrecedentSearch search(&request, &reader_);
  EXPECT_EQ(FaultyField(Drain(search)), "model.profile.place");
}

TEST_F(PrecedentSearchTest, FaultsAreToldByTheirField) {
  ShowDairies();
  const auto fault = [&](const FindPrecedentsRequest& request) {
    PrecedentSearch search(&request, &reader_);
    return FaultyField(Drain(search));
  };
  EXPECT_EQ(fault({}), "model");
  FindPrecedentsRequest request = Of("places/x");
  EXPECT_EQ(fault(request), "model.name");
  request = Of("groups/model");
  request.set_least_points(101);
  EXPECT_EQ(fault(request), "least_points");
  request = Of("groups/model");
  request.add_schemes("groups/x");
  EXPECT_EQ(fault(request), "schemes[0]");
  request = Of("groups/model");
  request.set_smallest_count(4);
  EXPECT_EQ(fault(request), "smallest_count");
  EXPECT_EQ(Ask(Of("groups/nobody")).status(), NotFoundError("groups/nobody"));
}

}  // namespace
}  // namespace sangam::matching
