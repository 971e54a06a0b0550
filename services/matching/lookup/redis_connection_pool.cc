#include "services/matching/lookup/redis_connection_pool.h"

#include <algorithm>
#include <csignal>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/matching/lookup/stopwatch.h"

namespace sangam::matching {
namespace {

// Room for the frame around a value.
constexpr size_t kFrameBytes = 1024;

}  // namespace

RedisConnectionPool::RedisConnectionPool(Options options)
    : options_(std::move(options)), breaker_(options_.failures_to_open) {
  std::signal(SIGPIPE, SIG_IGN);
  connector_ = std::thread([this] { KeepConnected(); });
}

RedisConnectionPool::~RedisConnectionPool() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  connector_.join();
}

absl::optional<std::string> RedisConnectionPool::Get(absl::string_view key,
                                                     LookupBudget& budget) {
  const auto reply = Call({"GET", key}, budget);
  if (!reply.ok()) {
    Report(absl::IsCancelled(reply.status()) ? LookupStoreEvent::kSkipped
                                             : LookupStoreEvent::kFailed);
    return absl::nullopt;
  }
  if (reply->refused) {
    Report(LookupStoreEvent::kFailed);
    return absl::nullopt;
  }
  Report(reply->text ? LookupStoreEvent::kFound : LookupStoreEvent::kMissing);
  return reply->text;
}

void RedisConnectionPool::Put(absl::string_view key, absl::string_view value,
                              absl::Duration time_to_live,
                              LookupBudget& budget) {
  if (value.size() > options_.max_value_bytes) {
    Report(LookupStoreEvent::kSkipped);
    return;
  }
  const std::string milliseconds = absl::StrCat(
      std::max<int64_t>(1, absl::ToInt64Milliseconds(time_to_live)));
  const auto reply = Call({"SET", key, value, "PX", milliseconds}, budget);
  if (!reply.ok() && absl::IsCancelled(reply.status())) {
    Report(LookupStoreEvent::kSkipped);
  } else {
    Report(reply.ok() && !reply->refused ? LookupStoreEvent::kStored
                                         : LookupStoreEvent::kFailed);
  }
}

bool RedisConnectionPool::IsUsable() const {
  absl::MutexLock lock(&mutex_);
  return breaker_.IsClosed() && (!free_.empty() || borrowed_ > 0);
}

absl::StatusOr<RedisReply> RedisConnectionPool::Call(
    const std::vector<absl::string_view>& arguments, LookupBudget& budget) {
  const Stopwatch stopwatch;
  Connection connection =
      Borrow(std::min(options_.free_connection_timeout, budget.left));
  const absl::Duration left = budget.left - stopwatch.Elapsed();
  if (connection == nullptr || left <= absl::ZeroDuration()) {
    if (connection != nullptr) GiveBack(std::move(connection));
    budget.left = std::max(left, absl::ZeroDuration());
    return absl::CancelledError("Redis was not asked");
  }
  auto reply =
      connection->Call(arguments, std::min(left, options_.command_timeout));
  if (reply.ok()) {
    GiveBack(std::move(connection));
  } else {
    connection.reset();
    Drop();
  }
  budget.left =
      std::max(budget.left - stopwatch.Elapsed(), absl::ZeroDuration());
  return reply;
}

RedisConnectionPool::Connection RedisConnectionPool::Borrow(
    absl::Duration timeout) {
  if (!breaker_.IsClosed()) return nullptr;
  absl::MutexLock lock(&mutex_);
  // Waiting has a point only if somebody can give a connection back.
  mutex_.AwaitWithTimeout(absl::Condition(
                              +[](RedisConnectionPool* pool) {
                                pool->mutex_.AssertReaderHeld();
                                return !pool->free_.empty() ||
                                       pool->borrowed_ == 0;
                              },
                              this),
                          timeout);
  if (free_.empty()) return nullptr;
  Connection connection = std::move(free_.back());
  free_.pop_back();
  ++borrowed_;
  return connection;
}

void RedisConnectionPool::GiveBack(Connection connection) {
  breaker_.RecordSuccess();
  absl::MutexLock lock(&mutex_);
  --borrowed_;
  free_.push_back(std::move(connection));
}

void RedisConnectionPool::Drop() {
  const bool opened = breaker_.RecordFailure();
  absl::MutexLock lock(&mutex_);
  --borrowed_;
  // The other connections lead to the same failing server.
  if (opened) free_.clear();
}

void RedisConnectionPool::KeepConnected() {
  while (breaker_.IsClosed() ? AwaitMissingConnection() : AwaitProbe()) {
    OpenOne();
  }
}

bool RedisConnectionPool::AwaitMissingConnection() {
  absl::MutexLock lock(&mutex_);
  const auto due = [this] {
    mutex_.AssertReaderHeld();
    return stopping_ || free_.size() + borrowed_ < options_.connections;
  };
  mutex_.Await(absl::Condition(&due));
  return !stopping_;
}

bool RedisConnectionPool::AwaitProbe() {
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&stopping_), options_.probe_interval);
  return !stopping_;
}

void RedisConnectionPool::OpenOne() {
  auto connection = RedisConnection::Connect(
      options_.host, options_.port, options_.connect_timeout,
      options_.max_value_bytes + kFrameBytes);
  if (!connection.ok()) {
    if (breaker_.RecordFailure()) {
      absl::MutexLock lock(&mutex_);
      free_.clear();
    }
    return;
  }
  // While the breaker is closed a connection proves little: a server may greet
  // quickly and still fail every command.
  if (!breaker_.IsClosed()) breaker_.Close();
  absl::MutexLock lock(&mutex_);
  free_.push_back(std::move(*connection));
}

void RedisConnectionPool::Report(LookupStoreEvent event) const {
  if (options_.on_event) options_.on_event(event);
}

}  // namespace sangam::matching
