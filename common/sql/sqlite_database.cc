#include "common/sql/sqlite_database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/sql/sqlite_execution.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

// Another process may hold the lock for a checkpoint or a backup.
constexpr int kBusyTimeoutMilliseconds = 5'000;
constexpr int kBusyPauseMilliseconds = 5;

// SQLite makes a file readable by all. Its other files take the rights of this
// one. Where this fails, opening says why.
void MakePrivateFile(const std::string& path) {
  const int file = open(path.c_str(), O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  if (file >= 0) close(file);
}

// SQLite may be built to take what begins with "file:" for a URI.
std::string AsPath(const std::string& path) {
  return absl::StartsWith(path, "file:") ? absl::StrCat("./", path) : path;
}

// A quota or a limit on files that is reached shows as a failed write, and no
// room for the log's index as one of its size.
bool IsFull(int code) {
  return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE ||
         code == SQLITE_IOERR_SHMSIZE;
}

// Whether the store may take the same work later.
bool MayPass(int code) {
  return IsFull(code) || (code & 0xff) == SQLITE_BUSY ||
         (code & 0xff) == SQLITE_LOCKED;
}

absl::Status StoreError(int code, absl::string_view detail) {
  return StoreFailedError(
      MayPass(code) ? absl::StatusCode::kResourceExhausted
                    : absl::StatusCode::kInternal,
      absl::StrCat("the store failed: ",
                   IsFull(code) ? sqlite3_errstr(SQLITE_FULL) : detail));
}

// Says which file can't be used; what may pass says enough.
absl::Status WithPath(const absl::Status& status, const std::string& path) {
  if (status.code() != absl::StatusCode::kInternal) return status;
  return StoreFailedError(status.code(),
                          absl::StrCat(path, ": ", status.message()));
}

// The log and its index stay when a service closes its store, the log emptied:
// without room for the index, nobody could read a store that is opened again on
// a disk that is full by then. An emptied log says nothing of a file that is
// put in the place of this one.
absl::Status KeepLog(SqliteDatabase* database) {
  int keep = 1;
  const int code = sqlite3_file_control(database->connection(), "main",
                                        SQLITE_FCNTL_PERSIST_WAL, &keep);
  if (code != SQLITE_OK) return database->ErrorOf(code);
  // It is emptied only where its size has a limit.
  return database->Execute("PRAGMA journal_size_limit = 67108864;");
}

// Runs what needs a lock that another process may hold. Waits here and not in
// SQLite, which doesn't ask meanwhile whether it is still wanted.
absl::Status ExecuteWhenFree(SqliteDatabase* database,
                             const std::string& script,
                             const std::function<bool()>& cancelled) {
  absl::Status done;
  sqlite3_busy_timeout(database->connection(), 0);
  for (int waited = 0; waited <= kBusyTimeoutMilliseconds;
       waited += kBusyPauseMilliseconds) {
    done = database->Execute(script);
    const int code = sqlite3_errcode(database->connection());
    if (done.ok() || (code & 0xff) != SQLITE_BUSY) break;
    if (cancelled && cancelled()) {
      done = DeadlineExceededError();
      break;
    }
    absl::SleepFor(absl::Milliseconds(kBusyPauseMilliseconds));
  }
  sqlite3_busy_timeout(database->connection(), kBusyTimeoutMilliseconds);
  return done;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> SqliteDatabase::Open(
    const std::string& path, Access access) {
  if (access == Access::kReadWrite) MakePrivateFile(path);
  // Nobody asks how much memory SQLite takes, and it locks to count it. Does
  // nothing once SQLite is in use.
  static const int counts_no_memory =
      sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(counts_no_memory);
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(
      AsPath(path).c_str(), &connection,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
          (access == Access::kReadWrite ? SQLITE_OPEN_CREATE : 0),
      nullptr);
  // Owned from here, because SQLite gives a connection even where it fails.
  auto database = absl::WrapUnique(new SqliteDatabase(connection));
  if (code != SQLITE_OK) {
    return StoreError(code, absl::StrCat(path, ": ", sqlite3_errstr(code)));
  }
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, kBusyTimeoutMilliseconds);
  if (access == Access::kReadWrite) {
    // SQLite opens what it may not write for reading alone.
    if (sqlite3_db_readonly(connection, "main") == 1) {
      return StoreError(SQLITE_READONLY,
                        absl::StrCat(path, ": the file can't be written"));
    }
  }
  SANGAM_RETURN_IF_ERROR(WithPath(database->SetUp(access), path));
  return database;
}

absl::Status SqliteDatabase::SetUp(Access access) {
  if (access == Access::kReadOnly) {
    // Not opened as read-only, because a reader of a write-ahead log must be
    // able to write its shared index.
    return Execute("PRAGMA query_only = ON;");
  }
  // Of those who open a new file at the same moment each may hold what another
  // needs; SQLite itself would refuse at once.
  SANGAM_RETURN_IF_ERROR(
      ExecuteWhenFree(this, "PRAGMA journal_mode = WAL;", nullptr));
  SANGAM_RETURN_IF_ERROR(Execute("PRAGMA synchronous = FULL;"));
  // An import writes into a dozen trees at once; SQLite's own 2 MiB of cache
  // and 4 MiB of log would be read and moved over and over.
  SANGAM_RETURN_IF_ERROR(
      Execute("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192;"));
  // What is replaced or removed is overwritten, so that nothing that was
  // erased stays readable in a free part of the file.
  return Execute("PRAGMA secure_delete = ON;");
}

SqliteDatabase::~SqliteDatabase() {
  for (auto& [text, statements] : idle_) {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  }
  sqlite3_close(connection_);
}

void SqliteDatabase::GiveBack(sqlite3_stmt* prepared, Idle* idle) {
  sqlite3_reset(prepared);
  sqlite3_clear_bindings(prepared);
  idle->push_back(prepared);
}

SqliteDatabase::Idle& SqliteDatabase::IdleOf(absl::string_view text) {
  const auto found = idle_.find(text);
  return found != idle_.end() ? found->second : idle_[std::string(text)];
}

absl::StatusOr<std::unique_ptr<Execution>> SqliteDatabase::Take(
    absl::string_view text, Idle* idle) {
  sqlite3_stmt* prepared = nullptr;
  if (!idle->empty()) {
    prepared = idle->back();
    idle->pop_back();
  } else {
    const int code = sqlite3_prepare_v3(
        connection_, text.data(), static_cast<int>(text.size()),
        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK) return ErrorOf(code);
  }
  return std::make_unique<SqliteExecution>(this, prepared, idle);
}

absl::StatusOr<std::unique_ptr<Execution>> SqliteDatabase::NewExecution(
    absl::string_view text, Length) {
  return Take(text, &IdleOf(text));
}

absl::StatusOr<std::unique_ptr<Execution>> SqliteDatabase::NewInsertion(
    const Insertion& insertion) {
  Idle*& idle = idle_insertions_[&insertion];
  if (idle == nullptr) idle = &IdleOf(insertion.text());
  return Take(insertion.text(), idle);
}

void SqliteDatabase::Rollback() {
  // SQLite rolls back by itself after some errors; a second rollback then fails
  // harmlessly.
  Execute("ROLLBACK").IgnoreError();
}

absl::Status SqliteDatabase::BeginWrite(
    const std::function<bool()>& cancelled) {
  // Not when it is opened: a backup is one file, with no log beside it.
  if (!keeps_log_) {
    SANGAM_RETURN_IF_ERROR(KeepLog(this));
    keeps_log_ = true;
  }
  return ExecuteWhenFree(this, "BEGIN IMMEDIATE", cancelled);
}

absl::Status SqliteDatabase::Execute(const std::string& script) {
  const int code =
      sqlite3_exec(connection_, script.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : ErrorOf(code);
}

absl::Status SqliteDatabase::ErrorOf(int code) const {
  return StoreError(code, sqlite3_errmsg(connection_));
}

}  // namespace sangam::sql
