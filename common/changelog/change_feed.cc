#include "common/changelog/change_feed.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/changelog/store_errors.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

// A bookmark is due after half a second, so that a caller who asks each second
// never goes two seconds without one.
constexpr absl::Duration kBookmarkInterval = absl::Milliseconds(500);
// An open snapshot keeps the write-ahead log from shrinking, so a listing may
// take minutes, and more only for as long as a reader takes a MiB a second: ten
// million subjects are some GiB.
constexpr absl::Duration kListingLimit = absl::Minutes(5);
constexpr double kListingBytesPerSecond = 1024 * 1024;
constexpr absl::Duration kListingRetry = absl::Seconds(5);
// A reader who does not keep pace is told so within five seconds. A message is
// of half a MiB at most, so who takes one a second gets little of that back.
constexpr absl::Duration kFollowingLimit = absl::Seconds(3);
constexpr double kFollowingBytesPerSecond = 4 * 1024 * 1024;
constexpr int64_t kBatchBytes = ResourceTable::kPageBytes;
// Of a listing. Rows of next to no body take some two hundred bytes in memory
// all the same: with as many as are 512 KiB on the wire, a batch would be MiBs.
constexpr size_t kBatchRows = 2'048;

int64_t SizeOf(const StoredResource& resource) {
  return resource.key.size() + resource.body.size();
}

}  // namespace

ChangeFeed::ChangeFeed(Changelog* changelog,
                       std::vector<const ResourceTable*> tables,
                       std::string resume_token, std::string field,
                       LargeTransactions large)
    : changelog_(*changelog),
      tables_(std::move(tables)),
      resume_token_(std::move(resume_token)),
      field_(std::move(field)),
      large_(large) {}

void ChangeFeed::OnStart(std::function<void()> wake) {
  subscription_ = changelog_.watch_hub().Subscribe(std::move(wake));
}

absl::Status ChangeFeed::Start() {
  if (resume_token_.empty()) return StartListing();
  SANGAM_ASSIGN_OR_RETURN(const Token token,
                          Token::Parse(resume_token_, field_));
  const StorePosition* resumed = token.Find(changelog_.store());
  if (resumed == nullptr) return TokenMalformedError(field_);
  revision_ = resumed->revision;
  return changelog_.Read([&](Snapshot& snapshot) {
    return CheckReached(*resumed, snapshot.position());
  });
}

absl::Status ChangeFeed::StartListing() {
  auto listing = std::make_unique<Listing>();
  SANGAM_ASSIGN_OR_RETURN(listing->database,
                          changelog_.connections().OpenReader());
  listing->transaction = std::make_unique<sql::Transaction>(*listing->database);
  SANGAM_RETURN_IF_ERROR(listing->transaction->BeginRead());
  SANGAM_ASSIGN_OR_RETURN(StorePosition position,
                          ReadPosition(*listing->database));
  revision_ = position.revision;
  listing->snapshot =
      std::make_unique<Snapshot>(*listing->database, std::move(position));
  listing->started = changelog_.clock().Now();
  listing->time_limit = kListingLimit;
  listing_ = std::move(listing);
  return absl::OkStatus();
}

absl::StatusOr<absl::optional<ChangeBatch>> ChangeFeed::Next() {
  if (!started_) {
    SANGAM_RETURN_IF_ERROR(Start());
    started_ = true;
  }
  const absl::Time now = changelog_.clock().Now();
  if (listing_ != nullptr) {
    if (now - listing_->started > listing_->time_limit) {
      listing_ = nullptr;
      started_ = false;
      return ServerBusyError(kListingRetry);
    }
    SANGAM_ASSIGN_OR_RETURN(ChangeBatch batch, NextListed());
    new_reader_time_ = kListingLimit;
    last_sent_ = now;
    return batch;
  }
  SANGAM_ASSIGN_OR_RETURN(ChangeBatch batch, NextChanges());
  was_up_to_date_ = was_up_to_date_ || at_head_;
  const bool bookmark = batch.revision == revision_;
  // A clock that was set back must not end the bookmarks.
  const bool recent = last_sent_ <= now && now - last_sent_ < kBookmarkInterval;
  if (bookmark && recent) return absl::nullopt;
  new_reader_time_.reset();
  if (was_up_to_date_) new_reader_time_ = kFollowingLimit;
  was_up_to_date_ = false;
  if (!batch.token.empty()) revision_ = batch.revision;
  last_sent_ = now;
  return batch;
}

