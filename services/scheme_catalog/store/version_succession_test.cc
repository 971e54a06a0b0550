// What versions of one scheme mean for one another, as the store tells it.
#include <string>

#include "gmock/gmock.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using v1::SchemeVersion;

constexpr char kFirst[] = "schemes/loom-aid/versions/a";
constexpr char kSecond[] = "schemes/loom-aid/versions/b";
constexpr char kThird[] = "schemes/loom-aid/versions/c";

class VersionSuccessionTest : public CatalogStoreFixture {
 protected:
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
  SchemeVersion GetAt(const std::string& name, const std::string& token) {
    v1::GetSchemeVersionRequest request;
    request.set_name(name);
    request.mutable_read_at()->set_exact_token(token);
    v1::GetSchemeVersionResponse response;
    EXPECT_EQ(store_->version_methods().Get(request, &response),
              absl::OkStatus());
    return response.scheme_version();
  }
  v1::ListSchemeVersionsResponse List(
      const v1::ListSchemeVersionsRequest& request) {
    v1::ListSchemeVersionsResponse response;
    EXPECT_EQ(store_->version_methods().List(request, &response),
              absl::OkStatus());
    return response;
  }
};

TEST_F(VersionSuccessionTest, AnOverlapIsRefusedWhenItIsSubmitted) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Create(Version(kSecond, 2015, 0)), absl::OkStatus());
  const absl::Status refused = Submit(kSecond);
  EXPECT_EQ(FirstField(refused), "scheme_version.effective_from");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("in supersedes"));
  EXPECT_EQ(Get(kSecond).state(), v1::SCHEME_VERSION_STATE_DRAFT);
  ASSERT_TRUE(Update(Superseding(kSecond, 2015, kFirst)).ok());
  EXPECT_EQ(Submit(kSecond), absl::OkStatus());
}

TEST_F(VersionSuccessionTest, TheAuthorIsAdvisedOfAnOverlapWhileWriting) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  v1::CreateSchemeVersionRequest create;
  *create.mutable_scheme_version() = Version(kSecond, 2015, 0);
  for (const bool validate_only : {true, false}) {
    create.set_validate_only(validate_only);
    v1::CreateSchemeVersionResponse response;
    ASSERT_EQ(store_->version_methods().Create("author", create, &response),
              absl::OkStatus());
    ASSERT_EQ(response.advice_size(), 1);
    EXPECT_EQ(response.advice(0).field(), "effective_from");
    EXPECT_THAT(response.advice(0).description(),
                AllOf(HasSubstr(kFirst), HasSubstr("supersedes")));
  }
  v1::UpdateSchemeVersionRequest update;
  *update.mutable_scheme_version() = Version(kSecond, 2016, 0);
  update.set_validate_only(true);
  v1::UpdateSchemeVersionResponse response;
  ASSERT_EQ(store_->version_methods().Update("author", update, &response),
            absl::OkStatus());
  EXPECT_EQ(response.advice_size(), 1);
  const auto good = Update(Superseding(kSecond, 2015, kFirst));
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(good->advice_size(), 0);
  // What is published needs no advice any more.
  ASSERT_EQ(Publish(kSecond), absl::OkStatus());
  const auto again = Update(Version(kFirst, 2013, 0));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->advice_size(), 0);
  EXPECT_THAT(again->scheme_version().superseded_by(), ElementsAre(kSecond));
}

TEST_F(VersionSuccessionTest, TheAuthorIsAdvisedOfDaysWithoutTerms) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  SchemeVersion short_lived = Version(kSecond, 2015, 2016);
  short_lived.add_supersedes(kFirst);
  ASSERT_EQ(Create(short_lived), absl::OkStatus());
  const auto told = Update(short_lived);
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_EQ(told->advice_size(), 1);
  EXPECT_EQ(told->advice(0).field(), "effective_until");
  EXPECT_THAT(told->advice(0).description(), HasSubstr(kFirst));
  EXPECT_EQ(Publish(kSecond), absl::OkStatus()) << "it is no fault";
}

