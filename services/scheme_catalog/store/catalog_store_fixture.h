// A catalogue for tests.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_FIXTURE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "services/scheme_catalog/store/catalog_store.h"

namespace sangam::scheme_catalog {

inline v1::SchemeVersion Version(const std::string& name, int from_year,
                                 int until_year) {
  v1::SchemeVersion version;
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

// A store of its own, with one department and one scheme. Versions
// are written by "author" and published by "reviewer".
class CatalogStoreFixture : public testing::Test {
 protected:
  void SetUp() override {
    Open();
    ASSERT_EQ(PutDepartment("departments/dc", ""), absl::OkStatus());
    ASSERT_EQ(PutScheme("schemes/loom-aid", "departments/dc", ""),
              absl::OkStatus());
  }

  sql::StoreAddress Address() { return database_.Address("catalog.db"); }

  void Open() {
    store_ = nullptr;
    auto store = CatalogStore::Open(
        Address(), &clock_, &AttributeDictionary::BuiltIn(), {.migrate = true});
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

  absl::Status Create(const v1::SchemeVersion& version,
                      const std::string& principal = "author") {
    v1::CreateSchemeVersionRequest request;
    *request.mutable_scheme_version() = version;
    v1::CreateSchemeVersionResponse response;
    return store_->version_methods().Create(principal, request, &response);
  }

  absl::StatusOr<v1::UpdateSchemeVersionResponse> Update(
      const v1::SchemeVersion& version,
      const std::vector<std::string>& mask = {},
      const std::string& principal = "author") {
    v1::UpdateSchemeVersionRequest request;
    *request.mutable_scheme_version() = version;
    request.set_allow_missing(true);
    for (const std::string& path : mask) {
      request.mutable_update_mask()->add_paths(path);
    }
    v1::UpdateSchemeVersionResponse response;
    absl::Status status =
        store_->version_methods().Update(principal, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  absl::Status Submit(const std::string& name,
                      const std::string& principal = "author") {
    v1::SubmitSchemeVersionRequest request;
    request.set_name(name);
    v1::SubmitSchemeVersionResponse response;
    return store_->version_methods().Submit(principal, request, &response);
  }

  absl::Status PublishSubmitted(const std::string& name,
                                const std::string& principal = "reviewer") {
    v1::PublishSchemeVersionRequest request;
    request.set_name(name);
    v1::PublishSchemeVersionResponse response;
    return store_->version_methods().Publish(principal, request, &response);
  }

  // Submits and publishes.
  absl::Status Publish(const std::string& name) {
    SANGAM_RETURN_IF_ERROR(Submit(name));
    return PublishSubmitted(name);
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

  v1::SchemeVersion Get(const std::string& name) {
    v1::GetSchemeVersionRequest request;
    request.set_name(name);
    v1::GetSchemeVersionResponse response;
    EXPECT_EQ(store_->version_methods().Get(request, &response),
              absl::OkStatus());
    return response.scheme_version();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  sql::TestStore database_;
  std::unique_ptr<CatalogStore> store_;
};

inline std::string FirstField(const absl::Status& status) {
  const auto violations = FieldViolationsOf(status);
  return violations.empty() ? status.ToString() : violations[0].field;
}

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_FIXTURE_H_
