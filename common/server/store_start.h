// What a service that owns a store does with it at its start.
#ifndef SANGAM_COMMON_SERVER_STORE_START_H_
#define SANGAM_COMMON_SERVER_STORE_START_H_

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/server/logger.h"
#include "common/server/shutdown_signal.h"
#include "common/status/errors.h"

namespace sangam {

// Calls `open` until it gives the store, or fails for another reason than
// UNAVAILABLE or RESOURCE_EXHAUSTED: a database that is not up yet, or not
// migrated yet, or has no room for what must be written first, is waited for,
// as long as it takes. Meanwhile the service has no open port, so it is not
// ready; the log says what it waits for. SERVER_STOPPING if the process is told
// to end.
template <typename Store>
absl::StatusOr<std::unique_ptr<Store>> WaitForStore(
    Logger& logger,
    absl::FunctionRef<absl::StatusOr<std::unique_ptr<Store>>()> open) {
  std::string told;
  while (true) {
    auto store = open();
    if (!absl::IsUnavailable(store.status()) &&
        !absl::IsResourceExhausted(store.status())) {
      return store;
    }
    if (told != store.status().message()) {
      told = std::string(store.status().message());
      logger.Log(LogLevel::kWarning, "waits_for_store", {{"error", told}});
    }
    if (WaitForShutdownSignal(absl::Seconds(1))) return ServerStoppingError();
  }
}

// Says by how much the clock is behind the store's last instant.
inline void LogClockBehind(Logger& logger, absl::Duration behind) {
  logger.Log(
      LogLevel::kWarning, "clock_behind_store",
      {{"seconds", absl::ToInt64Seconds(behind)},
       {"meaning",
        "the clock was ahead before, or is behind now; what is written until "
        "it catches up is known from the store's last instant on, and not "
        "forgotten before that is old"}});
}

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_STORE_START_H_
