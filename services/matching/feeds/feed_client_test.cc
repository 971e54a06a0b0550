#include "services/matching/feeds/feed_client.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/feeds/registry_state.h"

namespace sangam::matching {
namespace {

using Batch = registry::v1::WatchProfilesResponse;
using Writer = grpc::ServerWriter<Batch>;
using Feed = FeedClient<registry::v1::WatchProfilesRequest, Batch>;
// What the server does on one stream.
using Script = std::function<grpc::Status(Writer&)>;

// A registry whose feed does what a test tells it: the n-th stream runs the
// n-th script, further ones the last.
class ScriptedRegistry final : public registry::v1::RegistryService::Service {
 public:
  explicit ScriptedRegistry(std::vector<Script> scripts)
      : scripts_(std::move(scripts)) {}

  grpc::Status WatchProfiles(grpc::ServerContext* context,
                             const registry::v1::WatchProfilesRequest* request,
                             Writer* writer) override {
    size_t stream = 0;
    {
      absl::MutexLock lock(&mutex_);
      stream = resume_tokens_.size();
      resume_tokens_.push_back(request->resume_token());
    }
    const grpc::Status status =
        scripts_[std::min(stream, scripts_.size() - 1)](*writer);
    // OK stands for: stay silent until the client goes away.
    while (status.ok() && !context->IsCancelled()) {
      absl::SleepFor(absl::Milliseconds(2));
    }
    return status;
  }

  std::vector<std::string> resume_tokens() const {
    absl::MutexLock lock(&mutex_);
    return resume_tokens_;
  }

 private:
  const std::vector<Script> scripts_;
  mutable absl::Mutex mutex_;
  std::vector<std::string> resume_tokens_ ABSL_GUARDED_BY(mutex_);
};

Batch WithProfile(Batch batch, const std::string& subject, int64_t revision) {
  AddProfile(batch, subject, revision);
  return batch;
}

Batch Complete(Batch batch) {
  batch.set_snapshot_complete(true);
  return batch;
}

Script Send(std::vector<Batch> batches,
            grpc::Status status = grpc::Status::OK) {
  return [batches, status](Writer& writer) {
    for (const Batch& batch : batches) writer.Write(batch);
    return status;
  };
}

const grpc::Status kBroken(grpc::StatusCode::UNAVAILABLE, "gone");

class FeedClientTest : public testing::Test {
 protected:
  ~FeedClientTest() override {
    feed_.reset();
    if (server_ != nullptr) server_->Shutdown();
  }

  void Serve(std::vector<Script> scripts) {
    service_ = std::make_unique<ScriptedRegistry>(std::move(scripts));
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:" + std::to_string(port_),
                             grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
  }

  void Follow(FeedOptions options = {}) {
    options.first_delay = absl::Milliseconds(1);
    options.longest_delay = absl::Milliseconds(20);
    options.on_disconnect = [this](const absl::Status& reason) {
      absl::MutexLock lock(&mutex_);
      disconnects_.push_back(reason);
    };
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 10);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 10);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 20);
    stub_ = registry::v1::RegistryService::NewStub(grpc::CreateCustomChannel(
        "127.0.0.1:" + std::to_string(port_),
        grpc::InsecureChannelCredentials(), arguments));
    feed_ = std::make_unique<Feed>(
        [this](grpc::ClientContext* context,
               const registry::v1::WatchProfilesRequest& request,
               grpc::CompletionQueue* queue) {
          return stub_->PrepareAsyncWatchProfiles(context, request, queue);
        },
        &state_, options);
    feed_->Start();
  }

  bool Shows(const std::string& subject, int64_t revision) {
    return Eventually(
        [&] { return state_.Read(subject).profile_revision == revision; });
  }

  // The owner refuses to resume, and then lists what it has in `epoch`.
  void ExpectNewList(const absl::Status& refusal, const std::string& epoch) {
    Serve({Send({Complete(WithProfile(RegistryBatch(5), "groups/a", 2))},
                kBroken),
           Send({}, ToGrpcStatus(refusal)),
           Send({WithProfile(RegistryBatch(9, epoch), "groups/b", 3),
                 Complete(RegistryBatch(9, epoch))})});
    Follow();
    EXPECT_TRUE(Shows("groups/b", 3));
    EXPECT_FALSE(state_.Read("groups/a").profile_revision)
        << "what went away meanwhile must disappear";
    EXPECT_EQ(watermark_.position(), RegistryAt(9, epoch));
    EXPECT_THAT(service_->resume_tokens(),
                testing::ElementsAre("", Token(RegistryAt(5)).Encode(), ""));
  }

  size_t disconnects() {
    absl::MutexLock lock(&mutex_);
    return disconnects_.size();
  }

  SystemClock clock_;
  Watermark watermark_{"registry", &clock_};
  RegistryState state_{&watermark_, nullptr};
  int port_ = 0;
  std::unique_ptr<ScriptedRegistry> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<registry::v1::RegistryService::Stub> stub_;
  absl::Mutex mutex_;
  std::vector<absl::Status> disconnects_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<Feed> feed_;
};

