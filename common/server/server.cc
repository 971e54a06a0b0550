#include "common/server/server.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/types/optional.h"
#include "common/server/calls_under_way.h"
#include "common/server/grpc_listener.h"
#include "common/server/grpc_log.h"
#include "common/server/listen_address.h"
#include "common/server/method_table.h"
#include "common/server/metrics_endpoint.h"
#include "common/server/open_streams.h"
#include "common/server/server_metrics.h"
#include "common/server/service_health.h"
#include "common/server/shutdown_signal.h"
#include "common/server/worker_pool.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

// What is left when our own calls have ended, such as watches of the health
// service, is not worth more.
constexpr absl::Duration kLeftoversTime = absl::Milliseconds(300);

// gRPC's deadlines are of the real clock, whatever clock the server was given.
std::chrono::system_clock::time_point SystemTimeIn(absl::Duration duration) {
  return absl::ToChronoTime(SystemClock().Now() + duration);
}

}  // namespace

class ServerRuntime::Parts {
 public:
  explicit Parts(Options options)
      : options_(std::move(options)),
        clock_(options_.clock != nullptr ? options_.clock : &system_clock_),
        own_logger_(options_.logger != nullptr
                        ? nullptr
                        : NewStderrLogger(options_.log_level, clock_)),
        logger_(own_logger_ ? own_logger_.get() : options_.logger),
        grpc_log_(logger_),
        methods_(options_.services),
        metrics_(&methods_),
        streams_(options_.max_streams),
        pool_(options_.worker_threads, options_.queue_length, clock_) {
    environment_ = {.clock = clock_,
                    .logger = logger_,
                    .methods = &methods_,
                    .metrics = &metrics_,
                    .pool = &pool_,
                    .calls = &calls_,
                    .streams = &streams_,
                    .deadline_cap = options_.deadline_cap,
                    .retry_after = options_.retry_after,
                    .park_time = options_.park_time};
  }

  absl::Status Start();
  void Shutdown() ABSL_LOCKS_EXCLUDED(shutdown_mutex_);
  int RunUntilSignal();

  const Options options_;
  const SystemClock system_clock_;
  const Clock* const clock_;
  const std::unique_ptr<Logger> own_logger_;
  Logger* const logger_;
  const GrpcLogScope grpc_log_;
  const MethodTable methods_;
  ServerMetrics metrics_;
  CallsUnderWay calls_;
  OpenStreams streams_;
  WorkerPool pool_;
  CallEnvironment environment_;

  std::vector<grpc::Service*> services_;
  std::unique_ptr<MetricsEndpoint> metrics_endpoint_;
  GrpcListener listener_;
  absl::optional<ServiceHealth> health_;

  absl::Mutex shutdown_mutex_;
  absl::Notification shut_down_;
};

absl::Status ServerRuntime::Parts::Start() {
  SANGAM_ASSIGN_OR_RETURN(const ListenAddress address,
                          ParseListenAddress("listen", options_.listen,
                                             options_.allow_non_loopback));
  RaiseOpenFileLimit();
  // First, so that a server that can't be watched does not serve.
  if (!options_.metrics_listen.empty()) {
    SANGAM_ASSIGN_OR_RETURN(
        const ListenAddress metrics_address,
        ParseListenAddress("metrics_listen", options_.metrics_listen,
                           options_.allow_non_loopback));
    SANGAM_ASSIGN_OR_RETURN(
        metrics_endpoint_,
        MetricsEndpoint::Open(metrics_address, metrics_, &pool_));
  }
  SANGAM_ASSIGN_OR_RETURN(
      listener_, OpenGrpcListener(address, options_, environment_, services_));
  health_.emplace(options_.services, listener_.server->GetHealthCheckService());
  logger_->Log(
      LogLevel::kInfo, "started",
      {{"listen", absl::StrCat(address.host, ":", listener_.port)},
       {"metrics_port", metrics_endpoint_ ? metrics_endpoint_->port() : 0},
       {"version", SANGAM_VERSION}});
  return absl::OkStatus();
}

void ServerRuntime::Parts::Shutdown() {
  const absl::MutexLock lock(&shutdown_mutex_);
  if (shut_down_.HasBeenNotified()) return;
  logger_->Log(LogLevel::kInfo, "draining");
  if (health_) health_->Stop();
  calls_.Close();
  streams_.Close(ServerStoppingError());
  calls_.WaitUntilNone(options_.drain_time * 3 / 4);
  if (listener_.server != nullptr) {
    listener_.server->Shutdown(
        SystemTimeIn(std::min(kLeftoversTime, options_.drain_time / 8)));
  }
  // A call may end before what a worker does for it, which needs what handlers
  // use.
  pool_.Stop();
  logger_->Log(LogLevel::kInfo, "stopped");
  shut_down_.Notify();
}

int ServerRuntime::Parts::RunUntilSignal() {
  KeepShutdownSignals();
  WaitForShutdownSignal();
  std::thread watchdog([this] {
    if (shut_down_.WaitForNotificationWithTimeout(options_.drain_time)) return;
    logger_->Log(LogLevel::kError, "drain_time_exceeded");
    std::_Exit(EXIT_FAILURE);
  });
  Shutdown();
  watchdog.join();
  return EXIT_SUCCESS;
}

ServerRuntime::ServerRuntime(Options options)
    : parts_(std::make_unique<Parts>(std::move(options))) {}

ServerRuntime::~ServerRuntime() { Shutdown(); }

void ServerRuntime::Register(grpc::Service* service) {
  parts_->services_.push_back(service);
}

absl::Status ServerRuntime::Start() { return parts_->Start(); }

void ServerRuntime::SetServing(absl::string_view service, bool serving) {
  if (parts_->health_ && parts_->health_->SetServing(service, serving)) return;
  parts_->logger_->Log(LogLevel::kError, "health_of_unknown_service",
                       {{"service", service}});
}

int ServerRuntime::port() const { return parts_->listener_.port; }

int ServerRuntime::metrics_port() const {
  return parts_->metrics_endpoint_ ? parts_->metrics_endpoint_->port() : 0;
}

const Clock& ServerRuntime::clock() const { return *parts_->clock_; }

Logger& ServerRuntime::logger() { return *parts_->logger_; }

prometheus::Registry& ServerRuntime::metrics() {
  return *parts_->metrics_.registry();
}

int ServerRuntime::RunUntilSignal() { return parts_->RunUntilSignal(); }

void ServerRuntime::WaitForShutdown() {
  parts_->shut_down_.WaitForNotification();
}

void ServerRuntime::Shutdown() { parts_->Shutdown(); }

const CallEnvironment& ServerRuntime::environment() const {
  return parts_->environment_;
}

}  // namespace sangam
