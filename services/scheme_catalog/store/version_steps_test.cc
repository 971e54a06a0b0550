// What a version keeps of its life: who took which step, when and why.
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/util/time_util.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using v1::SchemeVersion;

constexpr char kFirst[] = "schemes/loom-aid/versions/a";
constexpr char kSecond[] = "schemes/loom-aid/versions/b";

google::type::Date Day(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

// "SUBMITTED by author".
std::vector<std::string> StepsOf(const SchemeVersion& version) {
  std::vector<std::string> lines;
  for (const v1::SchemeVersionStep& step : version.steps()) {
    lines.push_back(v1::SchemeVersionStepKind_Name(step.kind()).substr(25) +
                    " by " + step.principal());
  }
  return lines;
}

class VersionStepsTest : public CatalogStoreFixture {
 protected:
  absl::Status Return(const std::string& name, const std::string& note) {
    v1::ReturnSchemeVersionRequest request;
    request.set_name(name);
    request.set_note(note);
    v1::ReturnSchemeVersionResponse response;
    return store_->version_methods().Return("reviewer", request, &response);
  }
  absl::Status Close(const std::string& name, const google::type::Date& on,
                     const std::string& principal = "officer",
                     const std::string& order = "") {
    v1::CloseSchemeVersionRequest request;
    request.set_name(name);
    *request.mutable_closed_on() = on;
    request.set_note("Ended by an order.");
    if (!order.empty()) request.add_citations()->set_document(order);
    v1::CloseSchemeVersionResponse response;
    return store_->version_methods().Close(principal, request, &response);
  }
};

TEST_F(VersionStepsTest, EachStepIsKeptWithItsPrincipalTimeAndReason) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Submit(kFirst), absl::OkStatus());
  ASSERT_EQ(Return(kFirst, "Cite the order."), absl::OkStatus());
  ASSERT_TRUE(Update(Version(kFirst, 2014, 0)).ok());
  clock_.Advance(absl::Hours(1));
  ASSERT_EQ(Publish(kFirst), absl::OkStatus());
  v1::SuspendSchemeVersionRequest suspend;
  suspend.set_name(kFirst);
  *suspend.mutable_suspended_from() = Day(2015, 1, 1);
  suspend.set_cause(v1::SUSPENSION_CAUSE_ORDER);
  suspend.add_citations()->set_document("Order 1");
  v1::SuspendSchemeVersionResponse suspended;
  ASSERT_EQ(store_->version_methods().Suspend("one", suspend, &suspended),
            absl::OkStatus());
  v1::ResumeSchemeVersionRequest resume;
  resume.set_name(kFirst);
  *resume.mutable_suspended_until() = Day(2015, 2, 1);
  resume.add_citations();
  v1::ResumeSchemeVersionResponse resumed;
  EXPECT_EQ(
      FirstField(store_->version_methods().Resume("two", resume, &resumed)),
      "citations[0].document");
  resume.mutable_citations(0)->set_document("Order 2");
  ASSERT_EQ(store_->version_methods().Resume("two", resume, &resumed),
            absl::OkStatus());
  ASSERT_EQ(Close(kFirst, Day(2016, 3, 31), "three", "Order 3"),
            absl::OkStatus());

  const SchemeVersion version = Get(kFirst);
  EXPECT_THAT(
      StepsOf(version),
      ElementsAre("SUBMITTED by author", "RETURNED by reviewer",
                  "SUBMITTED by author", "PUBLISHED by reviewer",
                  "SUSPENDED by one", "RESUMED by two", "CLOSED by three"));
  EXPECT_EQ(version.steps(1).note(), "Cite the order.");
  EXPECT_EQ(version.steps(4).day().year(), 2015);
  EXPECT_EQ(version.steps(4).citations(0).document(), "Order 1");
  EXPECT_EQ(version.steps(5).day().month(), 2);
  EXPECT_EQ(version.steps(5).citations(0).document(), "Order 2");
  EXPECT_EQ(version.steps(6).day().day(), 31);
  EXPECT_EQ(version.steps(6).note(), "Ended by an order.");
  EXPECT_EQ(version.steps(6).citations(0).document(), "Order 3");
  using google::protobuf::util::TimeUtil;
  EXPECT_EQ(TimeUtil::TimestampToSeconds(version.steps(3).time()) -
                TimeUtil::TimestampToSeconds(version.steps(1).time()),
            3600);
  EXPECT_EQ(TimeUtil::ToString(version.steps(3).time()),
            TimeUtil::ToString(version.publish_time()));
}

