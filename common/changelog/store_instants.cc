#include "common/changelog/store_instants.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/types/optional.h"
#include "common/sql/statement.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

constexpr absl::Duration kUnwitnessed = absl::Hours(24);
constexpr absl::Duration kBetweenLooks = absl::Minutes(1);
constexpr int kLooksBetweenWarnings = 60;
// Clocks that are kept in step are corrected by less.
constexpr absl::Duration kTolerance = absl::Seconds(1);

absl::StatusOr<absl::optional<absl::Time>> FirstTime(sql::Statement row) {
  absl::optional<absl::Time> time;
  if (row.Next()) time = absl::FromUnixMicros(row.Int(0));
  SANGAM_RETURN_IF_ERROR(row.status());
  return time;
}

absl::StatusOr<absl::optional<absl::Time>> LastUpTo(sql::Database& database,
                                                    int64_t micros) {
  return FirstTime(
      database.Prepare("SELECT recorded_at_micros FROM instant"
                       " WHERE recorded_at_micros <= ?"
                       " ORDER BY recorded_at_micros DESC LIMIT 1",
                       micros));
}

}  // namespace

absl::Status RecordInstant(WriteTransaction& transaction) {
  // Of writes at one time, the last is the newest.
  return transaction.database()
      .Prepare(
          "INSERT INTO instant (recorded_at_micros, revision)"
          " SELECT CASE WHEN latest > ?1 THEN latest + 1 ELSE ?1 END, ?2"
          " FROM (SELECT max(recorded_at_micros) AS latest FROM instant)"
          " AS newest WHERE true"
          " ON CONFLICT (recorded_at_micros)"
          " DO UPDATE SET revision = excluded.revision",
          absl::ToUnixMicros(transaction.now()), transaction.revision())
      .Run();
}

absl::StatusOr<absl::Time> LastInstant(sql::Database& database) {
  SANGAM_ASSIGN_OR_RETURN(
      const auto last,
      FirstTime(database.Prepare("SELECT recorded_at_micros FROM instant"
                                 " ORDER BY recorded_at_micros DESC LIMIT 1")));
  return last.value_or(absl::InfinitePast());
}

absl::StatusOr<absl::Time> WitnessedTime(sql::Database& database,
                                         absl::Time now) {
  const int64_t day_before = absl::ToUnixMicros(now - kUnwitnessed);
  SANGAM_ASSIGN_OR_RETURN(const auto last_before,
                          LastUpTo(database, day_before));
  if (!last_before) return now;
  SANGAM_ASSIGN_OR_RETURN(
      const auto first_since,
      FirstTime(database.Prepare(
          "SELECT recorded_at_micros FROM instant"
          " WHERE recorded_at_micros > ?1 AND recorded_at_micros <= ?2"
          " ORDER BY recorded_at_micros LIMIT 1",
          day_before, absl::ToUnixMicros(now))));
  const absl::Time believed = *last_before + kUnwitnessed;
  return first_since.value_or(now) > believed ? std::min(believed, now) : now;
}

ClockWatch::ClockWatch(Changelog* changelog,
                       std::function<void(absl::Duration)> on_behind)
    : changelog_(*changelog),
      on_behind_(std::move(on_behind)),
      thread_([this] { Run(); }) {}

ClockWatch::~ClockWatch() {
  {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
  }
  thread_.join();
}

void ClockWatch::Run() {
  int looks_to_warning = 0;
  while (true) {
    absl::Duration behind = absl::ZeroDuration();
    const absl::Status looked =
        changelog_.Read([&](Snapshot& snapshot) -> absl::Status {
          SANGAM_ASSIGN_OR_RETURN(const absl::Time last,
                                  LastInstant(snapshot.database()));
          behind = last - changelog_.clock().Now();
          return absl::OkStatus();
        });
    if (looked.ok() && behind <= kTolerance) looks_to_warning = 0;
    if (looked.ok() && behind > kTolerance && looks_to_warning-- == 0) {
      on_behind_(behind);
      looks_to_warning = kLooksBetweenWarnings - 1;
    }
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopped_), kBetweenLooks)) {
      return;
    }
  }
}

}  // namespace sangam