absl::Duration ChangeFeed::ReaderTime(absl::Duration left,
                                      int64_t bytes) const {
  return new_reader_time_ ? *new_reader_time_ : ReaderTimeWithin(left, bytes);
}

absl::Duration ChangeFeed::ReaderTimeWithin(absl::Duration left,
                                            int64_t bytes) {
  // Of a listing more may be left.
  return std::max(
      left, std::min(kFollowingLimit,
                     left + absl::Seconds(bytes / kFollowingBytesPerSecond)));
}

absl::StatusOr<ChangeBatch> ChangeFeed::NextListed() {
  ChangeBatch batch;
  batch.revision = revision_;
  int64_t bytes = 0;
  while (listing_->table < tables_.size()) {
    const ResourceTable& table = *tables_[listing_->table];
    SANGAM_ASSIGN_OR_RETURN(
        std::vector<StoredResource> page,
        table.List(*listing_->snapshot, listing_->after,
                   kBatchRows - batch.changes.size(), {}, kBatchBytes - bytes));
    if (page.empty()) {
      ++listing_->table;
      listing_->after.clear();
      continue;
    }
    listing_->after = page.back().key;
    for (StoredResource& resource : page) {
      bytes += SizeOf(resource);
      batch.changes.push_back({table.collection(), std::move(resource), false});
    }
    if (bytes >= kBatchBytes || batch.changes.size() >= kBatchRows) {
      listing_->time_limit += absl::Seconds(bytes / kListingBytesPerSecond);
      return batch;
    }
  }
  batch.snapshot_complete = true;
  batch.token = listing_->snapshot->token();
  listing_ = nullptr;
  return batch;
}

absl::StatusOr<ChangeBatch> ChangeFeed::NextChanges() {
  ChangeBatch batch;
  SANGAM_RETURN_IF_ERROR(
      changelog_.Read([&](Snapshot& snapshot) -> absl::Status {
        StorePosition after = snapshot.position();
        sql::Database& database = snapshot.database();
        sql::Statement compacted =
            database.Prepare("SELECT compacted_revision FROM meta");
        if (compacted.Next() && compacted.Int(0) > revision_) {
          return RevisionCompactedError(after.store);
        }
        SANGAM_RETURN_IF_ERROR(compacted.status());
        Row last = part_end_.value_or(
            Row{revision_, std::numeric_limits<int64_t>::max()});
        sql::Statement rows = database.PrepareLong(
            "SELECT revision, collection, key, deleted, body,"
            " recorded_at_micros, ordinal FROM history"
            " WHERE (revision, ordinal) > (?, ?) ORDER BY revision, ordinal",
            last.revision, last.ordinal);
        // The rest of a transaction is a batch of its own, so that all parts
        // are of one state.
        const bool is_rest = part_end_.has_value();
        part_end_.reset();
        int64_t bytes = 0;
        at_head_ = true;
        while (rows.Next()) {
          const int64_t revision = rows.Int(0);
          const bool is_full = bytes >= kBatchBytes;
          if (revision != last.revision && (is_rest || is_full)) {
            after.revision = last.revision;
            at_head_ = false;
            break;
          }
          if (is_full && large_ == LargeTransactions::kInParts &&
              !batch.changes.empty()) {
            part_end_ = last;
            batch.revision = last.revision;
            at_head_ = false;
            return absl::OkStatus();
          }
          last = {revision, rows.Int(6)};
          std::string collection = rows.Text(1);
          // Rows of other tables count too, because they take time to pass.
          bytes += collection.size();
          const bool followed = std::any_of(
              tables_.begin(), tables_.end(), [&](const ResourceTable* table) {
                return table->collection() == collection;
              });
          if (!followed) continue;
          StoredResource resource{rows.Text(2), revision,
                                  absl::FromUnixMicros(rows.Int(5)),
                                  rows.Bytes(4)};
          bytes += SizeOf(resource);
          batch.changes.push_back(
              {std::move(collection), std::move(resource), rows.Int(3) != 0});
        }
        SANGAM_RETURN_IF_ERROR(rows.status());
        batch.revision = after.revision;
        batch.token = Token(after).Encode();
        batch.snapshot_complete = true;
        return absl::OkStatus();
      }));
  return batch;
}

}  // namespace sangam
