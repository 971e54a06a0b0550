// The whole service, with feeds that a test moves by hand.
#ifndef SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_FIXTURE_H_
#define SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_FIXTURE_H_

#include <memory>
#include <string>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/history/catalog_for_test.h"
#include "services/matching/history/registry_for_test.h"
#include "services/matching/lookup/owner_read_limit.h"
#include "services/matching/lookup/profiles_for_test.h"
#include "services/matching/lookup/registry_profile_source.h"
#include "services/matching/matching_service.h"

namespace sangam::matching {

// A published version of `scheme` with one condition.
inline scheme_catalog::v1::SchemeVersion VersionOf(
    const std::string& scheme, const std::string& expression) {
  scheme_catalog::v1::SchemeVersion version;
  version.set_name(scheme + "/versions/1");
  version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  auto* condition = version.add_conditions();
  condition->set_id("c");
  condition->set_expression(expression);
  return version;
}

inline void AddVersion(scheme_catalog::v1::WatchCatalogResponse& batch,
                       const std::string& scheme,
                       const std::string& expression) {
  AddScheme(batch, scheme);
  *batch.add_changes()->mutable_scheme_version() =
      VersionOf(scheme, expression);
}

// The service behind a real server. The present comes from feeds that the test
// moves by hand and an owner of profiles that says what the test tells it; the
// past from two owners with a past.
class MatchingServiceTest : public testing::Test {
 protected:
  MatchingServiceTest() {
    ServerOptions options;
    options.services = {"sangam.matching.v1.MatchingService"};
    runtime_ = std::make_unique<ServerRuntime>(options);
    service_ = std::make_unique<MatchingServiceImpl>(runtime_.get(), &reader_,
                                                     &coverage_, &records_);
    runtime_->Register(service_.get());
    EXPECT_TRUE(runtime_->Start().ok());
    stub_ = v1::MatchingService::NewStub(
        grpc::CreateChannel("127.0.0.1:" + std::to_string(runtime_->port()),
                            grpc::InsecureChannelCredentials()));
  }
  ~MatchingServiceTest() override { runtime_->Shutdown(); }

  // "schemes/big" and "schemes/small" for groups of ten and less, and
  // "schemes/state" for Meghalaya.
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

  // "groups/a" with twelve members, and a district of Meghalaya.
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

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (v1::MatchingService::Stub::*method)(grpc::ClientContext*,
                                                        const Request&,
                                                        Response*),
      const Request& request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status =
        (stub_.get()->*method)(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status);
    return response;
  }
  absl::StatusOr<v1::MatchSchemesResponse> Ask(
      const v1::MatchSchemesRequest& request) {
    return Call(&v1::MatchingService::Stub::MatchSchemes, request);
  }
  absl::StatusOr<v1::EvaluateRuleResponse> Ask(
      const v1::EvaluateRuleRequest& request) {
    return Call(&v1::MatchingService::Stub::EvaluateRule, request);
  }
  absl::StatusOr<v1::TrySchemeResponse> Ask(
      const v1::TrySchemeRequest& request) {
    return Call(&v1::MatchingService::Stub::TryScheme, request);
  }

  absl::StatusOr<v1::ExplainMatchResponse> Ask(
      const v1::ExplainMatchRequest& request) {
    return Call(&v1::MatchingService::Stub::ExplainMatch, request);
  }
  // The messages of the stream, joined.
  absl::StatusOr<v1::BatchMatchSchemesResponse> Ask(
      const v1::BatchMatchSchemesRequest& request) {
    grpc::ClientContext context;
    const auto reader = stub_->BatchMatchSchemes(&context, request);
    v1::BatchMatchSchemesResponse message;
    v1::BatchMatchSchemesResponse joined;
    while (reader->Read(&message)) joined.MergeFrom(message);
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return FromGrpcStatus(status);
    return joined;
  }

  static v1::MatchSchemesRequest ForGroup() {
    v1::MatchSchemesRequest request;
    request.set_name("groups/a");
    return request;
  }
  static v1::MatchSchemesRequest ForDistrict() {
    v1::MatchSchemesRequest request;
    request.mutable_profile()->set_place("places/lgd-district-276");
    request.mutable_profile()->set_members(4);
    return request;
  }

  template <typename Response>
  static std::string FaultyField(const absl::StatusOr<Response>& response) {
    const auto violations = FieldViolationsOf(response.status());
    return violations.empty() ? "" : violations[0].field;
  }

  // The position of `store` in a reply's basis; an empty one if it has none.
  template <typename Response>
  static StorePosition BasisOf(const Response& response,
                               absl::string_view store) {
    const auto token = Token::Parse(response.basis().token(), "basis.token");
    if (!token.ok() || token->Find(store) == nullptr) return {};
    return *token->Find(store);
  }

  SystemClock clock_;
  Watermark::Options patient_{absl::Minutes(10), 16};
  Watermark catalog_watermark_{"scheme_catalog", &clock_, patient_};
  Watermark registry_watermark_{"registry", &clock_, patient_};
  CatalogState catalog_{&catalog_watermark_, nullptr};
  RegistryState registry_{&registry_watermark_, nullptr};
  ScriptedProfileSource owner_;
  OutsideIdNames names_{nullptr};
  OwnerReadLimit limited_{&owner_, &clock_, {}};
  FreshProfileLookup profiles_{&registry_, &registry_watermark_, &limited_,
                               &names_};

  CatalogWithPast past_catalog_;
  RegistryWithPast past_registry_;
  std::unique_ptr<scheme_catalog::v1::SchemeCatalogService::Stub>
      catalog_stub_ = past_catalog_.NewStub();
  std::unique_ptr<registry::v1::RegistryService::Stub> registry_stub_ =
      past_registry_.NewStub();
  CatalogReader catalog_reader_{catalog_stub_.get(), &clock_, {}};
  CatalogHistory catalog_history_{&catalog_, &catalog_reader_, &clock_, {}};
  RegistryProfileSource past_profiles_{registry_stub_.get(), &clock_, {}};
  RegistryHistory registry_history_{
      &registry_, &past_profiles_, registry_stub_.get(), &clock_, {}};
  PastAnswerLimit past_answers_{&clock_, {2, 1, absl::Milliseconds(1)}};

  SubjectFinder subjects_{
      {&registry_, &registry_watermark_, &profiles_, &registry_history_}};
  AnswerBasisReader reader_{{&clock_, &catalog_, &catalog_watermark_,
                             &registry_watermark_, &subjects_,
                             &catalog_history_, &past_answers_}};
  Watermark subjects_watermark_{"registry", &clock_, patient_};
  SubjectsState everybody_{&subjects_watermark_};
  LongAnswerLimit long_answers_{
      &clock_, {2, 2, absl::Seconds(1), 1, absl::Milliseconds(1)}};
  CoverageBasisReader coverage_{{&clock_, &catalog_, &catalog_watermark_,
                                 &everybody_, &subjects_watermark_,
                                 &long_answers_}};
  RegistryRecords records_{registry_stub_.get(), &clock_};
  std::unique_ptr<ServerRuntime> runtime_;
  std::unique_ptr<MatchingServiceImpl> service_;
  std::unique_ptr<v1::MatchingService::Stub> stub_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_FIXTURE_H_
