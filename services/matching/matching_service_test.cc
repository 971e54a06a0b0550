#include "services/matching/matching_service.h"

#include <memory>
#include <string>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/lookup/profiles_for_test.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::WatchCatalogResponse;
using v1::MatchSchemesRequest;
using v1::MatchSchemesResponse;

// A published version of `scheme` with one condition.
void AddVersion(WatchCatalogResponse& batch, const std::string& scheme,
                const std::string& expression) {
  AddScheme(batch, scheme);
  auto* version = batch.add_changes()->mutable_scheme_version();
  version->set_name(scheme + "/versions/1");
  version->set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  auto* condition = version->add_conditions();
  condition->set_id("c");
  condition->set_expression(expression);
}

// The service behind a real server, with feeds that the test moves by hand and
// an owner that says what the test tells it.
class MatchingServiceTest : public testing::Test {
 protected:
  MatchingServiceTest() {
    ServerOptions options;
    options.services = {"sangam.matching.v1.MatchingService"};
    runtime_ = std::make_unique<ServerRuntime>(options);
    service_ = std::make_unique<MatchingServiceImpl>(MatchingServiceImpl::Parts{
        runtime_.get(), &catalog_, &catalog_watermark_, &registry_,
        &registry_watermark_, &profiles_});
    runtime_->Register(service_.get());
    EXPECT_TRUE(runtime_->Start().ok());
    stub_ = v1::MatchingService::NewStub(
        grpc::CreateChannel("127.0.0.1:" + std::to_string(runtime_->port()),
                            grpc::InsecureChannelCredentials()));
  }
  ~MatchingServiceTest() override { runtime_->Shutdown(); }

  void ListCatalog() {
    catalog_.BeginList();
    auto batch = CatalogBatch(3);
    AddVersion(batch, "schemes/big", "members >= 10");
    AddVersion(batch, "schemes/small", "members < 10");
    AddVersion(batch, "schemes/state",
               R"(place.within("places/lgd-state-17"))");
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(catalog_.Apply(batch).ok());
    catalog_.Publish();
  }

  void ListRegistry() {
    registry_.BeginList();
    auto batch = RegistryBatch(5);
    AddProfile(batch, "groups/a", 3);
    AddPlace(batch, "places/lgd-state-17", type::v1::PLACE_KIND_STATE);
    AddPlace(batch, "places/lgd-district-276", type::v1::PLACE_KIND_DISTRICT,
             "places/lgd-state-17");
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(registry_.Apply(batch).ok());
    owner_.Set([](const ProfileQuery&) {
      SubjectProfile profile = MakeProfile("groups/a", 3, 5);
      profile.mutable_profile()->set_members(12);
      return profile;
    });
  }

  void SetUp() override {
    ListCatalog();
    ListRegistry();
  }

  absl::StatusOr<MatchSchemesResponse> Ask(const MatchSchemesRequest& request) {
    grpc::ClientContext context;
    MatchSchemesResponse response;
    const grpc::Status status =
        stub_->MatchSchemes(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status);
    return response;
  }

  static MatchSchemesRequest ForGroup() {
    MatchSchemesRequest request;
    request.set_name("groups/a");
    return request;
  }
  static MatchSchemesRequest ForDistrict() {
    MatchSchemesRequest request;
    request.mutable_profile()->set_place("places/lgd-district-276");
    request.mutable_profile()->set_members(4);
    return request;
  }

  static std::string FaultyField(
      const absl::StatusOr<MatchSchemesResponse>& response) {
    const auto violations = FieldViolationsOf(response.status());
    return violations.empty() ? "" : violations[0].field;
  }

  SystemClock clock_;
  Watermark::Options patient_{absl::Minutes(10), 16};
  Watermark catalog_watermark_{"scheme_catalog", &clock_, patient_};
  Watermark registry_watermark_{"registry", &clock_, patient_};
  CatalogState catalog_{&catalog_watermark_, nullptr};
  RegistryState registry_{&registry_watermark_, nullptr};
  ScriptedProfileSource owner_;
  OutsideIdNames names_{nullptr};
  FreshProfileLookup profiles_{&registry_, &registry_watermark_, &owner_,
                               &names_};
  std::unique_ptr<ServerRuntime> runtime_;
  std::unique_ptr<MatchingServiceImpl> service_;
  std::unique_ptr<v1::MatchingService::Stub> stub_;
};

TEST_F(MatchingServiceTest, MatchesASubjectOfTheRegistry) {
  const auto response = Ask(ForGroup());
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->subject(), "groups/a");
  EXPECT_EQ(response->counts().eligible(), 1);
  ASSERT_GE(response->matches_size(), 1);
  EXPECT_EQ(response->matches(0).scheme(), "schemes/big");
  EXPECT_EQ(response->basis().request_digest(), RequestDigest(ForGroup()));
  EXPECT_EQ(response->basis().engine_version(), kEngineVersion);
  EXPECT_FALSE(response->disclaimer().empty());
  EXPECT_EQ(response->next_page_token(), "");
  const auto basis = Token::Parse(response->basis().token(), "t");
  ASSERT_TRUE(basis.ok());
  EXPECT_EQ(*basis->Find("registry"), RegistryAt(5));
  EXPECT_EQ(*basis->Find("scheme_catalog"), CatalogAt(3));
}

