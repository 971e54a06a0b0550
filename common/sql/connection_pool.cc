#include "common/sql/connection_pool.h"

#include <algorithm>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/sql/write_turn.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

// Between two attempts to reach a lost server.
constexpr absl::Duration kFirstPause = absl::Milliseconds(20);
constexpr absl::Duration kLongestPause = absl::Milliseconds(200);
constexpr absl::Duration kBusyRetry = absl::Seconds(1);

// Pauses between attempts, each longer than the one before, until they sum up
// to a time.
class Patience {
 public:
  explicit Patience(absl::Duration time) : left_(time) {}

  // Waits a while; false, at once, when the time is over.
  bool Pause() {
    if (left_ <= absl::ZeroDuration()) return false;
    absl::SleepFor(pause_);
    left_ -= pause_;
    pause_ = std::min(pause_ * 2, kLongestPause);
    return true;
  }

 private:
  absl::Duration left_;
  absl::Duration pause_ = kFirstPause;
};

absl::Status NothingWrittenError() {
  return StoreFailedError(absl::StatusCode::kUnavailable,
                          "the connection to the store was lost before the"
                          " write took effect; nothing was written");
}

absl::Status OutcomeUnknownError() {
  return StoreFailedError(
      absl::StatusCode::kUnavailable,
      "the connection to the store was lost during the write, and whether it"
      " took effect could not be found out; repeat it with the same "
      "request_id");
}

}  // namespace

class ConnectionPool::Lease {
 public:
  // `cancelled` is asked while a writer waits for its turn.
  explicit Lease(Shelf* shelf, std::function<bool()> cancelled = nullptr)
      : shelf_(*shelf), cancelled_(std::move(cancelled)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    if (!held_) return;
    absl::MutexLock lock(&shelf_.mutex);
    shelf_.idle.push_back(std::move(database_));
  }

  absl::Status Take(const StoreAddress& address, absl::Duration patience) {
    if (writes()) {
      SANGAM_ASSIGN_OR_RETURN(turn_,
                              WriteTurn::Take(address, patience, cancelled_));
    }
    absl::MutexLock lock(&shelf_.mutex);
    const auto idle = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(shelf_.mutex) {
      return !shelf_.idle.empty();
    };
    if (!shelf_.mutex.AwaitWithTimeout(absl::Condition(&idle), patience)) {
      return ServerBusyError(kBusyRetry);
    }
    database_ = std::move(shelf_.idle.back());
    shelf_.idle.pop_back();
    held_ = true;
    return absl::OkStatus();
  }

  // Connects unless it is connected.
  absl::Status Connect(const StoreAddress& address) {
    if (database_ != nullptr && database_->usable()) return absl::OkStatus();
    database_ = nullptr;
    SANGAM_ASSIGN_OR_RETURN(database_, Database::Open(address, shelf_.access));
    return absl::OkStatus();
  }

  absl::Status Begin(Transaction& transaction) {
    return writes() ? transaction.BeginWrite(cancelled_)
                    : transaction.BeginRead();
  }

  Database& database() { return *database_; }

 private:
  bool writes() const { return shelf_.access == Database::Access::kReadWrite; }

  Shelf& shelf_;
  const std::function<bool()> cancelled_;
  // Of a writer; ends when its connection is back on the shelf.
  std::unique_ptr<WriteTurn> turn_;
  bool held_ = false;
  std::unique_ptr<Database> database_;
};

ConnectionPool::ConnectionPool(StoreAddress address, const Options& options)
    : address_(std::move(address)),
      options_(options),
      writers_(Database::Access::kReadWrite),
      readers_(Database::Access::kReadOnly) {}

absl::StatusOr<std::unique_ptr<ConnectionPool>> ConnectionPool::Open(
    const StoreAddress& address, const Options& options) {
  auto pool = absl::WrapUnique(new ConnectionPool(address, options));
  // The writer first, because it makes the file.
  const auto fill = [&](Shelf& shelf, int count) -> absl::Status {
    absl::MutexLock lock(&shelf.mutex);
    for (int i = 0; i < count; ++i) {
      SANGAM_ASSIGN_OR_RETURN(shelf.idle.emplace_back(),
                              Database::Open(address, shelf.access));
    }
    return absl::OkStatus();
  };
  SANGAM_RETURN_IF_ERROR(fill(pool->writers_, 1));
  SANGAM_RETURN_IF_ERROR(fill(pool->readers_, options.readers));
  return pool;
}

absl::StatusOr<std::unique_ptr<Transaction>> ConnectionPool::Begin(
    Lease& lease) const {
  SANGAM_RETURN_IF_ERROR(lease.Take(address_, options_.acquire_timeout));
  Patience patience(options_.reconnect_time);
  while (true) {
    absl::Status status = lease.Connect(address_);
    if (status.ok()) {
      auto transaction = std::make_unique<Transaction>(lease.database());
      status = lease.Begin(*transaction);
      if (status.ok()) return transaction;
      // The server is there and has its reason.
      if (lease.database().usable()) return status;
    }
    if (!absl::IsUnavailable(status) || !patience.Pause()) return status;
  }
}

absl::Status ConnectionPool::Write(Work work) {
  return Write(work, [](Database&) -> absl::StatusOr<bool> {
    return OutcomeUnknownError();
  });
}

absl::Status ConnectionPool::Write(Work work, WasCommitted was_committed,
                                   const std::function<bool()>& cancelled) {
  absl::Status lost;
  {
    Lease lease(&writers_, cancelled);
    SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Transaction> transaction,
                            Begin(lease));
    SANGAM_RETURN_IF_ERROR(work(lease.database()));
    absl::Status status = transaction->Commit();
    if (!lease.database().outcome_unknown()) return status;
    lost = status;
  }
  return FindOutcome(lost, was_committed);
}

absl::Status ConnectionPool::FindOutcome(const absl::Status& lost,
                                         WasCommitted was_committed) {
  Patience patience(options_.outcome_time);
  absl::Status status = lost;
  do {
    Lease lease(&writers_);
    // It waits for the lost transaction, which holds the lock until it ends.
    auto transaction = Begin(lease);
    status = transaction.status();
    if (!status.ok()) continue;
    const absl::StatusOr<bool> committed = was_committed(lease.database());
    if (committed.ok()) {
      return *committed ? absl::OkStatus() : NothingWrittenError();
    }
    if (!absl::IsUnavailable(committed.status())) return committed.status();
  } while (patience.Pause());
  return OutcomeUnknownError();
}

absl::Status ConnectionPool::Rehearse(Work work,
                                      const std::function<bool()>& cancelled) {
  Lease lease(&writers_, cancelled);
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Transaction> transaction,
                          Begin(lease));
  return work(lease.database());
}

absl::Status ConnectionPool::Read(Work work) {
  Lease lease(&readers_);
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Transaction> transaction,
                          Begin(lease));
  return work(lease.database());
}

absl::StatusOr<std::unique_ptr<Database>> ConnectionPool::OpenReader() const {
  return Database::Open(address_, Database::Access::kReadOnly);
}

}  // namespace sangam::sql
