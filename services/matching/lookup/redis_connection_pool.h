// Redis as a LookupStore.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_CONNECTION_POOL_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_CONNECTION_POOL_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/lookup/circuit_breaker.h"
#include "services/matching/lookup/lookup_store.h"
#include "services/matching/lookup/redis_connection.h"

namespace sangam::matching {

// What happened to one call, for metrics.
enum class LookupStoreEvent {
  // The store gave a value, gave none, or took one.
  kFound,
  kMissing,
  kStored,
  // The store did not answer, or refused the command.
  kFailed,
  // It was not asked: the breaker is open, no connection was free in time, the
  // budget is spent or the value is too large.
  kSkipped,
};

// A bounded number of connections to one server. Requests never connect: one
// thread of the pool's own opens connections, and it alone probes a server that
// failed, so a request loses at most its LookupBudget, and nothing while the
// breaker is open. Thread-safe.
class RedisConnectionPool : public LookupStore {
 public:
  struct Options {
    std::string host;
    int port = 0;
    size_t connections = 16;
    absl::Duration connect_timeout = absl::Milliseconds(20);
    absl::Duration command_timeout = absl::Milliseconds(20);
    // How long a call waits for another one to give its connection back.
    absl::Duration free_connection_timeout = absl::Milliseconds(5);
    int failures_to_open = 5;
    absl::Duration probe_interval = absl::Seconds(1);
    // Larger values are neither kept nor read. A federation's profile with two
    // thousand children has a place; more than this would not come within the
    // command timeout and look like a server that hangs.
    size_t max_value_bytes = 1024 * 1024;
    // Called once for each call; thread-safe. May be empty.
    std::function<void(LookupStoreEvent)> on_event;
  };

  // Ignores SIGPIPE for the process: a server that dies must not end this one.
  explicit RedisConnectionPool(Options options);
  // No call may be under way.
  ~RedisConnectionPool() override;

  absl::optional<std::string> Get(absl::string_view key,
                                  LookupBudget& budget) override;
  void Put(absl::string_view key, absl::string_view value,
           absl::Duration time_to_live, LookupBudget& budget) override;

  // Whether the server answered last; false until the first connection is up.
  bool IsUsable() const;

 private:
  using Connection = std::unique_ptr<RedisConnection>;

  // A free connection, or null if none gets free within `timeout`.
  Connection Borrow(absl::Duration timeout);
  void GiveBack(Connection connection);
  // Notes that a borrowed connection failed and is gone.
  void Drop();
  // Sends a command over a borrowed connection within the budget.
  absl::StatusOr<RedisReply> Call(
      const std::vector<absl::string_view>& arguments, LookupBudget& budget);

  // Runs until the pool is destroyed.
  void KeepConnected();
  // Waits until a connection is missing; false if the pool is to end.
  bool AwaitMissingConnection();
  // Waits until it is time for a probe; false if the pool is to end.
  bool AwaitProbe();
  void OpenOne();

  void Report(LookupStoreEvent event) const;

  const Options options_;
  CircuitBreaker breaker_;
  mutable absl::Mutex mutex_;
  std::vector<Connection> free_ ABSL_GUARDED_BY(mutex_);
  size_t borrowed_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread connector_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_CONNECTION_POOL_H_
