// For the tests of the runtime: a real server on a free loopback port, whose
// behaviour each test sets.
#ifndef SANGAM_COMMON_SERVER_RUNTIME_FIXTURE_H_
#define SANGAM_COMMON_SERVER_RUNTIME_FIXTURE_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "common/server/channel.h"
#include "common/server/server.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "sangam/matching/v1/matching_service.grpc.pb.h"
#include "sangam/scheme_catalog/v1/scheme_catalog_service.grpc.pb.h"

namespace sangam {

using MatchRequest = matching::v1::MatchSchemesRequest;
using MatchResponse = matching::v1::MatchSchemesResponse;
using WatchRequest = scheme_catalog::v1::WatchCatalogRequest;
using WatchResponse = scheme_catalog::v1::WatchCatalogResponse;
using UnaryHandler = std::function<absl::StatusOr<MatchResponse>(
    const CallContext&, const MatchRequest&)>;
using SourceFactory =
    std::function<std::unique_ptr<StreamSource<WatchResponse>>()>;

// No test waits longer than this for what must come.
inline constexpr absl::Duration kPatience = absl::Seconds(20);

// Keeps every event, as JSON, and lets a test wait for one.
class CapturingLogger : public Logger {
 public:
  void Write(LogLevel, absl::string_view event,
             std::initializer_list<LogField> fields) override {
    nlohmann::json line;
    line["event"] = std::string(event);
    for (const LogField& field : fields) {
      std::visit(
          [&](const auto& value) {
            if constexpr (std::is_same_v<decltype(value),
                                         const absl::string_view&>) {
              line[std::string(field.name)] = std::string(value);
            } else {
              line[std::string(field.name)] = value;
            }
          },
          field.value);
    }
    const absl::MutexLock lock(&mutex_);
    lines_.push_back(line);
  }

  // The `count`-th line of a call that ended with `code`.
  nlohmann::json WaitForCall(const std::string& code, size_t count = 1) {
    std::vector<nlohmann::json> found;
    const auto seen = [&] {
      found.clear();
      for (const auto& line : lines_) {
        if (line.value("code", "") == code) found.push_back(line);
      }
      return found.size() >= count;
    };
    const absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(absl::Condition(&seen), kPatience)) {
      ADD_FAILURE() << "no call ended with " << code;
      return {};
    }
    return found[count - 1];
  }

 private:
  absl::Mutex mutex_;
  std::vector<nlohmann::json> lines_;
};

class UnaryService : public matching::v1::MatchingService::CallbackService {
 public:
  explicit UnaryService(ServerRuntime* runtime) : runtime_(*runtime) {}

  grpc::ServerUnaryReactor* MatchSchemes(grpc::CallbackServerContext* context,
                                         const MatchRequest* request,
                                         MatchResponse* response) override {
    return runtime_.Unary(
        context, request, response,
        [this](const CallContext& call, const MatchRequest& request) {
          return handler(call, request);
        });
  }

  UnaryHandler handler = [](const CallContext&, const MatchRequest& request) {
    MatchResponse response;
    response.set_subject(request.name());
    return response;
  };

 private:
  ServerRuntime& runtime_;
};

class StreamService
    : public scheme_catalog::v1::SchemeCatalogService::CallbackService {
 public:
  explicit StreamService(ServerRuntime* runtime) : runtime_(*runtime) {}

  grpc::ServerWriteReactor<WatchResponse>* WatchCatalog(
      grpc::CallbackServerContext* context,
      const WatchRequest* request) override {
    return runtime_.Stream(context, request, make_source());
  }

  SourceFactory make_source;

 private:
  ServerRuntime& runtime_;
};

// A unary call that has been sent.
struct PendingCall {
  grpc::ClientContext context;
  MatchRequest request;
  MatchResponse response;
  absl::Status status;
  absl::Notification done;

  const absl::Status& Wait() {
    EXPECT_TRUE(done.WaitForNotificationWithTimeout(kPatience));
    return status;
  }
};

class RuntimeFixture : public testing::Test {
 protected:
  RuntimeFixture() {
    options_.logger = &logger_;
    options_.services = {UnaryServiceName(), StreamServiceName()};
  }
  ~RuntimeFixture() override {
    if (runtime_) runtime_->Shutdown();
  }

  static std::string UnaryServiceName() {
    return matching::v1::MatchingService::service_full_name();
  }
  static std::string StreamServiceName() {
    return scheme_catalog::v1::SchemeCatalogService::service_full_name();
  }

  // Makes the runtime from options_ and starts it.
  void Start() {
    Make();
    const absl::Status started = runtime_->Start();
    ASSERT_TRUE(started.ok()) << started;
    channel_ = NewChannel(absl::StrCat("127.0.0.1:", runtime_->port()));
    stub_ = matching::v1::MatchingService::NewStub(channel_);
    stream_stub_ = scheme_catalog::v1::SchemeCatalogService::NewStub(channel_);
  }
  void Make() {
    runtime_ = std::make_unique<ServerRuntime>(options_);
    unary_ = std::make_unique<UnaryService>(runtime_.get());
    stream_ = std::make_unique<StreamService>(runtime_.get());
    runtime_->Register(unary_.get());
    runtime_->Register(stream_.get());
  }

  // Sends a call; `set_up` may change context and request first.
  std::unique_ptr<PendingCall> Send(
      const std::function<void(PendingCall&)>& set_up = [](PendingCall&) {}) {
    auto call = std::make_unique<PendingCall>();
    set_up(*call);
    stub_->async()->MatchSchemes(&call->context, &call->request,
                                 &call->response,
                                 [call = call.get()](grpc::Status status) {
                                   call->status = FromGrpcStatus(status);
                                   call->done.Notify();
                                 });
    return call;
  }

  CapturingLogger logger_;
  ServerOptions options_;
  std::unique_ptr<ServerRuntime> runtime_;
  std::unique_ptr<UnaryService> unary_;
  std::unique_ptr<StreamService> stream_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<matching::v1::MatchingService::Stub> stub_;
  std::unique_ptr<scheme_catalog::v1::SchemeCatalogService::Stub> stream_stub_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_RUNTIME_FIXTURE_H_
