#include "services/scheme_catalog/catalog_feed.h"

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::scheme_catalog {
namespace {

// A store of its own.
class CatalogFeedTest : public testing::Test {
 protected:
  void SetUp() override {
    auto store =
        CatalogStore::Open(database_.Address("catalog.db"), &clock_,
                           &AttributeDictionary::BuiltIn(), {.migrate = true});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }
  v1::Department Create(const std::string& name) {
    v1::CreateDepartmentRequest request;
    request.mutable_department()->set_name(name);
    request.mutable_department()->set_title("A department");
    request.mutable_department()->set_level(v1::DEPARTMENT_LEVEL_STATE);
    v1::CreateDepartmentResponse response;
    EXPECT_EQ(store_->departments().Create(request, &response),
              absl::OkStatus());
    return response.department();
  }

  void Delete(const std::string& name) {
    v1::DeleteDepartmentRequest request;
    request.set_name(name);
    v1::DeleteDepartmentResponse response;
    EXPECT_EQ(store_->departments().Delete(request, &response),
              absl::OkStatus());
  }

  // The first listing without the built-in attributes, as one batch.
  static v1::WatchCatalogResponse List(CatalogFeed& feed) {
    v1::WatchCatalogResponse all;
    while (!all.snapshot_complete()) {
      v1::WatchCatalogResponse batch = Next(feed);
      all.set_token(batch.token());
      all.set_snapshot_complete(batch.snapshot_complete());
      for (v1::CatalogChange& change : *batch.mutable_changes()) {
        if (change.attribute().origin() == v1::ATTRIBUTE_ORIGIN_BUILT_IN) {
          continue;
        }
        *all.add_changes() = std::move(change);
      }
      if (batch.changes().empty()) break;
    }
    return all;
  }

  static v1::WatchCatalogResponse Next(CatalogFeed& feed) {
    const auto next = feed.Next(CallContext());
    EXPECT_TRUE(next.ok() && *next) << next.status();
    return next.ok() && *next ? **next : v1::WatchCatalogResponse();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  sql::TestStore database_;
  std::unique_ptr<CatalogStore> store_;
};

TEST_F(CatalogFeedTest, AnEmptyCatalogueIsAWholeSnapshot) {
  CatalogFeed feed(store_.get(), "");
  const v1::WatchCatalogResponse batch = List(feed);
  EXPECT_TRUE(batch.snapshot_complete());
  EXPECT_FALSE(batch.token().empty());
  EXPECT_EQ(batch.changes_size(), 0);
}

TEST_F(CatalogFeedTest, AResourceComesAsGetGivesIt) {
  const v1::Department created = Create("departments/dc");
  CatalogFeed feed(store_.get(), "");
  const v1::WatchCatalogResponse batch = List(feed);
  ASSERT_EQ(batch.changes_size(), 1);
  EXPECT_FALSE(batch.changes(0).deleted());
  EXPECT_EQ(batch.changes(0).department().SerializeAsString(),
            created.SerializeAsString());
}

TEST_F(CatalogFeedTest, EveryKindOfResourceIsCarried) {
  v1::CreateParameterRequest parameter;
  parameter.mutable_parameter()->set_name("parameters/rate");
  (*parameter.mutable_parameter()->mutable_title()->mutable_text())["en"] =
      "Rate";
  parameter.mutable_parameter()->set_type(v1::ATTRIBUTE_TYPE_NUMBER);
  v1::CreateParameterResponse parameter_stored;
  ASSERT_EQ(store_->parameters().Create(parameter, &parameter_stored),
            absl::OkStatus());
  v1::CreatePlaceSetRequest set;
  set.mutable_place_set()->set_name("placeSets/hills");
  (*set.mutable_place_set()->mutable_title()->mutable_text())["en"] = "Hills";
  set.mutable_place_set()->add_members()->set_place("places/lgd-state-17");
  v1::CreatePlaceSetResponse set_stored;
  ASSERT_EQ(store_->place_sets().Create(set, &set_stored), absl::OkStatus());
  CatalogFeed feed(store_.get(), "");
  const v1::WatchCatalogResponse batch = List(feed);
  ASSERT_EQ(batch.changes_size(), 2);
  EXPECT_EQ(batch.changes(0).parameter().SerializeAsString(),
            parameter_stored.parameter().SerializeAsString());
  EXPECT_EQ(batch.changes(1).place_set().SerializeAsString(),
            set_stored.place_set().SerializeAsString());
}

TEST_F(CatalogFeedTest, ADeletedResourceIsItsNameOnly) {
  Create("departments/dc");
  CatalogFeed feed(store_.get(), "");
  List(feed);
  Delete("departments/dc");
  const v1::WatchCatalogResponse batch = Next(feed);
  ASSERT_EQ(batch.changes_size(), 1);
  EXPECT_TRUE(batch.changes(0).deleted());
  EXPECT_EQ(batch.changes(0).department().name(), "departments/dc");
  EXPECT_TRUE(batch.changes(0).department().title().empty());
}

TEST_F(CatalogFeedTest, ResumesAfterTheTokenWithoutLossOrRepetition) {
  Create("departments/a");
  CatalogFeed first(store_.get(), "");
  const std::string token = List(first).token();
  Create("departments/b");
  Create("departments/c");
  CatalogFeed resumed(store_.get(), token);
  const v1::WatchCatalogResponse batch = Next(resumed);
  ASSERT_EQ(batch.changes_size(), 2);
  EXPECT_EQ(batch.changes(0).department().name(), "departments/b");
  EXPECT_EQ(batch.changes(1).department().name(), "departments/c");
}

TEST_F(CatalogFeedTest, AMalformedTokenIsRefused) {
  CatalogFeed feed(store_.get(), "abc");
  EXPECT_EQ(ReasonOf(feed.Next(CallContext()).status()),
            type::v1::ERROR_REASON_TOKEN_MALFORMED);
}

TEST_F(CatalogFeedTest, EveryCommitWakesTheReader) {
  int wakes = 0;
  {
    CatalogFeed feed(store_.get(), "");
    feed.OnStart([&wakes] { ++wakes; });
    Create("departments/a");
    EXPECT_EQ(wakes, 1);
  }
  Create("departments/b");
  EXPECT_EQ(wakes, 1);
}

}  // namespace
}  // namespace sangam::scheme_catalog
