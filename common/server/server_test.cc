#include "common/server/server.h"

#include <arpa/inet.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "absl/strings/match.h"
#include "common/server/runtime_fixture.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/registry.h"

namespace sangam {
namespace {

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string ToBytes(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.DumpToSingleSlice(&slice).ok()) return "";
  return std::string(reinterpret_cast<const char*>(slice.begin()),
                     slice.size());
}

// What an HTTP client gets for GET `path`.
std::string HttpGet(int port, const std::string& path) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) ==
      0) {
    const std::string request = "GET " + path + " HTTP/1.0\r\n\r\n";
    EXPECT_EQ(write(socket, request.data(), request.size()),
              static_cast<ssize_t>(request.size()));
    char buffer[4096];
    ssize_t got;
    while ((got = read(socket, buffer, sizeof(buffer))) > 0) {
      answer.append(buffer, got);
    }
  }
  close(socket);
  return answer;
}

class ServerTest : public RuntimeFixture {
 protected:
  // "SERVING", "NOT_SERVING", or the name of the error's code. gRPC's health
  // service comes without generated stubs, so the two fields are written and
  // read by hand.
  std::string Health(const std::string& service) {
    std::string request;
    if (!service.empty()) {
      request =
          std::string("\x0a") + static_cast<char>(service.size()) + service;
    }
    grpc::ByteBuffer response;
    const grpc::Status status =
        Generic("/grpc.health.v1.Health/Check", request, &response);
    if (!status.ok()) {
      return absl::StatusCodeToString(
          static_cast<absl::StatusCode>(status.error_code()));
    }
    const std::string bytes = ToBytes(response);
    if (bytes == std::string("\x08\x01")) return "SERVING";
    if (bytes == std::string("\x08\x02")) return "NOT_SERVING";
    return "?";
  }

  // One message there, one back; also for a stream.
  grpc::Status Generic(const std::string& method, const std::string& request,
                       grpc::ByteBuffer* response) {
    grpc::GenericStub stub(channel_);
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    grpc::CompletionQueue queue;
    auto call = stub.PrepareCall(&context, method, &queue);
    void* tag;
    bool ok;
    grpc::Status status;
    call->StartCall(nullptr);
    queue.Next(&tag, &ok);
    call->Write(ToBuffer(request), nullptr);
    queue.Next(&tag, &ok);
    call->Read(response, nullptr);
    queue.Next(&tag, &ok);
    call->WritesDone(nullptr);
    queue.Next(&tag, &ok);
    call->Finish(&status, nullptr);
    queue.Next(&tag, &ok);
    queue.Shutdown();
    while (queue.Next(&tag, &ok)) {
    }
    return status;
  }

  // Asks the reflection service; by default for the names of all services.
  std::string Reflect(const std::string& request = "\x3a\x01*") {
    grpc::ByteBuffer response;
    const grpc::Status status = Generic(
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        request, &response);
    return status.ok() ? ToBytes(response)
                       : absl::StatusCodeToString(static_cast<absl::StatusCode>(
                             status.error_code()));
  }
};

TEST_F(ServerTest, HealthIsPerServiceAndNothingServesAtFirst) {
  Start();
  EXPECT_EQ(Health(""), "NOT_SERVING");
  EXPECT_EQ(Health(UnaryServiceName()), "NOT_SERVING");
  EXPECT_EQ(Health("sangam.none.v1.NoService"), "NOT_FOUND");
  runtime_->SetServing(UnaryServiceName(), true);
  EXPECT_EQ(Health(UnaryServiceName()), "SERVING");
  EXPECT_EQ(Health(StreamServiceName()), "NOT_SERVING");
  EXPECT_EQ(Health(""), "NOT_SERVING");
  runtime_->SetServing(StreamServiceName(), true);
  EXPECT_EQ(Health(""), "SERVING");
  runtime_->SetServing(UnaryServiceName(), false);
  EXPECT_EQ(Health(UnaryServiceName()), "NOT_SERVING");
  EXPECT_EQ(Health(""), "NOT_SERVING");
}

TEST_F(ServerTest, WhileItDrainsItServesNothingButFinishesWhatRuns) {
  Start();
  runtime_->SetServing(UnaryServiceName(), true);
  runtime_->SetServing(StreamServiceName(), true);
  absl::Notification entered, release;
  unary_->handler = [&](const CallContext&, const MatchRequest&) {
    entered.Notify();
    release.WaitForNotification();
    return MatchResponse();
  };
  const auto running = Send();
  ASSERT_TRUE(entered.WaitForNotificationWithTimeout(kPatience));
  std::thread stopper([&] { runtime_->Shutdown(); });
  while (Health("") == "SERVING") std::this_thread::yield();
  EXPECT_EQ(Health(UnaryServiceName()), "NOT_SERVING");
  runtime_->SetServing(UnaryServiceName(), true);
  EXPECT_EQ(Health(UnaryServiceName()), "NOT_SERVING");
  // Health turns a moment before calls are refused, so one may still get in;
  // none may fail in another way.
  const auto refused = Send([](PendingCall& call) {
    call.context.set_deadline(
        absl::ToChronoTime(absl::Now() + absl::Seconds(5)));
  });
  EXPECT_EQ(ReasonOf(refused->Wait()), type::v1::ERROR_REASON_SERVER_STOPPING);
  release.Notify();
  stopper.join();
  EXPECT_TRUE(running->Wait().ok());
  runtime_->WaitForShutdown();
}

