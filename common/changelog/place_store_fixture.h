// A store of places without rules, for tests of what all stores share.
#ifndef SANGAM_COMMON_CHANGELOG_PLACE_STORE_FIXTURE_H_
#define SANGAM_COMMON_CHANGELOG_PLACE_STORE_FIXTURE_H_

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "common/changelog/standard_methods.h"
#include "common/clock/clock.h"
#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "common/validation/violations.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/place.pb.h"

namespace sangam {

// Places whose title is not "bad".
class PlainPlaceType : public ResourceTypeOf<registry::v1::Place> {
 public:
  const ResourceTable& table() const override { return table_; }
  absl::Status CheckName(absl::string_view name) const override {
    if (absl::StartsWith(name, "places/")) return absl::OkStatus();
    return InvalidFieldError("name", "is no place");
  }

 protected:
  absl::Status CheckResource(const registry::v1::Place& place) const override {
    Violations violations;
    violations.AddAll(CheckName(place.name()));
    if (place.title() == "bad") violations.Add("title", "is bad");
    return violations.ToStatus();
  }
  absl::Status OnResourceChange(WriteTransaction&, const registry::v1::Place*,
                                const registry::v1::Place*) const override {
    return absl::OkStatus();
  }

 private:
  const ResourceTable table_{"places"};
};

class PlaceStoreTest : public testing::Test {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    changelog_ = nullptr;
    auto opened = Changelog::Open(OptionsOf("store.db"), &clock_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    changelog_ = *std::move(opened);
    methods_ = std::make_unique<StandardMethods>(changelog_.get(), &type_);
  }

  Changelog::Options OptionsOf(const std::string& file) {
    Changelog::Options options;
    options.address = store_.Address(file);
    options.store = "registry";
    options.migrations = {{1, type_.table().CreateTableSql()}};
    options.start.migrate = true;
    return options;
  }

  absl::StatusOr<registry::v1::CreatePlaceResponse> Create(
      const std::string& name, const std::string& title = "",
      const std::string& request_id = "") {
    registry::v1::CreatePlaceRequest request;
    request.mutable_place()->set_name(name);
    request.mutable_place()->set_title(title);
    request.set_request_id(request_id);
    return Call<registry::v1::CreatePlaceResponse>(
        *methods_, &StandardMethods::Create, request);
  }

  absl::StatusOr<registry::v1::UpdatePlaceResponse> Update(
      const registry::v1::UpdatePlaceRequest& request) {
    return Call<registry::v1::UpdatePlaceResponse>(
        *methods_, &StandardMethods::Update, request);
  }

  absl::StatusOr<registry::v1::DeletePlaceResponse> Delete(
      const std::string& name, const std::string& etag = "") {
    registry::v1::DeletePlaceRequest request;
    request.set_name(name);
    request.set_etag(etag);
    return Call<registry::v1::DeletePlaceResponse>(
        *methods_, &StandardMethods::Delete, request);
  }

  absl::StatusOr<registry::v1::GetPlaceResponse> Get(
      const std::string& name, const std::string& at_least_token = "") {
    registry::v1::GetPlaceRequest request;
    request.set_name(name);
    if (!at_least_token.empty()) {
      request.mutable_read_at()->set_at_least_token(at_least_token);
    }
    return Call<registry::v1::GetPlaceResponse>(*methods_,
                                                &StandardMethods::Get, request);
  }

  absl::StatusOr<registry::v1::ListPlacesResponse> List(
      int page_size, const std::string& page_token = "") {
    registry::v1::ListPlacesRequest request;
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return Call<registry::v1::ListPlacesResponse>(
        *methods_, &StandardMethods::List, request);
  }

  int64_t RevisionOf(const std::string& token) const {
    return Token::Parse(token, "token")->Find("registry")->revision;
  }

  int64_t Head() {
    int64_t head = -1;
    EXPECT_TRUE(changelog_
                    ->Read([&](Snapshot& snapshot) {
                      head = snapshot.position().revision;
                      return absl::OkStatus();
                    })
                    .ok());
    return head;
  }

  sql::TestStore store_;
  FakeClock clock_{absl::FromUnixSeconds(1'775'000'000)};
  PlainPlaceType type_;
  std::unique_ptr<Changelog> changelog_;
  std::unique_ptr<StandardMethods> methods_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_PLACE_STORE_FIXTURE_H_
