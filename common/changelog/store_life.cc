#include "common/changelog/store_life.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

constexpr absl::Duration kNoteInterval = absl::Seconds(1);

// The note beside a file: the newest revision, and the place before and after
// the file was last opened, because one of both writes may be lost.
struct FileNote {
  bool there = false;
  int64_t revision = 0;
  std::string before;
  std::string place;
};

std::string NotePath(const sql::StoreAddress& address) {
  return absl::StrCat(address.text(), ".life");
}

FileNote ReadNote(const sql::StoreAddress& address) {
  FileNote note;
  std::ifstream file(NotePath(address));
  note.there =
      static_cast<bool>(file >> note.revision >> note.before >> note.place);
  return note;
}

// As a whole or not at all.
absl::Status WriteNote(const sql::StoreAddress& address, const FileNote& note) {
  const std::string path = NotePath(address);
  const std::string written = absl::StrCat(path, ".new");
  {
    std::ofstream file(written, std::ios::trunc);
    file << note.revision << ' ' << note.before << ' ' << note.place << '\n';
    if (!file.flush()) {
      return StoreFailedError(absl::StatusCode::kResourceExhausted,
                              absl::StrCat(written, " can't be written"));
    }
  }
  if (std::rename(written.c_str(), path.c_str()) == 0) return absl::OkStatus();
  return StoreFailedError(absl::StatusCode::kInternal,
                          absl::StrCat(path, " can't be replaced"));
}

// Empty where nobody has entered yet.
absl::StatusOr<std::string> StoredPlace(sql::Database& database) {
  sql::Statement row = database.Prepare("SELECT place FROM life");
  std::string place;
  if (row.Next()) place = row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return place;
}

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
  SANGAM_ASSIGN_OR_RETURN(const std::string stored, StoredPlace(database));
  if (address_.engine() == sql::Engine::kPostgres) {
    SANGAM_ASSIGN_OR_RETURN(const std::string place, PostgresPlace(database));
    if (place != stored) {
      SANGAM_RETURN_IF_ERROR(StorePlace(database, place));
    }
    return !stored.empty() && place != stored;
  }
  absl::MutexLock lock(&mutex_);
  const FileNote note = ReadNote(address_);
  const bool known = note.there
                         ? (stored == note.before || stored == note.place) &&
                               revision >= note.revision
                         : stored.empty();
  revision_ = revision;
  SANGAM_RETURN_IF_ERROR(StorePlace(database, draw));
  SANGAM_RETURN_IF_ERROR(WriteNote(
      address_, {true, revision, stored.empty() ? "-" : stored, draw}));
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
  FileNote note = ReadNote(address_);
  if (!note.there || note.revision >= revision_) return;
  note.revision = revision_;
  WriteNote(address_, note).IgnoreError();
}

}  // namespace sangam
