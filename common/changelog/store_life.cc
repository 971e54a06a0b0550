#include "common/changelog/store_life.h"

#include <algorithm>
#include <utility>

#include "common/changelog/life_note.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

constexpr absl::Duration kNoteInterval = absl::Seconds(1);

absl::Status StorePlace(sql::Database& database, const std::string& place) {
  return database
      .Prepare(
          "INSERT INTO life (id, place) VALUES (1, ?)"
          " ON CONFLICT (id) DO UPDATE SET place = excluded.place",
          place)
      .Run();
}

absl::StatusOr<std::string> PostgresPlace(sql::Database& database) {
  sql::Statement row = database.Prepare(
      "SELECT CAST(system_identifier AS TEXT) || '/' ||"
      " CAST(timeline_id AS TEXT) || '/' ||"
      " (SELECT CAST(oid AS TEXT) FROM pg_database"
      " WHERE datname = current_database()) || '/' ||"
      " CAST(CAST('meta' AS regclass) AS oid)"
      " FROM pg_control_system(), pg_control_checkpoint()");
  if (row.Next()) return row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return InternalFault("the server doesn't say which one it is");
}

}  // namespace

StoreLife::StoreLife(sql::StoreAddress address)
    : address_(std::move(address)) {}

absl::StatusOr<bool> StoreLife::Enter(sql::Database& database, int64_t revision,
                                      const std::string& draw) {
  if (address_.engine() == sql::Engine::kPostgres) {
    SANGAM_ASSIGN_OR_RETURN(const std::string stored, PlaceInTables(database));
    SANGAM_ASSIGN_OR_RETURN(const std::string place, PostgresPlace(database));
    if (place != stored) {
      SANGAM_RETURN_IF_ERROR(StorePlace(database, place));
    }
    return !stored.empty() && place != stored;
  }
  absl::MutexLock lock(&mutex_);
  // It was entered before this process wrote to it.
  if (noted_ != absl::InfinitePast()) return false;
  SANGAM_ASSIGN_OR_RETURN(const std::string stored, PlaceInTables(database));
  const LifeNote note = ReadLifeNote(address_);
  const bool known =
      note.there ? note.IsAbout(stored, revision) : stored.empty();
  revision_ = revision;
  SANGAM_RETURN_IF_ERROR(StorePlace(database, draw));
  // Of another store, the note must not know what is there until this
  // transaction is committed: whoever tried again would take it for the same.
  const std::string before = known && !stored.empty() ? stored : "-";
  SANGAM_RETURN_IF_ERROR(
      WriteLifeNote(address_, {true, revision, before, draw}));
  return !known;
}

void StoreLife::Note(int64_t revision, absl::Time now) {
  if (address_.engine() == sql::Engine::kPostgres) return;
  {
    absl::MutexLock lock(&mutex_);
    revision_ = std::max(revision_, revision);
    if (now >= noted_ && now - noted_ < kNoteInterval) return;
    noted_ = now;
  }
  NoteLast();
}

void StoreLife::NoteLast() {
  if (address_.engine() == sql::Engine::kPostgres) return;
  absl::MutexLock lock(&mutex_);
  LifeNote note = ReadLifeNote(address_);
  if (!note.there || note.revision >= revision_) return;
  note.revision = revision_;
  WriteLifeNote(address_, note).IgnoreError();
}

}  // namespace sangam
