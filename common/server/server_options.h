// How a ServerRuntime is set up.
#ifndef SANGAM_COMMON_SERVER_SERVER_OPTIONS_H_
#define SANGAM_COMMON_SERVER_SERVER_OPTIONS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/logger.h"

namespace sangam {

struct ServerOptions {
  // "address:port" with a numeric address or "localhost"; IPv6 in brackets.
  // Port 0 takes a free one.
  std::string listen = "127.0.0.1:0";
  // Where GET /metrics answers; empty: nowhere.
  std::string metrics_listen;
  // Without this, both addresses must be loopback ones.
  bool allow_non_loopback = false;
  // Full names ("sangam.registry.v1.RegistryService"), for health and for the
  // names of methods in metrics and logs.
  std::vector<std::string> services;
  // Whether the server tells its contracts to anyone who asks.
  bool reflection = false;

  // Threads that run handlers.
  int worker_threads = 8;
  // Calls that may wait for a worker; one more is refused as busy.
  int queue_length = 512;
  // How long a caller that was refused as busy is told to wait.
  absl::Duration retry_after = absl::Milliseconds(200);
  // No unary call may take longer, whatever its caller says.
  absl::Duration deadline_cap = absl::Seconds(60);
  // Streams that may be open at once; one more is refused as busy.
  int max_streams = 64;
  // A stream that has nothing to send is asked again after so long.
  absl::Duration park_time = absl::Seconds(1);
  // From the order to stop until the end.
  absl::Duration drain_time = absl::Seconds(10);

  // Messages, in bytes.
  int max_receive_bytes = 1 << 20;
  int max_send_bytes = 16 << 20;
  // All metadata of a call, in bytes.
  int max_metadata_bytes = 8 << 10;
  // Calls at once on one connection.
  int max_calls_per_connection = 100;
  // A connection is closed at this age, and its calls after the grace; good
  // clients reconnect, and so find new replicas.
  absl::Duration max_connection_age = absl::Hours(1);
  absl::Duration max_connection_age_grace = absl::Minutes(5);

  // Both outlive the runtime. Null: the system's clock; JSON on stderr.
  LogLevel log_level = LogLevel::kInfo;
  const Clock* clock = nullptr;
  Logger* logger = nullptr;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_SERVER_OPTIONS_H_
