#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using type::v1::ERROR_REASON_RESOURCE_IN_USE;
using type::v1::ERROR_REASON_VERSION_IMMUTABLE;
using v1::SchemeVersion;

constexpr char kVersion[] = "schemes/loom-aid/versions/a";

class CatalogStoreTest : public CatalogStoreFixture {};

TEST_F(CatalogStoreTest, ADepartmentsParentExistsAndIsNotBelowIt) {
  EXPECT_EQ(FirstField(PutDepartment("departments/a", "departments/none")),
            "department.parent");
  EXPECT_EQ(FirstField(PutDepartment("departments/a", "departments/a")),
            "department.parent");
  EXPECT_EQ(PutDepartment("departments/a", "departments/dc"), absl::OkStatus());
  EXPECT_EQ(PutDepartment("departments/b", "departments/a"), absl::OkStatus());
  const absl::Status circle = PutDepartment("departments/dc", "departments/b");
  EXPECT_EQ(FirstField(circle), "department.parent");
  EXPECT_THAT(std::string(circle.message()), HasSubstr("leads back"));
}

TEST_F(CatalogStoreTest, ASchemesDepartmentExists) {
  EXPECT_EQ(FirstField(PutScheme("schemes/x", "departments/none", "")),
            "scheme.department");
}

TEST_F(CatalogStoreTest, NoSchemeSupersedesItself) {
  EXPECT_EQ(FirstField(PutScheme("schemes/x", "departments/dc", "schemes/y")),
            "scheme.superseded_by");
  EXPECT_EQ(PutScheme("schemes/x", "departments/dc", "schemes/loom-aid"),
            absl::OkStatus());
  EXPECT_EQ(
      FirstField(PutScheme("schemes/loom-aid", "departments/dc", "schemes/x")),
      "scheme.superseded_by");
}

TEST_F(CatalogStoreTest, WhoIsGoneDoesNotWaitForTheWriter) {
  const auto gone = [] { return true; };
  v1::CreateAttributeRequest attribute;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        name: "attributes/loom_count"
        type: ATTRIBUTE_TYPE_NUMBER
        unit: ATTRIBUTE_UNIT_COUNT
        label { text { key: "en" value: "number of looms" } }
        question { text { key: "en" value: "How many looms?" } }
        department: "departments/dc"
      )pb",
      attribute.mutable_attribute()));
  v1::CreateSchemeVersionRequest version;
  *version.mutable_scheme_version() = Version(kVersion, 2013, 0);
  const absl::Status held = store_->changelog().Write([&](WriteTransaction&) {
    v1::CreateAttributeResponse new_attribute;
    EXPECT_EQ(store_->attribute_methods().Until(gone).Create(attribute,
                                                             &new_attribute),
              DeadlineExceededError());
    v1::CreateSchemeVersionResponse new_version;
    EXPECT_EQ(store_->version_methods().Until(gone).Create("author", version,
                                                           &new_version),
              DeadlineExceededError());
    return absl::OkStatus();
  });
  EXPECT_TRUE(held.ok()) << held;
}

TEST_F(CatalogStoreTest, WhatIsReferredToStays) {
  ASSERT_EQ(PutDepartment("departments/field", "departments/dc"),
            absl::OkStatus());
  SchemeVersion version = Version(kVersion, 2013, 0);
  version.add_where_to_apply()->set_department("departments/field");
  ASSERT_EQ(Create(version), absl::OkStatus());
  for (const absl::Status& refused : {DeleteDepartment("departments/dc"),
                                      DeleteDepartment("departments/field"),
                                      DeleteScheme("schemes/loom-aid")}) {
    EXPECT_EQ(ReasonOf(refused), ERROR_REASON_RESOURCE_IN_USE) << refused;
  }
  EXPECT_EQ(DeleteVersion(kVersion), absl::OkStatus());
  EXPECT_EQ(DeleteScheme("schemes/loom-aid"), absl::OkStatus());
  EXPECT_EQ(DeleteDepartment("departments/field"), absl::OkStatus());
  EXPECT_EQ(DeleteDepartment("departments/dc"), absl::OkStatus());
}