TEST_F(VersionStepsTest, StepsAreNotTakenFromCallers) {
  SchemeVersion posed = Version(kFirst, 2013, 0);
  posed.add_steps()->set_principal("somebody-else");
  posed.add_superseded_by(kSecond);
  posed.set_never_in_force(true);
  ASSERT_EQ(Create(posed), absl::OkStatus());
  posed.set_notes("New.");
  ASSERT_TRUE(Update(posed).ok());
  ASSERT_TRUE(Update(posed, {"steps", "superseded_by"}).ok());
  EXPECT_EQ(Get(kFirst).steps_size(), 0);
  EXPECT_EQ(Get(kFirst).superseded_by_size(), 0);
  EXPECT_FALSE(Get(kFirst).never_in_force());
}

TEST_F(VersionStepsTest, OnlyTheLastStepsAreKept) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0)), absl::OkStatus());
  for (int i = 0; i < kMaxSteps; ++i) {
    ASSERT_EQ(Submit(kFirst), absl::OkStatus());
    ASSERT_EQ(Return(kFirst, "Again."), absl::OkStatus());
  }
  ASSERT_EQ(Publish(kFirst), absl::OkStatus());
  const SchemeVersion version = Get(kFirst);
  ASSERT_EQ(version.steps_size(), kMaxSteps);
  EXPECT_EQ(version.steps(kMaxSteps - 1).kind(),
            v1::SCHEME_VERSION_STEP_KIND_PUBLISHED);
}

TEST_F(VersionStepsTest, AnEndCanBeCorrectedBothWaysAndItsHistoryStays) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 2019)), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Close(kFirst, Day(2014, 1, 1))),
            type::v1::ERROR_REASON_WRONG_VERSION_STATE);
  ASSERT_EQ(Publish(kFirst), absl::OkStatus());
  ASSERT_EQ(Close(kFirst, Day(2014, 12, 31)), absl::OkStatus());
  const std::string etag = Get(kFirst).etag();
  ASSERT_EQ(Close(kFirst, Day(2014, 12, 31), "another"), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).etag(), etag) << "it is closed so already";
  EXPECT_EQ(Close(kFirst, Day(2015, 6, 30), "").code(),
            absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(FirstField(Close(kFirst, Day(2012, 12, 31))), "closed_on");
  EXPECT_EQ(FirstField(Close(kFirst, Day(2020, 1, 1))), "closed_on");
  ASSERT_EQ(Close(kFirst, Day(2015, 6, 30), "second"), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).in_force_until().year(), 2015);
  ASSERT_EQ(Close(kFirst, Day(2014, 6, 30), "third"), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).closed_on().year(), 2014);
  EXPECT_EQ(Get(kFirst).in_force_until().month(), 6);
  // Another source is a correction, too.
  ASSERT_EQ(Close(kFirst, Day(2014, 6, 30), "third", "Order 5"),
            absl::OkStatus());
  EXPECT_THAT(StepsOf(Get(kFirst)),
              ElementsAre("SUBMITTED by author", "PUBLISHED by reviewer",
                          "CLOSED by officer", "CLOSED by second",
                          "CLOSED by third", "CLOSED by third"));
  EXPECT_EQ(Get(kFirst).steps(2).day().month(), 12);
}

TEST_F(VersionStepsTest, ALaterEndDoesNotReachIntoAnotherVersion) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Publish(kFirst), absl::OkStatus());
  ASSERT_EQ(Close(kFirst, Day(2014, 12, 31)), absl::OkStatus());
  ASSERT_EQ(Create(Version(kSecond, 2016, 0)), absl::OkStatus());
  ASSERT_EQ(Publish(kSecond), absl::OkStatus());
  ASSERT_EQ(Close(kFirst, Day(2015, 12, 31)), absl::OkStatus());
  const absl::Status refused = Close(kFirst, Day(2016, 1, 1));
  EXPECT_EQ(FirstField(refused), "scheme_version.closed_on");
  EXPECT_THAT(std::string(refused.message()), HasSubstr(kSecond));
  EXPECT_EQ(Get(kFirst).closed_on().year(), 2015);
  EXPECT_EQ(Close(kFirst, Day(2015, 1, 1)), absl::OkStatus());
}

}  // namespace
}  // namespace sangam::scheme_catalog
