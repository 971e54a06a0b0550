// The life of versions in the store: who may take which step, and what is in
// force beside what.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using type::v1::ERROR_REASON_PRINCIPAL_REQUIRED;
using type::v1::ERROR_REASON_RESOURCE_IN_USE;
using type::v1::ERROR_REASON_SECOND_PRINCIPAL_REQUIRED;
using type::v1::ERROR_REASON_VERSION_IMMUTABLE;
using type::v1::ERROR_REASON_WRONG_VERSION_STATE;
using v1::SchemeVersion;

constexpr char kFirst[] = "schemes/loom-aid/versions/a";
constexpr char kSecond[] = "schemes/loom-aid/versions/b";
constexpr char kThird[] = "schemes/loom-aid/versions/c";

google::type::Date Day(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

class VersionLifeTest : public CatalogStoreFixture {
 protected:
  absl::Status Return(const std::string& name, const std::string& note,
                      const std::string& principal = "reviewer") {
    v1::ReturnSchemeVersionRequest request;
    request.set_name(name);
    request.set_note(note);
    v1::ReturnSchemeVersionResponse response;
    return store_->version_methods().Return(principal, request, &response);
  }
  absl::Status Suspend(const std::string& name, const google::type::Date& from,
                       const std::string& principal = "officer") {
    v1::SuspendSchemeVersionRequest request;
    request.set_name(name);
    *request.mutable_suspended_from() = from;
    request.set_cause(v1::SUSPENSION_CAUSE_BUDGET_EXHAUSTED);
    v1::SuspendSchemeVersionResponse response;
    return store_->version_methods().Suspend(principal, request, &response);
  }
  absl::Status Resume(const std::string& name,
                      const google::type::Date& until) {
    v1::ResumeSchemeVersionRequest request;
    request.set_name(name);
    *request.mutable_suspended_until() = until;
    v1::ResumeSchemeVersionResponse response;
    return store_->version_methods().Resume("officer", request, &response);
  }
  absl::Status Close(const std::string& name, const google::type::Date& on) {
    v1::CloseSchemeVersionRequest request;
    request.set_name(name);
    *request.mutable_closed_on() = on;
    request.set_note("Replaced by an order.");
    v1::CloseSchemeVersionResponse response;
    return store_->version_methods().Close("officer", request, &response);
  }
  absl::Status CreateAndPublish(const SchemeVersion& version) {
    SANGAM_RETURN_IF_ERROR(Create(version));
    return Publish(version.name());
  }
  static SchemeVersion Superseding(const std::string& name, int from_year,
                                   const std::string& superseded) {
    SchemeVersion version = Version(name, from_year, 0);
    version.add_supersedes(superseded);
    return version;
  }
};

TEST_F(VersionLifeTest, WhoWroteItMayNotPublishIt) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0), "one"), absl::OkStatus());
  ASSERT_TRUE(Update(Version(kFirst, 2014, 0), {}, "two").ok());
  EXPECT_EQ(ReasonOf(Submit(kFirst, "")), ERROR_REASON_PRINCIPAL_REQUIRED);
  ASSERT_EQ(Submit(kFirst, "three"), absl::OkStatus());
  EXPECT_THAT(Get(kFirst).authors(), ElementsAre("one", "two", "three"));
  EXPECT_EQ(Get(kFirst).submitted_by(), "three");
  for (const char* author : {"one", "two", "three"}) {
    const absl::Status refused = PublishSubmitted(kFirst, author);
    EXPECT_EQ(refused.code(), absl::StatusCode::kPermissionDenied);
    EXPECT_EQ(ReasonOf(refused), ERROR_REASON_SECOND_PRINCIPAL_REQUIRED);
  }
  EXPECT_EQ(PublishSubmitted(kFirst, "").code(),
            absl::StatusCode::kUnauthenticated);
  ASSERT_EQ(PublishSubmitted(kFirst, "four"), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).published_by(), "four");
}

