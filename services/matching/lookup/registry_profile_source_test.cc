#include "services/matching/lookup/registry_profile_source.h"

#include <atomic>
#include <memory>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "services/matching/lookup/profiles_for_test.h"

namespace sangam::matching {
namespace {

using registry::v1::GetSubjectProfileRequest;

// A registry that answers as a test tells it.
class ScriptedRegistry final : public registry::v1::RegistryService::Service {
 public:
  grpc::Status GetSubjectProfile(grpc::ServerContext* context,
                                 const GetSubjectProfileRequest* request,
                                 SubjectProfile* response) override {
    last_request = *request;
    const auto& metadata = context->client_metadata();
    const auto request_id = metadata.find("x-request-id");
    if (request_id != metadata.end()) {
      last_request_id.assign(request_id->second.data(),
                             request_id->second.size());
    }
    if (hangs) go_on.WaitForNotification();
    *response = profile;
    return ToGrpcStatus(status);
  }

  GetSubjectProfileRequest last_request;
  std::string last_request_id;
  SubjectProfile profile = MakeProfile("groups/a", 4, 9);
  absl::Status status;
  std::atomic<bool> hangs{false};
  // Outlives the handlers that wait for it.
  absl::Notification go_on;
};

class RegistryProfileSourceTest : public testing::Test {
 protected:
  RegistryProfileSourceTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&registry_);
    server_ = builder.BuildAndStart();
    stub_ = registry::v1::RegistryService::NewStub(
        server_->InProcessChannel(grpc::ChannelArguments()));
    options_.on_read = [this](bool answered) { reads_.push_back(answered); };
  }
  ~RegistryProfileSourceTest() override { server_->Shutdown(); }

  absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                        const CallContext& call = {}) {
    RegistryProfileSource source(stub_.get(), &clock_, options_);
    LookupBudget budget;
    return source.Get(query, call, budget);
  }

  static ProfileQuery ByName() {
    ProfileQuery query;
    query.subject = "groups/a";
    return query;
  }

  SystemClock clock_;
  RegistryProfileSource::Options options_;
  ScriptedRegistry registry_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<registry::v1::RegistryService::Stub> stub_;
  std::vector<bool> reads_;
};

TEST_F(RegistryProfileSourceTest, AsksByNameForAtLeastAPosition) {
  ProfileQuery query = ByName();
  query.at_least = RegistryAt(7);
  CallContext call;
  call.request_id = "r-1";
  const auto profile = Get(query, call);
  ASSERT_TRUE(profile.ok());
  EXPECT_EQ((*profile)->profile().members(), 4);
  EXPECT_EQ(registry_.last_request.name(), "groups/a");
  EXPECT_EQ(registry_.last_request.read_at().at_least_token(),
            Token(RegistryAt(7)).Encode());
  EXPECT_EQ(registry_.last_request_id, "r-1");
  EXPECT_EQ(reads_, std::vector<bool>{true});
}

TEST_F(RegistryProfileSourceTest, AsksForExactlyThePastStateThatIsWanted) {
  ProfileQuery query = ByName();
  query.at_least = RegistryAt(7);
  query.past = RegistryAt(9);
  ASSERT_TRUE(Get(query).ok());
  EXPECT_EQ(registry_.last_request.read_at().exact_token(),
            Token(RegistryAt(9)).Encode());
  google::protobuf::Timestamp time;
  time.set_seconds(7);
  query.past = time;
  ASSERT_TRUE(Get(query).ok());
  EXPECT_EQ(registry_.last_request.read_at().known_at().seconds(), 7);
  query.past = RegistryAt(8);
  EXPECT_TRUE(absl::IsInternal(Get(query).status())) << "it answered with 9";
}

TEST_F(RegistryProfileSourceTest, ThePastMayTakeLonger) {
  registry_.hangs = true;
  options_.longest_read = absl::Minutes(1);
  options_.longest_past_read = absl::Milliseconds(20);
  ProfileQuery query = ByName();
  query.past = RegistryAt(9);
  EXPECT_EQ(Get(query).status(), OwnerUnavailableError("registry"));
  registry_.go_on.Notify();
}

TEST_F(RegistryProfileSourceTest, AsksByOutsideId) {
  ProfileQuery query;
  query.outside_id.emplace();
  query.outside_id->set_system("LOKOS");
  query.outside_id->set_value("77");
  ASSERT_TRUE(Get(query).ok());
  EXPECT_EQ(registry_.last_request.outside_id().value(), "77");
}

TEST_F(RegistryProfileSourceTest, HandsOnWhatTheRegistrySaysOfTheQuestion) {
  for (const absl::Status& status :
       {NotFoundError("groups/a"), StoreEpochChangedError("registry"),
        RevisionNotYetAvailableError("registry"),
        RevisionCompactedError("registry"),
        InvalidFieldError("name", "is odd")}) {
    registry_.status = status;
    EXPECT_EQ(Get(ByName()).status(), status);
  }
}

TEST_F(RegistryProfileSourceTest, AFailingRegistryIsUnavailable) {
  for (const absl::Status& status :
       {absl::UnavailableError("no"), InternalFault("oops"),
        ServerStoppingError(), absl::UnknownError("?")}) {
    registry_.status = status;
    EXPECT_EQ(Get(ByName()).status(), OwnerUnavailableError("registry"));
  }
  EXPECT_EQ(reads_, std::vector<bool>(4, false));
}

TEST_F(RegistryProfileSourceTest, AHungRegistryIsUnavailable) {
  registry_.hangs = true;
  options_.longest_read = absl::Milliseconds(20);
  EXPECT_EQ(Get(ByName()).status(), OwnerUnavailableError("registry"));
  options_.longest_read = absl::Minutes(1);
  CallContext call;
  call.deadline = clock_.Now() + absl::Milliseconds(20);
  EXPECT_EQ(Get(ByName(), call).status(), DeadlineExceededError());
  registry_.go_on.Notify();
}

TEST_F(RegistryProfileSourceTest, AHungRegistryIsNotWaitedForInVain) {
  registry_.hangs = true;
  options_.longest_read = absl::Minutes(1);
  CallContext call;
  const absl::Time began = clock_.Now();
  call.cancelled = [&] {
    return clock_.Now() > began + absl::Milliseconds(20);
  };
  EXPECT_EQ(Get(ByName(), call).status(), DeadlineExceededError());
  EXPECT_LT(clock_.Now() - began, absl::Seconds(10));
  EXPECT_TRUE(reads_.empty()) << "nobody knows whether it would have answered";
  registry_.go_on.Notify();
}

TEST_F(RegistryProfileSourceTest, WhatWasMergedIsItsSurvivor) {
  registry_.profile = MakeProfile("groups/b", 4, 9);
  const auto profile = Get(ByName());
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_EQ((*profile)->subject(), "groups/b");
}

TEST_F(RegistryProfileSourceTest, AReplyToAnotherQuestionIsAFault) {
  registry_.profile = MakeProfile("enterprises/a", 4, 9);
  EXPECT_TRUE(absl::IsInternal(Get(ByName()).status()));
  registry_.profile = MakeProfile("groups/a", 4, 9);
  registry_.profile.set_token("");
  EXPECT_TRUE(absl::IsInternal(Get(ByName()).status()));
}

}  // namespace
}  // namespace sangam::matching
