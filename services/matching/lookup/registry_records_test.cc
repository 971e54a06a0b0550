#include "services/matching/lookup/registry_records.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "gmock/gmock.h"
#include "grpcpp/server_builder.h"

namespace sangam::matching {
namespace {

using registry::v1::Linkage;
using testing::ElementsAre;
using testing::IsEmpty;

// Where the store was when it was asked about.
StorePosition Then() { return {"registry", "e1", 5}; }

// A registry that has gone on since.
class LaterRegistry final : public registry::v1::RegistryService::Service {
 public:
  // One page for each.
  grpc::Status ListLinkages(
      grpc::ServerContext*, const registry::v1::ListLinkagesRequest* request,
      registry::v1::ListLinkagesResponse* response) override {
    size_t page = 0;
    if (!request->page_token().empty())
      page = std::stoul(request->page_token());
    if (page >= newest.size()) return grpc::Status::OK;
    *response->add_linkages() = newest[page];
    if (page + 1 < newest.size()) {
      response->set_next_page_token(std::to_string(page + 1));
    }
    return grpc::Status::OK;
  }
  grpc::Status GetLinkage(grpc::ServerContext*,
                          const registry::v1::GetLinkageRequest* request,
                          registry::v1::GetLinkageResponse* response) override {
    EXPECT_EQ(request->read_at().exact_token(), Token(Then()).Encode());
    asked.push_back(request->name());
    const auto linkage = then.find(request->name());
    if (linkage == then.end()) {
      return ToGrpcStatus(NotFoundError(request->name()));
    }
    *response->mutable_linkage() = linkage->second;
    return grpc::Status::OK;
  }

  // What was there at each revision; none at another one.
  grpc::Status GetPlan(grpc::ServerContext*,
                       const registry::v1::GetPlanRequest* request,
                       registry::v1::GetPlanResponse* response) override {
    const auto token = Token::Parse(request->read_at().exact_token(), "token");
    const auto plan = plans.find(token->Find("registry")->revision);
    if (plan == plans.end()) return ToGrpcStatus(NotFoundError("plans/p"));
    if (!plan->second.ok()) return ToGrpcStatus(plan->second.status());
    response->mutable_plan()->set_name(request->name());
    response->mutable_plan()->set_etag(*plan->second);
    return grpc::Status::OK;
  }

  // By revision, its etag then.
  std::map<int64_t, absl::StatusOr<std::string>> plans;
  std::vector<Linkage> newest;
  std::map<std::string, Linkage> then;
  std::vector<std::string> asked;
};

class RegistryRecordsTest : public testing::Test {
 protected:
  RegistryRecordsTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&registry_);
    server_ = builder.BuildAndStart();
    stub_ = registry::v1::RegistryService::NewStub(
        server_->InProcessChannel(grpc::ChannelArguments()));
  }
  ~RegistryRecordsTest() override { server_->Shutdown(); }

  // "linkages/x STATE" of each.
  std::vector<std::string> LinkagesThen() {
    const RegistryRecords records(stub_.get(), &clock_);
    const auto linkages = records.LinkagesAt("groups/a", Then(), {});
    EXPECT_TRUE(linkages.ok()) << linkages.status();
    std::vector<std::string> told;
    if (!linkages.ok()) return told;
    for (const Linkage& linkage : *linkages) {
      told.push_back(
          absl::StrCat(linkage.name(), " ",
                       registry::v1::LinkageState_Name(linkage.state())));
    }
    return told;
  }

  // The etag of the plan before the version with that etag; empty if there was
  // none.
  absl::StatusOr<std::string> EtagBefore(const std::string& etag) {
    registry::v1::Plan version;
    version.set_name("plans/p");
    version.set_etag(etag);
    const RegistryRecords records(stub_.get(), &clock_);
    const auto found = records.FindPlanBefore(version, {});
    if (!found.ok()) return found.status();
    return *found ? (*found)->etag() : std::string();
  }

  static Linkage Made(const std::string& name, const std::string& etag,
                      registry::v1::LinkageState state,
                      const std::string& subject = "groups/a") {
    Linkage linkage;
    linkage.set_name(name);
    linkage.set_subject(subject);
    linkage.set_etag(etag);
    linkage.set_state(state);
    return linkage;
  }

  LaterRegistry registry_;
  SystemClock clock_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<registry::v1::RegistryService::Stub> stub_;
};

TEST_F(RegistryRecordsTest, VersionsOfAPlanAreReadBackwards) {
  registry_.plans.emplace(6, "e1-4");
  registry_.plans.emplace(3, RevisionCompactedError("registry"));
  registry_.plans.emplace(8, ServerBusyError(absl::Seconds(1)));
  EXPECT_EQ(*EtagBefore("e1-7"), "e1-4");
  EXPECT_EQ(*EtagBefore("e1-3"), "") << "it was not there before";
  EXPECT_EQ(*EtagBefore("e1-4"), "") << "that is forgotten";
  EXPECT_EQ(*EtagBefore("e1-1"), "") << "nothing was there before";
  EXPECT_EQ(*EtagBefore("7"), "");
  EXPECT_FALSE(EtagBefore("e1-9").ok());
}

TEST_F(RegistryRecordsTest, WhatHasNotChangedSinceIsNotReadAgain) {
  registry_.newest = {
      Made("linkages/x", "e1-4", registry::v1::LINKAGE_STATE_APPLIED),
      Made("linkages/y", "e1-5", registry::v1::LINKAGE_STATE_SANCTIONED)};
  EXPECT_THAT(LinkagesThen(),
              ElementsAre("linkages/x LINKAGE_STATE_APPLIED",
                          "linkages/y LINKAGE_STATE_SANCTIONED"));
  EXPECT_THAT(registry_.asked, IsEmpty());
}

TEST_F(RegistryRecordsTest, WhatHasChangedSinceIsReadAsItWas) {
  registry_.newest = {
      Made("linkages/x", "e1-6", registry::v1::LINKAGE_STATE_SANCTIONED),
      Made("linkages/new", "e1-7", registry::v1::LINKAGE_STATE_SANCTIONED),
      Made("linkages/moved", "e1-8", registry::v1::LINKAGE_STATE_SANCTIONED)};
  registry_.then["linkages/x"] =
      Made("linkages/x", "e1-2", registry::v1::LINKAGE_STATE_APPLIED);
  registry_.then["linkages/moved"] =
      Made("linkages/moved", "e1-2", registry::v1::LINKAGE_STATE_SANCTIONED,
           "groups/b");
  EXPECT_THAT(LinkagesThen(), ElementsAre("linkages/x LINKAGE_STATE_APPLIED"));
  EXPECT_THAT(registry_.asked,
              ElementsAre("linkages/x", "linkages/new", "linkages/moved"));
}

}  // namespace
}  // namespace sangam::matching
