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
  // Resume from here. Empty within the first listing and within a transaction,
  // which can't be resumed.
  std::string token;
  // The revision after this batch; that of the listing or of the transaction,
  // within it.
  int64_t revision = 0;
  // The listing has ended with this batch; also set on all later batches with
  // a token.
  bool snapshot_complete = false;
  // None: a bookmark.
  std::vector<Change> changes;
};

// One watcher. Next is called by one thread at a time; wakes may come from any.
// The changelog and the tables outlive it.
class ChangeFeed {
 public:
  // Whether a transaction that is larger than a batch comes in one all the
  // same, or in several, of which only the last has a token.
  enum class LargeTransactions { kWhole, kInParts };

  // `tables` are those to follow, in the order of the listing. `field` names
  // the request's token in errors.
  ChangeFeed(Changelog* changelog, std::vector<const ResourceTable*> tables,
             std::string resume_token, std::string field = "resume_token",
             LargeTransactions large = LargeTransactions::kWhole);

  // `wake` is called after every commit until the feed is destroyed.
  void OnStart(std::function<void()> wake);

  // The next batch, of about 512 KiB unless a larger transaction is whole; or
  // nothing for now: call again after a wake, at the latest after one second,
  // and a bookmark comes then. Errors end the feed: TOKEN_MALFORMED,
  // STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE, REVISION_COMPACTED;
  // SERVER_BUSY where a listing takes longer than five minutes and its reader
  // does not take a MiB a second; STORE_FAILED.
  // However slow a reader is, one batch is all that is kept for it.
  absl::StatusOr<absl::optional<ChangeBatch>> Next();

  // How long the reader may yet make the feed wait, where `left` remains of
  // what was said before; for StreamSource::ReaderTime, after the first message
  // of each batch, of `bytes`. Whoever is behind, since it fell behind or since
  // it resumed, has three seconds, and gets one back with each 4 MiB that it
  // takes, up to three: so a reader who stands still or takes a message a
  // second is cut off soon, and one who catches up is not, however far it has
  // to go. A listing may take minutes, because it can't be resumed.
  absl::Duration ReaderTime(absl::Duration left, int64_t bytes) const;
  // The same after any other message of a batch, which is no news.
  static absl::Duration ReaderTimeWithin(absl::Duration left, int64_t bytes);

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
  const LargeTransactions large_;
  bool started_ = false;
  std::unique_ptr<Listing> listing_;
  // All transactions up to this one have been read.
  int64_t revision_ = 0;
  // Of a later one, all rows up to this one, where the last batch was a part.
  struct Row {
    int64_t revision;
    int64_t ordinal;
  };
  absl::optional<Row> part_end_;
  absl::Time last_sent_ = absl::InfinitePast();
  // The last that was read reached the newest revision.
  bool at_head_ = false;
  // The reader had all that there was before this batch; also at the start.
  bool was_up_to_date_ = true;
  // What the reader has from this batch on, if not what is left.
  absl::optional<absl::Duration> new_reader_time_;
  WatchHub::Subscription subscription_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_CHANGE_FEED_H_
