#include "services/matching/guidance_service.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/matching_service_fixture.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

// The service behind a server of its own, beside what the fixture has.
class GuidanceServiceTest : public MatchingServiceTest {
 protected:
  GuidanceServiceTest() {
    ServerOptions options;
    options.services = {"sangam.matching.v1.GuidanceService"};
    guidance_runtime_ = std::make_unique<ServerRuntime>(options);
    guidance_ = std::make_unique<GuidanceServiceImpl>(guidance_runtime_.get(),
                                                      &reader_, &records_);
    guidance_runtime_->Register(guidance_.get());
    EXPECT_TRUE(guidance_runtime_->Start().ok());
    guidance_stub_ = v1::GuidanceService::NewStub(grpc::CreateChannel(
        "127.0.0.1:" + std::to_string(guidance_runtime_->port()),
        grpc::InsecureChannelCredentials()));
  }
  ~GuidanceServiceTest() override { guidance_runtime_->Shutdown(); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (v1::GuidanceService::Stub::*method)(grpc::ClientContext*,
                                                        const Request&,
                                                        Response*),
      const std::string& request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status = (guidance_stub_.get()->*method)(
        &context, FromText<Request>(request), &response);
    if (!status.ok()) return FromGrpcStatus(status);
    return response;
  }
  absl::StatusOr<v1::FitModelsResponse> Fit(const std::string& request) {
    return Call(&v1::GuidanceService::Stub::FitModels, request);
  }
  absl::StatusOr<v1::SuggestRemediesResponse> Suggest(
      const std::string& request) {
    return Call(&v1::GuidanceService::Stub::SuggestRemedies, request);
  }
  absl::StatusOr<v1::TrackProgrammeResponse> Track(const std::string& request) {
    return Call(&v1::GuidanceService::Stub::TrackProgramme, request);
  }
  absl::StatusOr<v1::TellPrecedentsResponse> Tell(const std::string& request) {
    return Call(&v1::GuidanceService::Stub::TellPrecedents, request);
  }

  // One more state of the catalogue, with this change.
  void Change(int64_t revision, const std::string& change) {
    auto batch = CatalogBatch(revision);
    *batch.add_changes() = FromText<scheme_catalog::v1::CatalogChange>(change);
    ASSERT_TRUE(catalog_.Apply(batch).ok());
    catalog_.Publish();
  }

  template <typename Response>
  static std::vector<std::string> FaultyFields(
      const absl::StatusOr<Response>& response) {
    std::vector<std::string> fields;
    for (const auto& violation : FieldViolationsOf(response.status())) {
      fields.push_back(violation.field);
    }
    return fields;
  }

  std::unique_ptr<ServerRuntime> guidance_runtime_;
  std::unique_ptr<GuidanceServiceImpl> guidance_;
  std::unique_ptr<v1::GuidanceService::Stub> guidance_stub_;
};

