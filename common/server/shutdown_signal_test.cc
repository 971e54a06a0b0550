#include "common/server/shutdown_signal.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "common/server/runtime_fixture.h"

namespace sangam {
namespace {

// In a process of its own: answers one call by `handler`, gets `signal` once it
// has begun, and exits with what RunUntilSignal returns.
[[noreturn]] void ServeUntil(int signal, const std::function<void()>& handler) {
  KeepShutdownSignals();
  ServerOptions options;
  options.services = {matching::v1::MatchingService::service_full_name()};
  options.drain_time = absl::Milliseconds(800);
  ServerRuntime runtime(options);
  UnaryService service(&runtime);
  absl::Notification begun;
  service.handler = [&](const CallContext&, const MatchRequest&) {
    begun.Notify();
    handler();
    return MatchResponse();
  };
  runtime.Register(&service);
  if (!runtime.Start().ok()) std::_Exit(9);
  const auto stub = matching::v1::MatchingService::NewStub(
      NewChannel(absl::StrCat("127.0.0.1:", runtime.port())));
  PendingCall call;
  stub->async()->MatchSchemes(&call.context, &call.request, &call.response,
                              [&](grpc::Status) { call.done.Notify(); });
  begun.WaitForNotification();
  kill(getpid(), signal);
  const int code = runtime.RunUntilSignal();
  call.Wait();
  std::_Exit(code);
}

class ShutdownSignalDeathTest : public testing::Test {
 protected:
  ShutdownSignalDeathTest() {
    // Threads of gRPC don't survive a plain fork.
    testing::FLAGS_gtest_death_test_style = "threadsafe";
  }
};

TEST_F(ShutdownSignalDeathTest, EndsWithCodeZero) {
  for (const int signal : {SIGTERM, SIGINT}) {
    EXPECT_EXIT(ServeUntil(signal, [] {}), testing::ExitedWithCode(0),
                "\"event\":\"draining\"(.|\n)*\"event\":\"stopped\"");
  }
}

TEST_F(ShutdownSignalDeathTest, AHandlerThatHangsCannotHoldItUp) {
  EXPECT_EXIT(ServeUntil(SIGTERM, [] { absl::SleepFor(absl::Hours(1)); }),
              testing::ExitedWithCode(1), "\"event\":\"drain_time_exceeded\"");
}

}  // namespace
}  // namespace sangam