TEST_F(CatalogStoreTest, AReferenceThatIsTakenBackNoLongerCounts) {
  ASSERT_EQ(PutDepartment("departments/new", ""), absl::OkStatus());
  ASSERT_EQ(PutScheme("schemes/loom-aid", "departments/new", ""),
            absl::OkStatus());
  EXPECT_EQ(DeleteDepartment("departments/dc"), absl::OkStatus());
}

TEST_F(CatalogStoreTest, AVersionsSchemeAndDepartmentsExist) {
  SchemeVersion version = Version("schemes/none/versions/a", 2013, 0);
  version.add_where_to_apply()->set_department("departments/none");
  const auto violations = FieldViolationsOf(Create(version));
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "scheme_version.name");
  EXPECT_EQ(violations[1].field, "scheme_version.where_to_apply[0].department");
}

TEST_F(CatalogStoreTest, AVersionBeginsAsADraft) {
  SchemeVersion version = Version(kVersion, 2013, 0);
  version.mutable_publish_time()->set_seconds(5);
  ASSERT_EQ(Create(version), absl::OkStatus());
  EXPECT_EQ(Get(kVersion).state(), v1::SCHEME_VERSION_STATE_DRAFT);
  EXPECT_FALSE(Get(kVersion).has_publish_time());
  SchemeVersion published = Version("schemes/loom-aid/versions/b", 2013, 0);
  published.set_state(v1::SCHEME_VERSION_STATE_PUBLISHED);
  for (const absl::Status& refused :
       {Create(published), Update(published).status()}) {
    EXPECT_EQ(FirstField(refused), "scheme_version.state");
    EXPECT_THAT(std::string(refused.message()),
                HasSubstr("PublishSchemeVersion"));
  }
}

TEST_F(CatalogStoreTest, AnUnknownStateIsRefused) {
  SchemeVersion version = Version(kVersion, 2013, 0);
  version.set_state(static_cast<v1::SchemeVersionState>(9));
  EXPECT_EQ(FirstField(Create(version)), "scheme_version.state");
}