TEST_F(GuidanceServiceTest, WhatTheFeedBringsAndTakesAwayIsTold) {
  const std::string asked = "subject { name: 'groups/a' }";
  ASSERT_TRUE(Fit(asked).ok()) << Fit(asked).status();
  EXPECT_EQ(Fit(asked)->models_size(), 0);
  Change(4,
         "replicable_model { name: 'replicableModels/m' applies_where:"
         " 'members >= 10' }");
  const auto fit = Fit(asked);
  ASSERT_TRUE(fit.ok()) << fit.status();
  ASSERT_EQ(fit->models_size(), 1);
  EXPECT_EQ(fit->models(0).applies().outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(fit->subject(), "groups/a");
  EXPECT_EQ(BasisOf(*fit, kCatalogStore), CatalogAt(4));
  EXPECT_EQ(fit->basis().request_digest(),
            RequestDigest(FromText<v1::FitModelsRequest>(asked)));
  EXPECT_FALSE(fit->disclaimer().empty());
  Change(5,
         "survey_problem { name: 'surveyProblems/p' recognised_where: 'members"
         " == 12' }");
  const auto suggested = Suggest(asked);
  ASSERT_TRUE(suggested.ok()) << suggested.status();
  ASSERT_EQ(suggested->problems_size(), 1);
  Change(6, "replicable_model { name: 'replicableModels/m' } deleted: true");
  EXPECT_EQ(Fit(asked)->models_size(), 0);
  EXPECT_EQ(Suggest(asked)->problems_size(), 1);
}

TEST_F(GuidanceServiceTest, AListTakesTheGuidanceAwayThatItLacks) {
  Change(4,
         "replicable_model { name: 'replicableModels/m' applies_where: 'true'"
         " }");
  ASSERT_EQ(Fit("subject { name: 'groups/a' }")->models_size(), 1);
  ListCatalog();
  EXPECT_EQ(Fit("subject { name: 'groups/a' }")->models_size(), 0);
}

TEST_F(GuidanceServiceTest, FaultsAreNamedByTheirFields) {
  EXPECT_THAT(FaultyFields(Fit("")), ElementsAre("subject"));
  EXPECT_THAT(
      FaultyFields(Fit("subject { name: 'places/x' } models: 'models/x' models:"
                       " 'replicableModels/m' models: 'replicableModels/m'"
                       " costs { cost_paise: -1 } as_of { year: 2026 month: 2"
                       " day: 30 } language_code: 'e!'")),
      ElementsAre("subject.name", "models[0]", "models[2]", "costs",
                  "costs[0].need", "costs[0].cost_paise", "as_of",
                  "language_code"));
  EXPECT_THAT(FaultyFields(Suggest("subject { name: 'groups/a' } problems:"
                                   " 'OUTDATED_TECHNOLOGY'")),
              ElementsAre("problems[0]"));
  EXPECT_THAT(FaultyFields(Track("clusters: 'groups/a'")),
              ElementsAre("programme", "clusters[0]"));
  EXPECT_THAT(FaultyFields(Tell("")), ElementsAre("precedents"));
  EXPECT_THAT(FaultyFields(Tell("precedents { subject: 'enterprises/a' }")),
              ElementsAre("precedents[0].subject", "precedents[0].scheme"));
}

TEST_F(GuidanceServiceTest, ThePastIsRefusedAndAFreshTokenIsAwaited) {
  Token token(RegistryAt(5));
  token.Merge(CatalogAt(3));
  EXPECT_TRUE(Fit("subject { name: 'groups/a' } read_at { at_least_token: '" +
                  token.Encode() + "' }")
                  .ok());
  EXPECT_THAT(
      FaultyFields(Fit("subject { name: 'groups/a' } read_at { exact_token: '" +
                       token.Encode() + "' }")),
      ElementsAre("read_at.exact_token"));
  EXPECT_THAT(FaultyFields(Suggest(
                  "subject { name: 'groups/a' } read_at { known_at { seconds:"
                  " 1700000000 } }")),
              ElementsAre("read_at.known_at"));
}

TEST_F(GuidanceServiceTest, WhatIsNotThereIsNotFound) {
  EXPECT_TRUE(
      absl::IsNotFound(Track("programme: 'upgradeProgrammes/none'").status()));
  EXPECT_TRUE(absl::IsNotFound(
      Fit("subject { name: 'groups/a' } models: 'replicableModels/none'")
          .status()));
}

TEST_F(GuidanceServiceTest, AMergedNameIsToldOfAsItsSurvivor) {
  past_registry_.states[5].profiles["groups/a"];
  past_registry_.survivors = {{"groups/a-twice", "groups/a"}};
  past_registry_.linkages = {FromText<registry::v1::Linkage>(
      "name: 'linkages/l' subject: 'groups/a' scheme: 'schemes/big' state:"
      " LINKAGE_STATE_RECEIVED")};
  const auto told = Tell(
      "precedents { subject: 'groups/a-twice' scheme: 'schemes/big' }"
      " precedents { subject: 'groups/a' scheme: 'schemes/big' }"
      " precedents { subject: 'groups/nobody' scheme: 'schemes/big' }");
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_EQ(told->precedents_size(), 3);
  EXPECT_EQ(told->precedents(0).subject(), "groups/a");
  ASSERT_EQ(told->precedents(0).benefits_size(), 1);
  EXPECT_EQ(told->precedents(0).benefits(0).linkage(), "linkages/l");
  EXPECT_EQ(told->precedents(1).DebugString(),
            told->precedents(0).DebugString());
  EXPECT_EQ(told->precedents(2).subject(), "groups/nobody");
  EXPECT_EQ(told->precedents(2).benefits_size(), 0);
}

TEST_F(GuidanceServiceTest, AProgrammesClusterIsAskedForByAnyOfItsNames) {
  past_registry_.states[5].profiles["clusters/c"];
  past_registry_.survivors = {{"clusters/c-twice", "clusters/c"},
                              {"clusters/c-third", "clusters/c"}};
  owner_.Set([](const ProfileQuery& query) -> absl::StatusOr<SubjectProfile> {
    if (query.subject == "clusters/none") return NotFoundError(query.subject);
    return MakeProfile("clusters/c", 3, 5);
  });
  registry_.BeginList();
  auto batch = RegistryBatch(5);
  AddProfile(batch, "clusters/c", 3);
  batch.set_snapshot_complete(true);
  ASSERT_TRUE(registry_.Apply(batch).ok());
  Change(4,
         "upgrade_programme { name: 'upgradeProgrammes/u' paths { id: 'p'"
         " cluster: 'clusters/c-twice' } paths { id: 'q' cluster:"
         " 'clusters/none' } }");
  const auto paths = [this](const std::string& clusters) {
    const auto tracked = Track("programme: 'upgradeProgrammes/u' " + clusters);
    EXPECT_TRUE(tracked.ok()) << tracked.status();
    std::vector<std::string> names;
    if (!tracked.ok()) return names;
    for (const auto& path : tracked->paths()) names.push_back(path.cluster());
    return names;
  };
  EXPECT_THAT(paths(""), ElementsAre("clusters/c", "clusters/none"));
  for (const char* name :
       {"clusters/c", "clusters/c-twice", "clusters/c-third"}) {
    EXPECT_THAT(paths(absl::StrCat("clusters: '", name, "'")),
                ElementsAre("clusters/c"))
        << name;
  }
  EXPECT_THAT(paths("clusters: 'clusters/none'"), ElementsAre("clusters/none"));
  EXPECT_THAT(paths("clusters: 'clusters/other'"), ElementsAre());
}

TEST_F(GuidanceServiceTest, ARegistryThatCantTellIsUnavailable) {
  past_registry_.on_call = [] { return OwnerUnavailableError("registry"); };
  EXPECT_EQ(ReasonOf(Tell("precedents { subject: 'groups/a' scheme:"
                          " 'schemes/big' }")
                         .status()),
            type::v1::ERROR_REASON_OWNER_UNAVAILABLE);
}

}  // namespace
}  // namespace sangam::matching
