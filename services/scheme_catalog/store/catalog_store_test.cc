#include "services/scheme_catalog/store/catalog_store.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using type::v1::ERROR_REASON_RESOURCE_IN_USE;
using type::v1::ERROR_REASON_VERSION_IMMUTABLE;
using v1::SchemeVersion;

constexpr char kVersion[] = "schemes/loom-aid/versions/a";

SchemeVersion Version(const std::string& name, int from_year, int until_year) {
  SchemeVersion version;
  version.set_name(name);
  version.set_open_to_all(true);
  const auto set = [](google::type::Date* day, int year, int month) {
    day->set_year(year);
    day->set_month(month);
    day->set_day(1);
  };
  if (from_year > 0) set(version.mutable_effective_from(), from_year, 1);
  if (until_year > 0) set(version.mutable_effective_until(), until_year, 12);
  return version;
}

// A store on a file of its own, with one department and one scheme.
class CatalogStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "catalog_store_test_" +
            testing::UnitTest::GetInstance()->current_test_info()->name() +
            ".db";
    RemoveFiles();
    Open();
    ASSERT_EQ(PutDepartment("departments/dc", ""), absl::OkStatus());
    ASSERT_EQ(PutScheme("schemes/loom-aid", "departments/dc", ""),
              absl::OkStatus());
  }
  void TearDown() override {
    store_ = nullptr;
    RemoveFiles();
  }

  void Open() {
    store_ = nullptr;
    auto store =
        CatalogStore::Open(path_, &clock_, &AttributeDictionary::BuiltIn());
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  absl::Status PutDepartment(const std::string& name,
                             const std::string& parent) {
    v1::UpdateDepartmentRequest request;
    request.set_allow_missing(true);
    request.mutable_department()->set_name(name);
    request.mutable_department()->set_title("A department");
    request.mutable_department()->set_level(v1::DEPARTMENT_LEVEL_STATE);
    request.mutable_department()->set_parent(parent);
    v1::UpdateDepartmentResponse response;
    return store_->departments().Update(request, &response);
  }

  absl::Status PutScheme(const std::string& name, const std::string& department,
                         const std::string& superseded_by) {
    v1::UpdateSchemeRequest request;
    request.set_allow_missing(true);
    request.mutable_scheme()->set_name(name);
    (*request.mutable_scheme()->mutable_title()->mutable_text())["en"] = "Aid";
    request.mutable_scheme()->set_department(department);
    request.mutable_scheme()->set_superseded_by(superseded_by);
    v1::UpdateSchemeResponse response;
    return store_->schemes().Update(request, &response);
  }

  absl::Status Create(const SchemeVersion& version) {
    v1::CreateSchemeVersionRequest request;
    *request.mutable_scheme_version() = version;
    v1::CreateSchemeVersionResponse response;
    return store_->version_methods().Create(request, &response);
  }

  absl::StatusOr<v1::UpdateSchemeVersionResponse> Update(
      const SchemeVersion& version, const std::vector<std::string>& mask = {}) {
    v1::UpdateSchemeVersionRequest request;
    *request.mutable_scheme_version() = version;
    request.set_allow_missing(true);
    for (const std::string& path : mask) {
      request.mutable_update_mask()->add_paths(path);
    }
    v1::UpdateSchemeVersionResponse response;
    absl::Status status = store_->version_methods().Update(request, &response);
    if (!status.ok()) return status;
    return response;
  }

  absl::Status Publish(const std::string& name) {
    v1::PublishSchemeVersionRequest request;
    request.set_name(name);
    v1::PublishSchemeVersionResponse response;
    return store_->version_methods().Publish(request, &response);
  }

  template <typename Request, typename Response>
  absl::Status Delete(const StandardMethods& methods, const std::string& name) {
    Request request;
    request.set_name(name);
    Response response;
    return methods.Delete(request, &response);
  }
  absl::Status DeleteVersion(const std::string& name) {
    return Delete<v1::DeleteSchemeVersionRequest,
                  v1::DeleteSchemeVersionResponse>(store_->versions(), name);
  }
  absl::Status DeleteScheme(const std::string& name) {
    return Delete<v1::DeleteSchemeRequest, v1::DeleteSchemeResponse>(
        store_->schemes(), name);
  }
  absl::Status DeleteDepartment(const std::string& name) {
    return Delete<v1::DeleteDepartmentRequest, v1::DeleteDepartmentResponse>(
        store_->departments(), name);
  }

  SchemeVersion Get(const std::string& name) {
    v1::GetSchemeVersionRequest request;
    request.set_name(name);
    v1::GetSchemeVersionResponse response;
    EXPECT_EQ(store_->versions().Get(request, &response), absl::OkStatus());
    return response.scheme_version();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::string path_;
  std::unique_ptr<CatalogStore> store_;

 private:
  void RemoveFiles() {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::remove((path_ + suffix).c_str());
    }
  }
};

std::string FirstField(const absl::Status& status) {
  const auto violations = FieldViolationsOf(status);
  return violations.empty() ? status.ToString() : violations[0].field;
}

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
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  EXPECT_EQ(Get(kVersion).etag(), etag);
  EXPECT_EQ(Publish("schemes/loom-aid/versions/none").code(),
            absl::StatusCode::kNotFound);
}

TEST_F(CatalogStoreTest, TwoPublishedVersionsNeverShareADay) {
  const std::string other = "schemes/loom-aid/versions/b";
  ASSERT_EQ(Create(Version(kVersion, 2013, 2014)), absl::OkStatus());
  ASSERT_EQ(Create(Version(other, 2014, 0)), absl::OkStatus());
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  const absl::Status overlap = Publish(other);
  EXPECT_EQ(FirstField(overlap), "scheme_version.effective_from");
  EXPECT_THAT(std::string(overlap.message()), HasSubstr(kVersion));
  EXPECT_THAT(std::string(overlap.message()),
              HasSubstr("from 2013-01-01 to 2014-12-01"));
  EXPECT_EQ(Get(other).state(), v1::SCHEME_VERSION_STATE_DRAFT);
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
  const auto batch = feed->Next();
  ASSERT_TRUE(batch.ok() && *batch) << batch.status();
  std::vector<std::string> names;
  for (const Change& change : (*batch)->changes) {
    names.push_back(change.resource.key);
  }
  EXPECT_THAT(names,
              ElementsAre("departments/dc", "schemes/loom-aid", kVersion));
  EXPECT_TRUE((*batch)->snapshot_complete);
}

}  // namespace
}  // namespace sangam::scheme_catalog
