#include "common/changelog/commit_listener.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/statement.h"

namespace sangam {
namespace {

constexpr absl::Duration kInterval = absl::Milliseconds(50);
// While the store can't be reached.
constexpr absl::Duration kRetryInterval = absl::Seconds(1);

absl::StatusOr<int64_t> RevisionOf(sql::Database& database) {
  sql::Statement row = database.Prepare("SELECT revision FROM meta");
  const int64_t revision = row.Next() ? row.Int(0) : 0;
  if (!row.status().ok()) return row.status();
  return revision;
}

}  // namespace

CommitListener::CommitListener(sql::ConnectionPool* connections, WatchHub* hub,
                               int64_t revision,
                               std::function<void(bool)> on_reachable)
    : connections_(*connections),
      hub_(*hub),
      on_reachable_(std::move(on_reachable)),
      known_(revision),
      thread_([this] { Run(); }) {}

CommitListener::~CommitListener() {
  {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
  }
  thread_.join();
}

void CommitListener::Saw(int64_t revision) {
  absl::MutexLock lock(&mutex_);
  known_ = std::max(known_, revision);
}

void CommitListener::Run() {
  // A connection of its own: those of the pool may all be busy.
  std::unique_ptr<sql::Database> database;
  bool reachable = true;
  while (true) {
    if (database == nullptr) {
      auto opened = connections_.OpenReader();
      if (opened.ok()) database = *std::move(opened);
    }
    absl::StatusOr<int64_t> revision = -1;
    if (database != nullptr) revision = RevisionOf(*database);
    if (!revision.ok()) database = nullptr;
    if (reachable != (database != nullptr)) {
      reachable = !reachable;
      on_reachable_(reachable);
    }
    bool moved = false;
    {
      absl::MutexLock lock(&mutex_);
      moved = revision.ok() && *revision > known_;
      if (moved) known_ = *revision;
    }
    if (moved) hub_.NotifyAll();
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopped_), database == nullptr
                                                                ? kRetryInterval
                                                                : kInterval)) {
      return;
    }
  }
}

}  // namespace sangam