TEST_F(FeedClientTest, ListsAgainFromAnOwnerThatWasSetBack) {
  Serve(
      {Send({Complete(WithProfile(RegistryBatch(5), "groups/a", 5))}, kBroken),
       Send({}, ToGrpcStatus(RevisionNotYetAvailableError("registry"))),
       Send({Complete(WithProfile(RegistryBatch(3), "groups/a", 2))})});
  Follow();
  EXPECT_TRUE(Shows("groups/a", 2));
  EXPECT_EQ(watermark_.position(), RegistryAt(3));
  EXPECT_THAT(service_->resume_tokens(),
              testing::ElementsAre("", Token(RegistryAt(5)).Encode(), ""));
}

TEST_F(FeedClientTest, ListsThenWatches) {
  Serve({Send({WithProfile(RegistryBatch(5), "groups/a", 2),
               Complete(RegistryBatch(5)),
               WithProfile(RegistryBatch(6), "groups/a", 6)})});
  Follow();
  EXPECT_TRUE(Shows("groups/a", 6));
  EXPECT_EQ(service_->resume_tokens(), std::vector<std::string>{""});
}

TEST_F(FeedClientTest, ResumesAfterTheLastBatchThatItTook) {
  Serve({Send({Complete(WithProfile(RegistryBatch(5), "groups/a", 2)),
               RegistryBatch(7)},
              kBroken),
         Send({WithProfile(RegistryBatch(8), "groups/a", 8)})});
  Follow();
  EXPECT_TRUE(Shows("groups/a", 8));
  EXPECT_THAT(service_->resume_tokens(),
              testing::ElementsAre("", Token(RegistryAt(7)).Encode()));
}

TEST_F(FeedClientTest, ListsAgainWhereTheListBrokeOff) {
  Serve({Send({WithProfile(RegistryBatch(5), "groups/gone", 2)}, kBroken),
         Send({Complete(WithProfile(RegistryBatch(6), "groups/a", 2))})});
  Follow();
  EXPECT_TRUE(Shows("groups/a", 2));
  EXPECT_FALSE(state_.Read("groups/gone").profile_revision);
  EXPECT_THAT(service_->resume_tokens(), testing::ElementsAre("", ""));
}

TEST_F(FeedClientTest, ListsAgainAfterTheStoreWasRestored) {
  ExpectNewList(StoreEpochChangedError("registry"), "e2");
}

TEST_F(FeedClientTest, ListsAgainAfterTheRevisionWasCompacted) {
  ExpectNewList(RevisionCompactedError("registry"), "e1");
}

TEST_F(FeedClientTest, ListsAgainAfterABatchThatCannotBe) {
  Serve({Send({Complete(WithProfile(RegistryBatch(5), "groups/a", 2)),
               WithProfile(RegistryBatch(2), "groups/a", 1)}),
         Send({Complete(WithProfile(RegistryBatch(6), "groups/a", 6))})});
  Follow();
  EXPECT_TRUE(Shows("groups/a", 6));
  EXPECT_THAT(service_->resume_tokens(), testing::ElementsAre("", ""));
}

TEST_F(FeedClientTest, GivesUpAStreamThatFellSilent) {
  FeedOptions options;
  options.silence_timeout = absl::Milliseconds(50);
  Serve({Send({Complete(RegistryBatch(5))}),
         Send({WithProfile(RegistryBatch(6), "groups/a", 6)})});
  Follow(options);
  EXPECT_TRUE(Shows("groups/a", 6));
}

TEST_F(FeedClientTest, HasPatienceWithAListThatPauses) {
  FeedOptions options;
  options.silence_timeout = absl::Milliseconds(1);
  Serve({[](Writer& writer) {
    writer.Write(WithProfile(RegistryBatch(5), "groups/a", 2));
    absl::SleepFor(absl::Milliseconds(100));
    writer.Write(Complete(WithProfile(RegistryBatch(5), "groups/b", 2)));
    return grpc::Status::OK;
  }});
  Follow(options);
  EXPECT_TRUE(Shows("groups/b", 2));
}

TEST_F(FeedClientTest, GivesUpAListThatDoesNotBegin) {
  FeedOptions options;
  options.first_batch_timeout = absl::Milliseconds(50);
  Serve({Send({}),
         Send({Complete(WithProfile(RegistryBatch(6), "groups/a", 6))})});
  Follow(options);
  EXPECT_TRUE(Shows("groups/a", 6));
}

TEST_F(FeedClientTest, WaitsForAnOwnerThatIsNotThereYet) {
  Serve({Send({})});
  server_->Shutdown();
  server_.reset();
  Follow();
  EXPECT_TRUE(Eventually([this] { return disconnects() >= 3; }));
  EXPECT_FALSE(watermark_.IsComplete());
  Serve({Send({Complete(WithProfile(RegistryBatch(6), "groups/a", 6))})});
  EXPECT_TRUE(Shows("groups/a", 6));
}

TEST_F(FeedClientTest, StopsInTheMiddleOfAnything) {
  Serve({Send({Complete(RegistryBatch(5))})});
  Follow();
  EXPECT_TRUE(Eventually([this] { return watermark_.IsComplete(); }));
  feed_->Stop();
  feed_->Stop();
  Follow();
  feed_->Stop();
}

}  // namespace
}  // namespace sangam::matching
