// An empty registry, for tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_STORE_FIXTURE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_STORE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "common/clock/clock.h"
#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/registry_service.pb.h"
#include "services/registry/store/registry_store.h"

namespace sangam::registry {

// Records are written as text: PutGroup("name: 'groups/a' ...").
class RegistryStoreTest : public testing::Test {
 protected:
  void SetUp() override { Open(); }

  void Open() { OpenWith({.migrate = true}); }
  void OpenWith(const StoreStart& start) {
    store_ = nullptr;
    auto opened =
        RegistryStore::Open(database_.Address("registry.db"), &clock_, start);
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }

  template <typename Request, typename Response>
  absl::Status Write(const StandardMethods& methods, const std::string& field,
                     const std::string& record) {
    Request request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        field + " { " + record + " } allow_missing: true", &request))
        << record;
    auto response = Call<Response>(methods, &StandardMethods::Update, request);
    if (response.ok()) token_ = response->token();
    return response.status();
  }

  absl::Status PutPlace(const std::string& record) {
    return Write<v1::UpdatePlaceRequest, v1::UpdatePlaceResponse>(
        store_->places(), "place", record);
  }
  absl::Status PutGroup(const std::string& record) {
    return Write<v1::UpdateGroupRequest, v1::UpdateGroupResponse>(
        store_->groups(), "group", record);
  }
  absl::Status PutEnterprise(const std::string& record) {
    return Write<v1::UpdateEnterpriseRequest, v1::UpdateEnterpriseResponse>(
        store_->enterprises(), "enterprise", record);
  }
  absl::Status PutCluster(const std::string& record) {
    return Write<v1::UpdateClusterRequest, v1::UpdateClusterResponse>(
        store_->clusters(), "cluster", record);
  }
  absl::Status PutLinkage(const std::string& record) {
    return Write<v1::UpdateLinkageRequest, v1::UpdateLinkageResponse>(
        store_->linkages(), "linkage", record);
  }

  template <typename Request, typename Response>
  absl::Status Remove(const StandardMethods& methods, const std::string& name) {
    Request request;
    request.set_name(name);
    return Call<Response>(methods, &StandardMethods::Delete, request).status();
  }
  absl::Status DeletePlace(const std::string& name) {
    return Remove<v1::DeletePlaceRequest, v1::DeletePlaceResponse>(
        store_->places(), name);
  }
  absl::Status DeleteGroup(const std::string& name) {
    return Remove<v1::DeleteGroupRequest, v1::DeleteGroupResponse>(
        store_->groups(), name);
  }
  absl::Status DeleteLinkage(const std::string& name) {
    return Remove<v1::DeleteLinkageRequest, v1::DeleteLinkageResponse>(
        store_->linkages(), name);
  }

  absl::StatusOr<v1::GetSubjectProfileResponse> Profile(
      const std::string& subject) {
    v1::GetSubjectProfileRequest request;
    request.set_name(subject);
    return store_->GetSubjectProfile(request);
  }

  // The profile_revision, or -1 where there is no such subject.
  int64_t RevisionOf(const std::string& subject) {
    const auto profile = Profile(subject);
    return profile.ok() ? profile->profile_revision() : -1;
  }

  // The revision of the last write.
  int64_t Head() const {
    return Token::Parse(token_, "token")->Find("registry")->revision;
  }

  // A state, two districts, and in the first of them a block with a panchayat
  // and a sub-district, which share a village.
  void PutPlaces() {
    for (const char* place : {
             "name: 'places/lgd-state-17' kind: PLACE_KIND_STATE",
             "name: 'places/d1' kind: PLACE_KIND_DISTRICT"
             " revenue_parent: 'places/lgd-state-17'",
             "name: 'places/d2' kind: PLACE_KIND_DISTRICT"
             " revenue_parent: 'places/lgd-state-17'",
             "name: 'places/s' kind: PLACE_KIND_SUB_DISTRICT"
             " revenue_parent: 'places/d1'",
             "name: 'places/b' kind: PLACE_KIND_BLOCK"
             " development_parent: 'places/d1'",
             "name: 'places/p' kind: PLACE_KIND_GRAM_PANCHAYAT"
             " development_parent: 'places/b'",
             "name: 'places/v' kind: PLACE_KIND_VILLAGE"
             " revenue_parent: 'places/s' development_parent: 'places/p'",
         }) {
      ASSERT_TRUE(PutPlace(place).ok()) << place;
    }
  }

  static std::string FaultOf(const absl::Status& status) {
    const auto violations = FieldViolationsOf(status);
    return violations.empty() ? "" : violations[0].field;
  }

  sql::TestStore database_;
  FakeClock clock_{absl::FromUnixSeconds(1'775'000'000)};
  std::unique_ptr<RegistryStore> store_;
  std::string token_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_STORE_FIXTURE_H_
