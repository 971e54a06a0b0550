#include "services/registry/store/erasure_sweeper.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/sql/database.h"
#include "common/status/macros.h"

namespace sangam::registry {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Minutes(1);
constexpr absl::Duration kFileAnswerWaits = absl::Seconds(1);

// Whether the checkpoint did all that it was to do.
absl::StatusOr<bool> Checkpoint(sql::Database& database,
                                absl::string_view mode) {
  sql::Statement row =
      database.Prepare(absl::StrCat("PRAGMA wal_checkpoint(", mode, ")"));
  const bool done = row.Next() && row.Int(0) == 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return done;
}

absl::StatusOr<bool> EmptyLog(sql::Database& database) {
  SANGAM_RETURN_IF_ERROR(database.Execute("PRAGMA busy_timeout = 100;"));
  // Does the most of it without a lock, so that little is left for when writers
  // wait.
  SANGAM_RETURN_IF_ERROR(Checkpoint(database, "PASSIVE").status());
  return Checkpoint(database, "TRUNCATE");
}

// All that an erasure deletes from or writes anew.
constexpr const char* kTouched[] = {"history",   "profiles",    "request",
                                    "reference", "outside_id",  "merged_name",
                                    "groups",    "enterprises", "clusters",
                                    "linkages",  "plans",       "demands"};

// Transactions that began before this was asked for keep what they can see.
constexpr absl::Duration kBefore = absl::Seconds(1);
constexpr char kOlderTransactions[] =
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend'"
    " AND pid <> pg_backend_pid()"
    " AND xact_start < clock_timestamp() - interval '1 second'";

absl::StatusOr<bool> Vacuum(sql::Database& database) {
  absl::SleepFor(kBefore);
  bool alone = false;
  {
    sql::Statement row = database.Prepare(kOlderTransactions);
    alone = row.Next() && row.Int(0) == 0;
    SANGAM_RETURN_IF_ERROR(row.status());
  }
  // What is done when the time is over stays done, and the next attempt goes on
  // from there.
  SANGAM_RETURN_IF_ERROR(
      database.Execute("SET statement_timeout = '10s';"
                       " SET vacuum_cost_delay = 2;"
                       " SET vacuum_cost_limit = 2000;"));
  for (const char* table : kTouched) {
    SANGAM_RETURN_IF_ERROR(
        database.Execute(absl::StrCat("VACUUM (TRUNCATE FALSE) ", table)));
  }
  return alone;
}

}  // namespace

absl::StatusOr<bool> SweepErased(const sql::StoreAddress& address) {
  SANGAM_ASSIGN_OR_RETURN(
      const std::unique_ptr<sql::Database> database,
      sql::Database::Open(address, sql::Database::Access::kReadWrite));
  return database->engine() == sql::Engine::kSqlite ? EmptyLog(*database)
                                                    : Vacuum(*database);
}

ErasureSweeper::ErasureSweeper(
    sql::StoreAddress address,
    std::function<void(const absl::Status&)> on_failure)
    : address_(std::move(address)), on_failure_(std::move(on_failure)) {
  thread_ = std::thread([this] { Run(); });
}

ErasureSweeper::~ErasureSweeper() {
  {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
  }
  thread_.join();
}

bool ErasureSweeper::Sweep(absl::Duration patience) {
  absl::MutexLock lock(&mutex_);
  const int64_t goal = ++asked_;
  const auto swept = [this, goal]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return swept_ >= goal;
  };
  return mutex_.AwaitWithTimeout(absl::Condition(&swept), patience);
}

absl::Duration ErasureSweeper::AnswerWaits() const {
  return address_.engine() == sql::Engine::kSqlite ? kFileAnswerWaits
                                                   : absl::ZeroDuration();
}

void ErasureSweeper::Run() {
  absl::Duration pause = kFirstPause;
  int64_t goal = 0;
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      const auto asked = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
        return stopped_ || asked_ > swept_;
      };
      mutex_.Await(absl::Condition(&asked));
      if (stopped_) return;
      goal = asked_;
    }
    const absl::StatusOr<bool> done = SweepErased(address_);
    if (!done.ok() && on_failure_) on_failure_(done.status());
    absl::MutexLock lock(&mutex_);
    if (done.ok() && *done) {
      swept_ = goal;
      pause = kFirstPause;
      continue;
    }
    const auto woken = [this, goal]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return stopped_ || asked_ > goal;
    };
    if (mutex_.AwaitWithTimeout(absl::Condition(&woken), pause)) {
      pause = kFirstPause;
    } else {
      pause = std::min(pause * 2, kLongestPause);
    }
  }
}

}  // namespace sangam::registry
