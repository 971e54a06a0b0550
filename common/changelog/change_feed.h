// List, then watch: the present state, then every change.
#ifndef SANGAM_COMMON_CHANGELOG_CHANGE_FEED_H_
#define SANGAM_COMMON_CHANGELOG_CHANGE_FEED_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_table.h"
#include "common/changelog/watch_hub.h"
#include "common/sql/transaction.h"

namespace sangam {

// One new version of one resource.
struct Change {
  std::string collection;
  StoredResource resource;  // Its body is empty where it is deleted.
  bool deleted = false;
};

// Changes of whole transactions, in the order of commits.
struct ChangeBatch {
  // Resume from here. Empty within the first listing, which can't be resumed.
  std::string token;
  // The revision after this batch; that of the listing, within it.
  int64_t revision = 0;
  // The listing has ended with this batch; also set on all later batches.
  bool snapshot_complete = false;
  // None: a bookmark.
  std::vector<Change> changes;
};

// One watcher. Next is called by one thread at a time; wakes may come from any.
// The changelog and the tables outlive it.
class ChangeFeed {
 public:
  // `tables` are those to follow, in the order of the listing. `field` names
  // the request's token in errors.
  ChangeFeed(Changelog* changelog, std::vector<const ResourceTable*> tables,
             std::string resume_token, std::string field = "resume_token");

  // `wake` is called after every commit until the feed is destroyed.
  void OnStart(std::function<void()> wake);

  // The next batch, of about 512 KiB unless one transaction is larger; or
  // nothing for now: call again after a wake, at the latest after one second,
  // and a bookmark comes then. Errors end the feed: TOKEN_MALFORMED,
  // STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE, REVISION_COMPACTED;
  // SERVER_BUSY where a listing takes longer than five minutes and its reader
  // does not take a MiB a second; STORE_FAILED.
  // However slow a reader is, one batch is all that is kept for it.
  absl::StatusOr<absl::optional<ChangeBatch>> Next();

  // How long the reader may yet make the feed wait, where `left` remains of
  // what was said before; for StreamSource::ReaderTime, after each message.
  // Whoever was up to date and falls behind has three seconds in all to take
  // what came meanwhile. A listing, and what a resumed reader has missed, may
  // take minutes; a listing can't be resumed.
  absl::Duration ReaderTime(absl::Duration left) const;

 private:
  // The listing in progress: one snapshot, on a connection of its own.
  struct Listing {
    std::unique_ptr<sql::Database> database;
    std::unique_ptr<sql::Transaction> transaction;
    std::unique_ptr<Snapshot> snapshot;
    absl::Time started;
    // How long it may take, with what it has listed so far.
    absl::Duration time_limit;
    size_t table = 0;
    std::string after;
  };

  absl::Status Start();
  absl::Status StartListing();
  absl::StatusOr<ChangeBatch> NextListed();
  absl::StatusOr<ChangeBatch> NextChanges();

  Changelog& changelog_;
  const std::vector<const ResourceTable*> tables_;
  const std::string resume_token_;
  const std::string field_;
  bool started_ = false;
  std::unique_ptr<Listing> listing_;
  int64_t revision_ = 0;
  absl::Time last_sent_ = absl::InfinitePast();
  // The last batch reached the newest revision; one did, since the start.
  bool at_head_ = false;
  bool following_ = false;
  WatchHub::Subscription subscription_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_CHANGE_FEED_H_