TEST_F(VersionLifeTest, SendingTheSameTermsMakesNoAuthor) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0), "one"), absl::OkStatus());
  const auto same = Update(Version(kFirst, 2013, 0), {}, "two");
  ASSERT_TRUE(same.ok());
  EXPECT_EQ(same->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
  EXPECT_THAT(Get(kFirst).authors(), ElementsAre("one"));
  SchemeVersion posed = Version(kFirst, 2014, 0);
  posed.add_authors("somebody-else");
  ASSERT_TRUE(Update(posed, {"authors", "effective_from"}, "two").ok());
  EXPECT_THAT(Get(kFirst).authors(), ElementsAre("one", "two"));
  EXPECT_EQ(Update(Version(kFirst, 2015, 0), {}, "").status().code(),
            absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Create(Version(kSecond, 2015, 0), "").code(),
            absl::StatusCode::kUnauthenticated);
}

TEST_F(VersionLifeTest, ARepeatedUpdateGivesTheFirstAnswer) {
  v1::UpdateSchemeVersionRequest request;
  *request.mutable_scheme_version() = Version(kFirst, 2013, 0);
  request.set_allow_missing(true);
  request.set_request_id("one-visit");
  v1::UpdateSchemeVersionResponse first;
  ASSERT_EQ(store_->version_methods().Update("one", request, &first),
            absl::OkStatus());
  EXPECT_EQ(first.outcome(), type::v1::WRITE_OUTCOME_CREATED);
  ASSERT_TRUE(Update(Version(kFirst, 2014, 0), {}, "two").ok());
  v1::UpdateSchemeVersionResponse again;
  ASSERT_EQ(store_->version_methods().Update("one", request, &again),
            absl::OkStatus());
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
}

TEST_F(VersionLifeTest, AValidatedWriteLeavesNothingBehind) {
  v1::UpdateSchemeVersionRequest request;
  *request.mutable_scheme_version() = Version(kFirst, 2013, 0);
  request.set_allow_missing(true);
  request.set_validate_only(true);
  v1::UpdateSchemeVersionResponse response;
  ASSERT_EQ(store_->version_methods().Update("one", request, &response),
            absl::OkStatus());
  v1::GetSchemeVersionRequest get;
  get.set_name(kFirst);
  v1::GetSchemeVersionResponse got;
  EXPECT_EQ(store_->versions().Get(get, &got).code(),
            absl::StatusCode::kNotFound);
  request.mutable_scheme_version()->set_open_to_all(false);
  EXPECT_EQ(
      FirstField(store_->version_methods().Update("one", request, &response)),
      "scheme_version.conditions");
}

TEST_F(VersionLifeTest, ASubmittedVersionIsLeftAloneUntilItIsReturned) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0)), absl::OkStatus());
  EXPECT_EQ(ReasonOf(PublishSubmitted(kFirst)),
            ERROR_REASON_WRONG_VERSION_STATE);
  EXPECT_EQ(ReasonOf(Return(kFirst, "Why?")), ERROR_REASON_WRONG_VERSION_STATE);
  ASSERT_EQ(Submit(kFirst), absl::OkStatus());
  const std::string etag = Get(kFirst).etag();
  EXPECT_EQ(Submit(kFirst, "another"), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).etag(), etag);
  EXPECT_EQ(ReasonOf(Update(Version(kFirst, 2014, 0)).status()),
            ERROR_REASON_WRONG_VERSION_STATE);
  EXPECT_EQ(ReasonOf(DeleteVersion(kFirst)), ERROR_REASON_WRONG_VERSION_STATE);
  EXPECT_TRUE(Update(Version(kFirst, 2013, 0)).ok());
  EXPECT_EQ(FirstField(Return(kFirst, "")), "note");
  EXPECT_EQ(ReasonOf(Return(kFirst, "x", "")), ERROR_REASON_PRINCIPAL_REQUIRED);
  ASSERT_EQ(Return(kFirst, "Cite the order."), absl::OkStatus());
  EXPECT_EQ(Return(kFirst, "Cite the order."), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).review_note(), "Cite the order.");
  EXPECT_EQ(Get(kFirst).submitted_by(), "");
  EXPECT_TRUE(Update(Version(kFirst, 2014, 0)).ok());
  ASSERT_EQ(Submit(kFirst), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).review_note(), "");
}

