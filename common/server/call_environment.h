// What every call needs from its server.
#ifndef SANGAM_COMMON_SERVER_CALL_ENVIRONMENT_H_
#define SANGAM_COMMON_SERVER_CALL_ENVIRONMENT_H_

#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/logger.h"

namespace sangam {

class CallsUnderWay;
class MethodTable;
class OpenStreams;
class ServerMetrics;
class WorkerPool;

// Set once, before the server starts, then only read; nothing is null. All of
// it outlives every call.
struct CallEnvironment {
  const Clock* clock = nullptr;
  Logger* logger = nullptr;
  const MethodTable* methods = nullptr;
  ServerMetrics* metrics = nullptr;
  WorkerPool* pool = nullptr;
  CallsUnderWay* calls = nullptr;
  OpenStreams* streams = nullptr;
  // As in ServerOptions.
  absl::Duration deadline_cap;
  absl::Duration retry_after;
  absl::Duration park_time;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_CALL_ENVIRONMENT_H_