TEST_F(CatalogStoreTest, OnlyPublishChangesTheState) {
  ASSERT_EQ(Create(Version(kVersion, 2013, 0)), absl::OkStatus());
  SchemeVersion version = Version(kVersion, 2013, 0);
  version.set_state(v1::SCHEME_VERSION_STATE_PUBLISHED);
  EXPECT_EQ(FirstField(Update(version).status()), "scheme_version.state");
  EXPECT_EQ(FirstField(Update(version, {"state"}).status()),
            "scheme_version.state");
  version.set_notes("Checked.");
  const auto masked = Update(version, {"notes"});
  ASSERT_TRUE(masked.ok()) << masked.status();
  EXPECT_EQ(masked->scheme_version().state(), v1::SCHEME_VERSION_STATE_DRAFT);
  EXPECT_EQ(masked->scheme_version().notes(), "Checked.");
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  EXPECT_EQ(Get(kVersion).state(), v1::SCHEME_VERSION_STATE_PUBLISHED);
  EXPECT_EQ(Get(kVersion).publish_time().seconds(), 1'700'000'000);
}

TEST_F(CatalogStoreTest, PublishedTermsNeverChange) {
  ASSERT_EQ(Create(Version(kVersion, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  SchemeVersion changed = Version(kVersion, 2014, 0);
  EXPECT_EQ(ReasonOf(Update(changed).status()), ERROR_REASON_VERSION_IMMUTABLE);
  EXPECT_EQ(ReasonOf(Update(changed, {"effective_from"}).status()),
            ERROR_REASON_VERSION_IMMUTABLE);
  EXPECT_EQ(ReasonOf(DeleteVersion(kVersion)), ERROR_REASON_VERSION_IMMUTABLE);
  EXPECT_EQ(Get(kVersion).effective_from().year(), 2013);
}

TEST_F(CatalogStoreTest, TheSameTermsSentAgainChangeNothing) {
  ASSERT_EQ(Create(Version(kVersion, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  const SchemeVersion read = Get(kVersion);
  SchemeVersion draft = Version(kVersion, 2013, 0);
  draft.set_state(v1::SCHEME_VERSION_STATE_DRAFT);
  for (const SchemeVersion& again : {read, draft, Version(kVersion, 2013, 0)}) {
    const auto updated = Update(again);
    ASSERT_TRUE(updated.ok()) << updated.status();
    EXPECT_EQ(updated->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
    EXPECT_EQ(updated->scheme_version().etag(), read.etag());
    EXPECT_EQ(updated->scheme_version().state(),
              v1::SCHEME_VERSION_STATE_PUBLISHED);
  }
}

TEST_F(CatalogStoreTest, PublishingTwiceChangesNothing) {
  ASSERT_EQ(Create(Version(kVersion, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  const std::string etag = Get(kVersion).etag();
  clock_.Advance(absl::Hours(1));
  ASSERT_EQ(PublishSubmitted(kVersion), absl::OkStatus());
  EXPECT_EQ(Get(kVersion).etag(), etag);
  EXPECT_EQ(PublishSubmitted("schemes/loom-aid/versions/none").code(),
            absl::StatusCode::kNotFound);
}

TEST_F(CatalogStoreTest, TwoPublishedVersionsNeverShareADay) {
  const std::string other = "schemes/loom-aid/versions/b";
  ASSERT_EQ(Create(Version(kVersion, 2013, 2014)), absl::OkStatus());
  ASSERT_EQ(Create(Version(other, 2014, 0)), absl::OkStatus());
  // Both are submitted before either is in force.
  ASSERT_EQ(Submit(kVersion), absl::OkStatus());
  ASSERT_EQ(Submit(other), absl::OkStatus());
  ASSERT_EQ(PublishSubmitted(kVersion), absl::OkStatus());
  const absl::Status overlap = PublishSubmitted(other);
  EXPECT_EQ(FirstField(overlap), "scheme_version.effective_from");
  EXPECT_THAT(std::string(overlap.message()), HasSubstr(kVersion));
  EXPECT_THAT(std::string(overlap.message()),
              HasSubstr("from 2013-01-01 to 2014-12-01"));
  EXPECT_EQ(Get(other).state(), v1::SCHEME_VERSION_STATE_SUBMITTED);
  v1::ReturnSchemeVersionRequest back;
  back.set_name(other);
  back.set_note("Begin later.");
  v1::ReturnSchemeVersionResponse response;
  ASSERT_EQ(store_->version_methods().Return("reviewer", back, &response),
            absl::OkStatus());
  ASSERT_TRUE(Update(Version(other, 2015, 0)).ok());
  EXPECT_EQ(Publish(other), absl::OkStatus());
}

TEST_F(CatalogStoreTest, VersionsOfOtherSchemesMayShareDays) {
  ASSERT_EQ(PutScheme("schemes/loom-aid-2", "departments/dc", ""),
            absl::OkStatus());
  ASSERT_EQ(Create(Version(kVersion, 0, 0)), absl::OkStatus());
  ASSERT_EQ(Create(Version("schemes/loom-aid-2/versions/a", 0, 0)),
            absl::OkStatus());
  EXPECT_EQ(Publish(kVersion), absl::OkStatus());
  EXPECT_EQ(Publish("schemes/loom-aid-2/versions/a"), absl::OkStatus());
}

TEST_F(CatalogStoreTest, EverythingOutlivesARestart) {
  ASSERT_EQ(Create(Version(kVersion, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  const SchemeVersion before = Get(kVersion);
  Open();
  EXPECT_EQ(Get(kVersion).SerializeAsString(), before.SerializeAsString());
  EXPECT_EQ(ReasonOf(DeleteScheme("schemes/loom-aid")),
            ERROR_REASON_RESOURCE_IN_USE);
}

TEST_F(CatalogStoreTest, TheFeedNamesWhatIsNeededFirst) {
  ASSERT_EQ(Create(Version(kVersion, 2013, 0)), absl::OkStatus());
  auto feed = store_->Watch("");
  std::vector<std::string> names;
  bool complete = false;
  while (!complete) {
    const auto batch = feed->Next();
    ASSERT_TRUE(batch.ok() && *batch) << batch.status();
    complete = (*batch)->snapshot_complete;
    for (const Change& change : (*batch)->changes) {
      if (change.collection != "attributes") {
        names.push_back(change.resource.key);
      } else if (names.size() == 1) {
        names.push_back("attributes/...");
      }
    }
  }
  EXPECT_THAT(names, ElementsAre("departments/dc", "attributes/...",
                                 "schemes/loom-aid", kVersion));
}

}  // namespace
}  // namespace sangam::scheme_catalog