TEST_F(VersionLifeTest, TwoReviewersAtOncePublishOnce) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Submit(kFirst), absl::OkStatus());
  std::atomic<int> done{0};
  std::vector<std::thread> reviewers;
  for (const char* reviewer : {"one", "two", "three", "four"}) {
    reviewers.emplace_back([this, reviewer, &done] {
      if (PublishSubmitted(kFirst, reviewer).ok()) ++done;
    });
  }
  for (std::thread& reviewer : reviewers) reviewer.join();
  EXPECT_EQ(done, 4);
  const SchemeVersion published = Get(kFirst);
  EXPECT_EQ(published.state(), v1::SCHEME_VERSION_STATE_PUBLISHED);
  EXPECT_EQ(PublishSubmitted(kFirst, "five"), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).etag(), published.etag());
}

TEST_F(VersionLifeTest, AnAuthorWhoWritesAtTheSameTimeIsNeverLost) {
  ASSERT_EQ(Create(Version(kFirst, 2000, 0), "first"), absl::OkStatus());
  std::vector<std::thread> authors;
  for (int i = 0; i < 4; ++i) {
    authors.emplace_back([this, i] {
      EXPECT_TRUE(Update(Version(kFirst, 2001 + i, 0), {},
                         "author-" + std::to_string(i))
                      .ok());
    });
  }
  for (std::thread& author : authors) author.join();
  EXPECT_EQ(Get(kFirst).authors_size(), 5);
}

TEST_F(VersionLifeTest, SuspensionsFollowOneAnotherWithinThePeriod) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 2014)), absl::OkStatus());
  EXPECT_EQ(FirstField(Suspend(kFirst, Day(2012, 12, 31))), "suspended_from");
  EXPECT_EQ(FirstField(Suspend(kFirst, Day(2014, 12, 2))), "suspended_from");
  EXPECT_EQ(FirstField(Suspend(kFirst, Day(2013, 2, 30))), "suspended_from");
  EXPECT_EQ(ReasonOf(Suspend(kFirst, Day(2013, 5, 1), "")),
            ERROR_REASON_PRINCIPAL_REQUIRED);
  EXPECT_EQ(ReasonOf(Resume(kFirst, Day(2013, 6, 1))),
            ERROR_REASON_WRONG_VERSION_STATE);
  ASSERT_EQ(Suspend(kFirst, Day(2013, 5, 1)), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).state(), v1::SCHEME_VERSION_STATE_SUSPENDED);
  const std::string etag = Get(kFirst).etag();
  EXPECT_EQ(Suspend(kFirst, Day(2013, 5, 1)), absl::OkStatus());
  EXPECT_EQ(PublishSubmitted(kFirst, "another"), absl::OkStatus())
      << "published already";
  EXPECT_EQ(Get(kFirst).etag(), etag);
  EXPECT_EQ(ReasonOf(Suspend(kFirst, Day(2013, 5, 2))),
            ERROR_REASON_WRONG_VERSION_STATE);
  EXPECT_EQ(FirstField(Resume(kFirst, Day(2013, 4, 30))), "suspended_until");
  EXPECT_EQ(FirstField(Resume(kFirst, Day(2015, 1, 1))), "suspended_until");
  ASSERT_EQ(Resume(kFirst, Day(2013, 6, 1)), absl::OkStatus());
  EXPECT_EQ(Resume(kFirst, Day(2013, 6, 1)), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).state(), v1::SCHEME_VERSION_STATE_PUBLISHED);
  EXPECT_EQ(FirstField(Suspend(kFirst, Day(2013, 6, 1))), "suspended_from");
  ASSERT_EQ(Suspend(kFirst, Day(2013, 6, 2)), absl::OkStatus());
  EXPECT_EQ(Get(kFirst).suspensions_size(), 2);
  // The terms can be sent again, and can't be changed.
  const auto again = Update(Version(kFirst, 2013, 2014));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
  EXPECT_EQ(ReasonOf(Update(Version(kFirst, 2013, 0)).status()),
            ERROR_REASON_VERSION_IMMUTABLE);
}