TEST_F(ServerTest, ShutdownCancelsAHandlerThatTakesTooLong) {
  options_.drain_time = absl::Milliseconds(200);
  Start();
  absl::Notification entered;
  unary_->handler = [&](const CallContext& call, const MatchRequest&) {
    entered.Notify();
    const absl::Time give_up = absl::Now() + kPatience;
    while (!call.cancelled() && absl::Now() < give_up)
      std::this_thread::yield();
    EXPECT_TRUE(call.cancelled());
    return MatchResponse();
  };
  const auto running = Send();
  ASSERT_TRUE(entered.WaitForNotificationWithTimeout(kPatience));
  runtime_->Shutdown();
  EXPECT_FALSE(running->Wait().ok());
}

TEST_F(ServerTest, TellsItsContractsOnlyIfAsked) {
  Start();
  EXPECT_EQ(Reflect(), "UNIMPLEMENTED");
}

TEST_F(ServerTest, TellsItsContractsIfAsked) {
  options_.reflection = true;
  Start();
  EXPECT_TRUE(absl::StrContains(Reflect(), UnaryServiceName()));
  EXPECT_TRUE(absl::StrContains(Reflect(), StreamServiceName()));
  // And what they hold: the file that declares a service.
  for (const auto& [service, method] :
       {std::pair(UnaryServiceName(), "MatchSchemes"),
        {StreamServiceName(), "WatchCatalog"}}) {
    const std::string file = Reflect(
        std::string("\x22") + static_cast<char>(service.size()) + service);
    EXPECT_TRUE(absl::StrContains(file, method)) << file;
  }
}

TEST_F(ServerTest, MetricsAreServedOverHttp) {
  options_.metrics_listen = "127.0.0.1:0";
  Start();
  prometheus::BuildCounter()
      .Name("sangam_matches_total")
      .Register(runtime_->metrics())
      .Add({})
      .Increment(3);
  EXPECT_TRUE(Send()->Wait().ok());
  unary_->handler = [](const CallContext&, const MatchRequest&) {
    return NotFoundError("groups/x");
  };
  EXPECT_FALSE(Send()->Wait().ok());
  const std::string page = HttpGet(runtime_->metrics_port(), "/metrics");
  const std::string labels = "grpc_method=\"MatchSchemes\",grpc_service=\"" +
                             UnaryServiceName() + "\"}";
  EXPECT_TRUE(absl::StartsWith(page, "HTTP/1.1 200")) << page;
  for (const std::string& line :
       {"grpc_server_started_total{" + labels + " 2",
        "grpc_server_handled_total{grpc_code=\"OK\"," + labels + " 1",
        "grpc_server_handled_total{grpc_code=\"NOT_FOUND\"," + labels + " 1",
        "grpc_server_handling_seconds_count{" + labels + " 2",
        std::string("sangam_server_queue_depth 0"),
        std::string("sangam_server_open_streams 0"),
        std::string("sangam_matches_total 3"),
        std::string("sangam_build_info{version=\"")}) {
    EXPECT_TRUE(absl::StrContains(page, "\n" + line)) << line << "\n" << page;
  }
}

TEST_F(ServerTest, AnEmptyMetricsAddressSwitchesThemOff) {
  Start();
  EXPECT_EQ(runtime_->metrics_port(), 0);
}

TEST_F(ServerTest, RefusesAddressesThatOtherMachinesReach) {
  options_.listen = "0.0.0.0:0";
  Make();
  absl::Status status = runtime_->Start();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(FieldViolationsOf(status)[0].field, "listen");
  options_.listen = "127.0.0.1:0";
  options_.metrics_listen = "[::]:0";
  Make();
  status = runtime_->Start();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(FieldViolationsOf(status)[0].field, "metrics_listen");
}

TEST_F(ServerTest, ListensElsewhereOnlyIfThatIsAllowed) {
  options_.listen = "0.0.0.0:0";
  options_.allow_non_loopback = true;
  Start();
  EXPECT_TRUE(Send()->Wait().ok());
}

TEST_F(ServerTest, APortInUseIsAnError) {
  options_.metrics_listen = "127.0.0.1:0";
  Start();
  ServerOptions second = options_;
  second.listen = absl::StrCat("127.0.0.1:", runtime_->port());
  second.metrics_listen = "";
  ServerRuntime same_port(second);
  absl::Status status = same_port.Start();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), second.listen)) << status;
  second.listen = "127.0.0.1:0";
  second.metrics_listen = absl::StrCat("127.0.0.1:", runtime_->metrics_port());
  ServerRuntime same_metrics_port(second);
  status = same_metrics_port.Start();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(Send()->Wait().ok());
}

TEST_F(ServerTest, TheFileLimitIsRaisedAtStart) {
  rlimit limit;
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 256);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
  Start();
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  EXPECT_EQ(limit.rlim_cur, limit.rlim_max);
}

TEST_F(ServerTest, StopsWithoutHavingStarted) {
  Make();
  runtime_->Shutdown();
  runtime_->Shutdown();
}

TEST_F(ServerTest, AChannelFindsAServerThatCameBack) {
  Start();
  EXPECT_TRUE(Send()->Wait().ok());
  const int port = runtime_->port();
  runtime_->Shutdown();
  EXPECT_EQ(Send()->Wait().code(), absl::StatusCode::kUnavailable);
  auto old = std::move(runtime_);
  options_.listen = absl::StrCat("127.0.0.1:", port);
  Make();
  ASSERT_TRUE(runtime_->Start().ok());
  const auto call = Send([](PendingCall& call) {
    call.context.set_wait_for_ready(true);
    call.context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  });
  EXPECT_TRUE(call->Wait().ok()) << call->status;
}

}  // namespace
}  // namespace sangam