TEST_F(VersionSuccessionTest, ASupersededVersionTellsByWhatAndUntilWhen) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  v1::GetSchemeVersionRequest get;
  get.set_name(kFirst);
  v1::GetSchemeVersionResponse before;
  ASSERT_EQ(store_->version_methods().Get(get, &before), absl::OkStatus());
  EXPECT_FALSE(before.scheme_version().has_in_force_until());
  const std::string etag = before.scheme_version().etag();
  ASSERT_EQ(CreateAndPublish(Superseding(kSecond, 2015, kFirst)),
            absl::OkStatus());
  const SchemeVersion first = Get(kFirst);
  EXPECT_THAT(first.superseded_by(), ElementsAre(kSecond));
  EXPECT_EQ(first.in_force_until().year(), 2014);
  // Reckoned, not stored.
  EXPECT_EQ(first.etag(), etag);
  EXPECT_FALSE(first.has_effective_until());
  // Every earlier state gives its own answer.
  EXPECT_FALSE(GetAt(kFirst, before.token()).has_in_force_until());
  EXPECT_EQ(GetAt(kFirst, before.token()).superseded_by_size(), 0);
  // What was read can be sent back.
  const auto again = Update(first);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
  EXPECT_EQ(again->scheme_version().in_force_until().year(), 2014);
}

TEST_F(VersionSuccessionTest, ListsTellItOnEveryPageAndInThePast) {
  // Names around those of the scheme, one of them a beginning of it.
  for (const char* scheme :
       {"schemes/loom", "schemes/loom-aid-2", "schemes/wool"}) {
    ASSERT_EQ(PutScheme(scheme, "departments/dc", ""), absl::OkStatus());
    const std::string name = std::string(scheme) + "/versions/a";
    ASSERT_EQ(CreateAndPublish(Version(name, 2010, 0)), absl::OkStatus());
    ASSERT_EQ(CreateAndPublish(
                  Superseding(std::string(scheme) + "/versions/b", 2011, name)),
              absl::OkStatus());
  }
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(CreateAndPublish(Superseding(kSecond, 2015, kFirst)),
            absl::OkStatus());
  const std::string then = List({}).token();
  ASSERT_EQ(CreateAndPublish(Superseding(kThird, 2014, kFirst)).code(),
            absl::StatusCode::kInvalidArgument)
      << "it meets the second";
  SchemeVersion third = Superseding(kThird, 2014, kFirst);
  third.add_supersedes(kSecond);
  ASSERT_TRUE(Update(third).ok());
  ASSERT_EQ(Publish(kThird), absl::OkStatus());

  for (const bool past : {false, true}) {
    for (const int page_size : {1, 2, 3, 100}) {
      for (const char* scheme : {"", "schemes/loom-aid"}) {
        v1::ListSchemeVersionsRequest request;
        request.set_page_size(page_size);
        request.set_scheme(scheme);
        if (past) request.mutable_read_at()->set_exact_token(then);
        std::vector<std::string> told;
        do {
          const v1::ListSchemeVersionsResponse page = List(request);
          for (const SchemeVersion& version : page.scheme_versions()) {
            if (version.superseded_by().empty()) continue;
            told.push_back(
                version.name() + " until " +
                (version.never_in_force()
                     ? "never"
                     : std::to_string(version.in_force_until().year())) +
                " by " + version.superseded_by(0));
          }
          request.set_page_token(page.next_page_token());
        } while (!request.page_token().empty());
        const auto line = [](const std::string& scheme, const char* until,
                             const char* by) {
          return scheme + "/versions/" + until + " by " + scheme +
                 "/versions/" + by;
        };
        std::vector<std::string> expected;
        if (*scheme == '\0') {
          expected.push_back(line("schemes/loom-aid-2", "a until 2010", "b"));
        }
        if (past) {
          expected.push_back(line("schemes/loom-aid", "a until 2014", "b"));
        } else {
          expected.push_back(line("schemes/loom-aid", "a until 2013", "c"));
          expected.push_back(line("schemes/loom-aid", "b until never", "c"));
        }
        if (*scheme == '\0') {
          expected.push_back(line("schemes/loom", "a until 2010", "b"));
          expected.push_back(line("schemes/wool", "a until 2010", "b"));
        }
        EXPECT_EQ(told, expected) << past << " " << page_size << " " << scheme;
      }
    }
  }
}

TEST_F(VersionSuccessionTest, RepliesOfStepsTellItToo) {
  ASSERT_EQ(CreateAndPublish(Version(kFirst, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(CreateAndPublish(Superseding(kSecond, 2015, kFirst)),
            absl::OkStatus());
  v1::CloseSchemeVersionRequest request;
  request.set_name(kFirst);
  request.set_note("Ended early.");
  request.mutable_closed_on()->set_year(2014);
  request.mutable_closed_on()->set_month(5);
  request.mutable_closed_on()->set_day(31);
  v1::CloseSchemeVersionResponse response;
  ASSERT_EQ(store_->version_methods().Close("officer", request, &response),
            absl::OkStatus());
  EXPECT_THAT(response.scheme_version().superseded_by(), ElementsAre(kSecond));
  EXPECT_EQ(response.scheme_version().in_force_until().month(), 5);
}

}  // namespace
}  // namespace sangam::scheme_catalog
