// The store of a service: a database in which every transaction has a revision
// and every version of every resource is kept.
#ifndef SANGAM_COMMON_CHANGELOG_CHANGELOG_H_
#define SANGAM_COMMON_CHANGELOG_CHANGELOG_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/changelog/commit_listener.h"
#include "common/changelog/migrations.h"
#include "common/changelog/store_life.h"
#include "common/changelog/token.h"
#include "common/changelog/watch_hub.h"
#include "common/clock/clock.h"
#include "common/sql/connection_pool.h"
#include "common/sql/store_address.h"
#include "sangam/type/v1/consistency.pb.h"

namespace sangam {

// A consistent view of the store, during one call of Changelog::Read or Write.
// Used by one thread.
class Snapshot {
 public:
  enum class Era { kPresent, kPast };

  Snapshot(sql::Database& database, StorePosition position,
           Era era = Era::kPresent)
      : database_(database), position_(std::move(position)), era_(era) {}
  virtual ~Snapshot() = default;

  // The tables as they are now, also where the view is of the past: whoever
  // queries them looks at of_past() or at visible_revision().
  sql::Database& database() { return database_; }
  // The state that is seen. Within a write: the state before it.
  const StorePosition& position() const { return position_; }
  // An older state than the newest. ResourceTable answers from the history.
  bool of_past() const { return era_ == Era::kPast; }
  // What was recorded up to and with this revision is seen, so rows with a
  // validity are seen that hold at it. Within a write: its own revision.
  virtual int64_t visible_revision() const { return position_.revision; }
  // The token of an answer made from this view. Within a write: of the state
  // after it.
  virtual std::string token() const { return Token(position_).Encode(); }

 private:
  sql::Database& database_;
  const StorePosition position_;
  const Era era_;
};

// One write in progress: sees its own changes.
class WriteTransaction : public Snapshot {
 public:
  WriteTransaction(sql::Database& database, StorePosition position,
                   absl::Time now)
      : Snapshot(database, std::move(position)), now_(now) {}

  // The revision of everything that this transaction changes.
  int64_t revision() const { return position().revision + 1; }
  int64_t visible_revision() const override { return revision(); }
  // When it is recorded.
  absl::Time now() const { return now_; }
  // Something was recorded, so the transaction takes its revision.
  bool changed() const { return ordinal_ > 0; }
  std::string token() const override;

  // Adds one version of one resource to the history; ResourceTable does it for
  // its rows. `body` is empty where the resource is deleted.
  absl::Status Record(absl::string_view collection, absl::string_view key,
                      bool deleted, absl::string_view body);

 private:
  const absl::Time now_;
  int64_t ordinal_ = 0;
};

// How a process begins with a store. The functions run on a thread of the
// store, at any time until it is destroyed.
struct StoreStart {
  // Make the store if it is not there, and bring its schema up to this
  // binary's. Where it is false, that is done for a SQLite file alone.
  bool migrate = false;
  // Is told of migrations that take long.
  MigrationProgress on_migration = {};
  // A database can be reached no more, or again.
  std::function<void(bool reachable)> on_reachable = {};
  // Another life of the store has begun, for example because a standby was
  // promoted: all calls fail from now on, and the process must start anew.
  std::function<void()> on_other_life = {};
};

// A durable store with an identity (its name, and an epoch that is drawn when
// it is made, restored, copied or promoted), gapless revisions in the order of
// commits, and a history. Thread-safe.
class Changelog {
 public:
  struct Options {
    // The SQLite file, or the PostgreSQL database.
    sql::StoreAddress address;
    // "registry" or "scheme_catalog".
    std::string store;
    // The owner's tables.
    std::vector<Migration> migrations;
    // How many reads run at once.
    int readers = 4;
    StoreStart start;
  };

  // Opens the store. UNAVAILABLE if it can't be reached or is to be migrated
  // first; RESOURCE_EXHAUSTED if a file has no room for that or for a new life;
  // FAILED_PRECONDITION if its schema is newer than this binary's, or if it is
  // a store of another name or none at all. `clock` outlives the changelog.
  static absl::StatusOr<std::unique_ptr<Changelog>> Open(Options options,
                                                         const Clock* clock);

  ~Changelog();

  // Runs `work` in one transaction. It takes the next revision if anything was
  // recorded, and then wakes the watchers. If `work` fails, nothing is kept.
  // `work` runs once. Where the connection is lost within the commit, whether
  // the revision was taken is found out first. For `cancelled` see
  // ConnectionPool::Write.
  absl::Status Write(absl::FunctionRef<absl::Status(WriteTransaction&)> work,
                     const std::function<bool()>& cancelled = nullptr);

  // Does as Write does, up to the same errors, and then keeps nothing: no
  // revision is taken and no watcher wakes.
  absl::Status Rehearse(absl::FunctionRef<absl::Status(WriteTransaction&)> work,
                        const std::function<bool()>& cancelled = nullptr);

  // Runs `work` on one snapshot: as fresh as at_least_token asks, exactly the
  // state of exact_token, or the newest one that was recorded at or before
  // known_at (before the first: the empty store). A token without this store
  // asks for nothing. Errors: INVALID_ARGUMENT and TOKEN_MALFORMED on fields of
  // "read_at", STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE,
  // REVISION_COMPACTED.
  absl::Status Read(const type::v1::ReadAt& read_at,
                    absl::FunctionRef<absl::Status(Snapshot&)> work);
  absl::Status Read(absl::FunctionRef<absl::Status(Snapshot&)> work);

  const std::string& store() const { return options_.store; }
  const std::string& epoch() const { return epoch_; }
  const Clock& clock() const { return *clock_; }
  WatchHub& watch_hub() { return watch_hub_; }
  sql::ConnectionPool& connections() { return *connections_; }

 private:
  Changelog(Options options, const Clock* clock,
            std::unique_ptr<sql::ConnectionPool> connections);

  absl::Status Prepare(bool migrate);
  // Begins a new life if the store is another one than before; its epoch.
  absl::StatusOr<std::string> EnterLife();
  // A connection was made anew, or could not be.
  void OnReachable(bool reachable);
  // Begins to look for commits of other processes.
  absl::Status Listen();
  // The newest state; UNAVAILABLE if it is of another life of the store.
  absl::StatusOr<StorePosition> PresentPosition(sql::Database& database) const;

  const Options options_;
  const Clock* const clock_;
  const std::unique_ptr<sql::ConnectionPool> connections_;
  std::string epoch_;  // Set by Open, constant from then on.
  StoreLife life_;
  WatchHub watch_hub_;
  // Of a store that other processes may write too.
  std::unique_ptr<CommitListener> listener_;
};

// OK if `position` is of the life of this store that `head` is, and not ahead
// of it; else STORE_EPOCH_CHANGED or REVISION_NOT_YET_AVAILABLE.
absl::Status CheckReached(const StorePosition& position,
                          const StorePosition& head);

// The newest state of a store, as `database` sees it; without a name where the
// store is not made yet.
absl::StatusOr<StorePosition> ReadPosition(sql::Database& database);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_CHANGELOG_H_
