#include "common/changelog/history_compaction.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/changelog/store_instants.h"
#include "common/sql/statement.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

constexpr absl::Duration kBetweenSteps = absl::Milliseconds(100);
constexpr absl::Duration kBetweenLooks = absl::Minutes(1);

// A version that was written in the span that a step forgets.
struct Version {
  int64_t revision = 0;
  int64_t ordinal = 0;
  std::string collection;
  std::string key;
  bool deleted = false;
};

absl::StatusOr<int64_t> FirstInt(sql::Statement row) {
  const int64_t value = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return value;
}

// The versions of the revisions after `from` and up to `to`, of whole revisions
// and about `most` in all.
absl::StatusOr<std::vector<Version>> VersionsBetween(sql::Database& database,
                                                     int64_t from, int64_t to,
                                                     int64_t most) {
  // An import's revision can't be halved, so it may be more.
  sql::Statement last = database.Prepare(
      "SELECT max(revision) FROM (SELECT revision FROM history"
      " WHERE revision > ? AND revision <= ? ORDER BY revision, ordinal"
      " LIMIT ?) AS first_versions",
      from, to, most);
  SANGAM_ASSIGN_OR_RETURN(const int64_t until, FirstInt(std::move(last)));
  sql::Statement rows = database.Prepare(
      "SELECT revision, ordinal, collection, key, deleted FROM history"
      " WHERE revision > ? AND revision <= ? ORDER BY revision, ordinal",
      from, until);
  std::vector<Version> versions;
  while (rows.Next()) {
    versions.push_back({rows.Int(0), rows.Int(1), rows.Text(2), rows.Text(3),
                        rows.Int(4) != 0});
  }
  SANGAM_RETURN_IF_ERROR(rows.status());
  return versions;
}

// Removes what `version` replaced, and the version itself where it says no more
// than that nothing is there. Gives how many.
absl::StatusOr<int64_t> RemoveReplaced(sql::Database& database,
                                       const Version& version) {
  SANGAM_ASSIGN_OR_RETURN(
      int64_t removed,
      FirstInt(database.Prepare(
          "SELECT count(*) FROM history WHERE collection = ?1 AND key = ?2"
          " AND (revision < ?3 OR (revision = ?3 AND ordinal < ?4))",
          version.collection, version.key, version.revision, version.ordinal)));
  if (removed > 0) {
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare("DELETE FROM history WHERE collection = ?1 AND key = ?2"
                     " AND (revision < ?3 OR (revision = ?3 AND ordinal < ?4))",
                     version.collection, version.key, version.revision,
                     version.ordinal)
            .Run());
  }
  if (!version.deleted) return removed;
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("DELETE FROM history WHERE revision = ? AND ordinal = ?",
                   version.revision, version.ordinal)
          .Run());
  return removed + 1;
}

// Instants before that of the oldest state to keep ask for what is gone.
absl::Status ForgetInstants(sql::Database& database, int64_t goal_micros) {
  return database
      .Prepare("DELETE FROM instant WHERE recorded_at_micros < ?", goal_micros)
      .Run();
}

absl::Status Step(WriteTransaction& transaction,
                  const HistoryRetention& retention, CompactionStep* step) {
  sql::Database& database = transaction.database();
  SANGAM_ASSIGN_OR_RETURN(
      step->oldest_revision,
      FirstInt(database.Prepare("SELECT compacted_revision FROM meta")));
  // The state that was the newest one when the time to keep begins.
  SANGAM_ASSIGN_OR_RETURN(const absl::Time now,
                          WitnessedTime(database, transaction.now()));
  sql::Statement newest_then = database.Prepare(
      "SELECT revision, recorded_at_micros FROM instant"
      " WHERE recorded_at_micros <= ?"
      " ORDER BY recorded_at_micros DESC LIMIT 1",
      absl::ToUnixMicros(now - retention.kept));
  const bool found = newest_then.Next();
  SANGAM_RETURN_IF_ERROR(newest_then.status());
  const int64_t goal = found ? newest_then.Int(0) : 0;
  const int64_t goal_micros = found ? newest_then.Int(1) : 0;
  if (goal <= step->oldest_revision) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const std::vector<Version> versions,
                          VersionsBetween(database, step->oldest_revision, goal,
                                          retention.versions_a_step));
  for (const Version& version : versions) {
    SANGAM_ASSIGN_OR_RETURN(const int64_t removed,
                            RemoveReplaced(database, version));
    step->versions_removed += removed;
  }
  step->oldest_revision = versions.empty() ? goal : versions.back().revision;
  step->more = step->oldest_revision < goal;
  if (!step->more) {
    SANGAM_RETURN_IF_ERROR(ForgetInstants(database, goal_micros));
  }
  if (retention.forget) {
    SANGAM_RETURN_IF_ERROR(retention.forget(database, step->oldest_revision));
  }
  return database
      .Prepare("UPDATE meta SET compacted_revision = ?", step->oldest_revision)
      .Run();
}

}  // namespace

absl::StatusOr<CompactionStep> CompactHistory(
    Changelog& changelog, const HistoryRetention& retention) {
  CompactionStep step;
  if (retention.kept == absl::InfiniteDuration()) return step;
  SANGAM_RETURN_IF_ERROR(changelog.Write([&](WriteTransaction& transaction) {
    return Step(transaction, retention, &step);
  }));
  return step;
}

HistoryCompactor::HistoryCompactor(
    Changelog* changelog, HistoryRetention retention,
    std::function<void(const CompactionStep&)> on_step)
    : changelog_(*changelog),
      retention_(std::move(retention)),
      on_step_(std::move(on_step)) {
  if (retention_.kept == absl::InfiniteDuration()) return;
  thread_ = std::thread([this] { Run(); });
}

HistoryCompactor::~HistoryCompactor() {
  {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void HistoryCompactor::Run() {
  while (true) {
    const auto step = CompactHistory(changelog_, retention_);
    if (step.ok() && step->versions_removed > 0 && on_step_) on_step_(*step);
    absl::MutexLock lock(&mutex_);
    const bool more = step.ok() && step->more;
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopped_),
                                more ? kBetweenSteps : kBetweenLooks)) {
      return;
    }
  }
}

}  // namespace sangam
