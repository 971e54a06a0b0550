// Notices that a store is another one than the last time.
#ifndef SANGAM_COMMON_CHANGELOG_STORE_LIFE_H_
#define SANGAM_COMMON_CHANGELOG_STORE_LIFE_H_

#include <cstdint>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/sql/database.h"
#include "common/sql/store_address.h"

namespace sangam {

// A backup that is put back, a copy, and a standby that is promoted continue
// the numbers of a store but not its history: the same revision may then stand
// for two states. So a store keeps in its tables where it lives, and whoever
// opens it elsewhere begins a new life, with a new epoch.
//
// In PostgreSQL that is the cluster, its timeline, the database and the table.
// A file is known by a note beside it, PATH.life, with the last times that it
// was opened and the newest revision: a file without its note, with another's,
// or older than the note is another one. Thread-safe.
class StoreLife {
 public:
  explicit StoreLife(sql::StoreAddress address);

  // Within a write transaction: whether the store of `revision` is another one
  // than those who used it before knew. From then on it lives here. `draw` is a
  // text that was never drawn before.
  absl::StatusOr<bool> Enter(sql::Database& database, int64_t revision,
                             const std::string& draw)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Notes a revision that was committed, once a second at most. Where it can't
  // be noted, nothing is lost but a chance to notice.
  void Note(int64_t revision, absl::Time now) ABSL_LOCKS_EXCLUDED(mutex_);
  // Notes it now.
  void NoteLast() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  const sql::StoreAddress address_;
  absl::Mutex mutex_;
  int64_t revision_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time noted_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_STORE_LIFE_H_