TEST_F(VersionLifeTest, AClosedVersionEndsOnItsLastDay) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  EXPECT_EQ(FirstField(Close(kFirst, Day(2012, 1, 1))), "closed_on");
  ASSERT_EQ(Close(kFirst, Day(2014, 12, 31)), absl::OkStatus());
  EXPECT_EQ(Close(kFirst, Day(2014, 12, 31)), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Suspend(kFirst, Day(2014, 1, 1))),
            ERROR_REASON_WRONG_VERSION_STATE);
  EXPECT_EQ(ReasonOf(DeleteVersion(kFirst)), ERROR_REASON_VERSION_IMMUTABLE);
  EXPECT_EQ(Get(kFirst).review_note(), "Replaced by an order.");
  EXPECT_EQ(CreateAndPublish(Version(kSecond, 2015, 0)), absl::OkStatus());
}

TEST_F(VersionLifeTest, AVersionThatSupersedesAnotherMayOverlapIt) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Create(Version(kSecond, 2015, 0)), absl::OkStatus());
  const absl::Status overlap = Publish(kSecond);
  EXPECT_EQ(FirstField(overlap), "scheme_version.effective_from");
  EXPECT_THAT(std::string(overlap.message()), HasSubstr("supersedes"));
  ASSERT_TRUE(Update(Superseding(kSecond, 2015, kFirst)).ok());
  ASSERT_EQ(Publish(kSecond), absl::OkStatus());
  // The first one ended when the second began, so it is enough to name that.
  ASSERT_EQ(CreateAndPublish(Superseding(kThird, 2017, kSecond)),
            absl::OkStatus());
  // A backdated order that names only the last meets the first.
  const std::string backdated = "schemes/loom-aid/versions/d";
  ASSERT_EQ(Create(Superseding(backdated, 2014, kThird)), absl::OkStatus());
  EXPECT_THAT(std::string(Publish(backdated).message()), HasSubstr(kFirst));
}

TEST_F(VersionLifeTest, SupersededVersionsAreThereAndNeverInACircle) {
  EXPECT_EQ(FirstField(Create(Superseding(kSecond, 2015, kFirst))),
            "scheme_version.supersedes[0]");
  EXPECT_EQ(FirstField(Create(Superseding(kSecond, 2015, kSecond))),
            "scheme_version.supersedes[0]");
  EXPECT_EQ(FirstField(
                Create(Superseding(kSecond, 2015, "schemes/other/versions/a"))),
            "scheme_version.supersedes[0]");
  ASSERT_EQ(Create(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Create(Superseding(kSecond, 2015, kFirst)), absl::OkStatus());
  EXPECT_EQ(FirstField(Update(Superseding(kFirst, 2013, kSecond)).status()),
            "scheme_version.supersedes");
  EXPECT_EQ(ReasonOf(DeleteVersion(kFirst)), ERROR_REASON_RESOURCE_IN_USE);
}

TEST_F(VersionLifeTest, TheDifferenceOfTwoVersionsIsTold) {
  ASSERT_EQ(Create(Version(kFirst, 2013, 0)), absl::OkStatus());
  SchemeVersion second = Version(kSecond, 2014, 0);
  second.set_notes("New.");
  ASSERT_EQ(Create(second), absl::OkStatus());
  v1::DiffSchemeVersionsRequest request;
  request.set_base(kFirst);
  request.set_other(kSecond);
  v1::DiffSchemeVersionsResponse response;
  ASSERT_EQ(store_->comparison().Diff(request, &response), absl::OkStatus());
  ASSERT_EQ(response.differences_size(), 2);
  EXPECT_EQ(response.differences(0).path(), "effective_from");
  EXPECT_EQ(response.differences(0).before(), "2013-01-01");
  EXPECT_EQ(response.differences(0).after(), "2014-01-01");
  EXPECT_EQ(response.differences(1).path(), "notes");
  EXPECT_FALSE(response.token().empty());
  // As the catalogue was before the last change.
  request.mutable_read_at()->set_exact_token(response.token());
  second.set_notes("Newer.");
  ASSERT_TRUE(Update(second).ok());
  v1::DiffSchemeVersionsResponse then;
  ASSERT_EQ(store_->comparison().Diff(request, &then), absl::OkStatus());
  EXPECT_EQ(then.differences(1).after(), "New.");
  request.set_other(kThird);
  EXPECT_EQ(store_->comparison().Diff(request, &then).code(),
            absl::StatusCode::kNotFound);
  request.set_base("loom-aid");
  EXPECT_EQ(FirstField(store_->comparison().Diff(request, &then)), "base");
}

}  // namespace
}  // namespace sangam::scheme_catalog