TEST_F(MatchingServiceTest, MatchesAProfileGivenWithItsPlace) {
  const auto response = Ask(ForDistrict());
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->subject(), "");
  EXPECT_EQ(response->counts().eligible(), 2);
  EXPECT_EQ(owner_.reads(), 0u);
}

TEST_F(MatchingServiceTest, AnUnknownPlaceIsAFault) {
  MatchSchemesRequest request = ForDistrict();
  request.mutable_profile()->set_place("places/lgd-district-1");
  EXPECT_EQ(FaultyField(Ask(request)), "profile.place");
}

TEST_F(MatchingServiceTest, WaitsForTheTokensOfBothStores) {
  MatchSchemesRequest request = ForDistrict();
  Token token(RegistryAt(5));
  token.Merge(CatalogAt(3));
  request.mutable_read_at()->set_at_least_token(token.Encode());
  EXPECT_TRUE(Ask(request).ok());
  for (const StorePosition& other : {RegistryAt(1, "e0"), CatalogAt(1, "e0")}) {
    for (MatchSchemesRequest asked : {ForDistrict(), ForGroup()}) {
      asked.mutable_read_at()->set_at_least_token(Token(other).Encode());
      EXPECT_EQ(ReasonOf(Ask(asked).status()),
                type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
    }
  }
  for (const StorePosition& later : {RegistryAt(6), CatalogAt(4)}) {
    request.mutable_read_at()->set_at_least_token(Token(later).Encode());
    EXPECT_EQ(ReasonOf(Ask(request).status()),
              type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  }
}

TEST_F(MatchingServiceTest, PagesFitTogether) {
  MatchSchemesRequest request = ForGroup();
  request.add_verdicts(v1::VERDICT_ELIGIBLE);
  request.add_verdicts(v1::VERDICT_NEEDS_INFORMATION);
  request.add_verdicts(v1::VERDICT_NEAR_MISS);
  request.add_verdicts(v1::VERDICT_INELIGIBLE);
  const auto whole = Ask(request);
  ASSERT_TRUE(whole.ok());
  ASSERT_EQ(whole->matches_size(), 3);
  request.set_page_size(2);
  const auto first = Ask(request);
  ASSERT_EQ(first->matches_size(), 2);
  request.set_page_token(first->next_page_token());
  const auto second = Ask(request);
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->matches_size(), 1);
  EXPECT_EQ(second->matches(0).scheme(), whole->matches(2).scheme());
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(second->counts().SerializeAsString(),
            whole->counts().SerializeAsString());

  MatchSchemesRequest other = request;
  other.set_language_code("hi");
  EXPECT_EQ(FaultyField(Ask(other)), "page_token");

  // A write that has nothing to do with this list does not end it ...
  auto unrelated = RegistryBatch(6);
  AddProfile(unrelated, "groups/b", 6);
  ASSERT_TRUE(registry_.Apply(unrelated).ok());
  EXPECT_TRUE(Ask(request).ok());
  // ... and one that has does.
  auto batch = CatalogBatch(4);
  AddVersion(batch, "schemes/another", "members >= 1");
  ASSERT_TRUE(catalog_.Apply(batch).ok());
  catalog_.Publish();
  EXPECT_EQ(FaultyField(Ask(request)), "page_token");
}

TEST_F(MatchingServiceTest, PassesOnTheOwnersErrors) {
  owner_.Set([](const ProfileQuery&) { return NotFoundError("groups/a"); });
  EXPECT_EQ(Ask(ForGroup()).status(), NotFoundError("groups/a"));
  owner_.Set(
      [](const ProfileQuery&) { return OwnerUnavailableError("registry"); });
  EXPECT_EQ(Ask(ForGroup()).status(), OwnerUnavailableError("registry"));
  EXPECT_TRUE(Ask(ForDistrict()).ok()) << "it does not need the registry";
}

class UnreadyMatchingServiceTest : public MatchingServiceTest {
 protected:
  void SetUp() override {}
};

TEST_F(UnreadyMatchingServiceTest, NamesTheOwnerThatIsMissing) {
  EXPECT_EQ(Ask(ForDistrict()).status(),
            OwnerUnavailableError("scheme_catalog"));
  ListCatalog();
  EXPECT_EQ(Ask(ForDistrict()).status(), OwnerUnavailableError("registry"));
  ListRegistry();
  EXPECT_TRUE(Ask(ForDistrict()).ok());
}

}  // namespace
}  // namespace sangam::matching
