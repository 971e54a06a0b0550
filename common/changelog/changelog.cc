#include "common/changelog/changelog.h"

#include <utility>

#include "absl/memory/memory.h"
#include "common/changelog/asked_state.h"
#include "common/changelog/life_note.h"
#include "common/changelog/new_life.h"
#include "common/changelog/store_errors.h"
#include "common/changelog/store_instants.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

constexpr char kChangelogPart[] = "changelog";
constexpr char kSchemaVersionTable[] = "schema_version";

}  // namespace

absl::StatusOr<StorePosition> ReadPosition(sql::Database& database) {
  sql::Statement row =
      database.Prepare("SELECT store, epoch, revision FROM meta");
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  if (!found) return StorePosition{};
  return StorePosition{row.Text(0), row.Text(1), row.Int(2)};
}

std::string WriteTransaction::token() const {
  StorePosition after = position();
  if (changed()) after.revision = revision();
  return Token(after).Encode();
}

namespace {

const sql::Insertion& HistoryRows() {
  using Type = sql::Insertion::Type;
  static const auto* const kRows =
      new sql::Insertion("history", {{"revision", Type::kInteger},
                                     {"ordinal", Type::kInteger},
                                     {"collection", Type::kText},
                                     {"key", Type::kText},
                                     {"deleted", Type::kInteger},
                                     {"body", Type::kBytes},
                                     {"recorded_at_micros", Type::kInteger}});
  return *kRows;
}

}  // namespace

absl::Status WriteTransaction::Record(absl::string_view collection,
                                      absl::string_view key, bool deleted,
                                      absl::string_view body) {
  return database()
      .PrepareInsert(HistoryRows(), revision(), ++ordinal_, collection, key,
                     static_cast<int64_t>(deleted), sql::Blob{body},
                     absl::ToUnixMicros(now_))
      .Run();
}

namespace {

// Refuses to move into the database of another program.
absl::Status CheckEmptyOrStore(sql::Database& database) {
  SANGAM_ASSIGN_OR_RETURN(const int64_t tables, CountTables(database));
  SANGAM_ASSIGN_OR_RETURN(const bool store,
                          HasTable(database, kSchemaVersionTable));
  return tables > 0 && !store ? NoStoreError() : absl::OkStatus();
}

// Of marks, only the newest can be asked for.
constexpr int64_t kMarksKept = 1'000;

// Says who took the revision, where a writer may have to find that out.
absl::Status LeaveMark(WriteTransaction& transaction, const std::string& mark) {
  sql::Database& database = transaction.database();
  if (database.engine() == sql::Engine::kSqlite) return absl::OkStatus();
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("DELETE FROM write_mark WHERE revision <= ?",
                   transaction.revision() - kMarksKept)
          .Run());
  return database
      .Prepare("INSERT INTO write_mark (revision, mark) VALUES (?, ?)",
               transaction.revision(), mark)
      .Run();
}

absl::StatusOr<bool> HasMark(sql::Database& database, int64_t revision,
                             const std::string& mark) {
  sql::Statement row = database.Prepare(
      "SELECT 1 FROM write_mark WHERE revision = ? AND mark = ?", revision,
      mark);
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return found;
}

// The process may have found no room to do it when it opened a file.
absl::Status EnterByWrite(WriteTransaction& transaction, StoreLife& life,
                          const std::string& draw) {
  sql::Database& database = transaction.database();
  if (database.engine() != sql::Engine::kSqlite) return absl::OkStatus();
  const StorePosition& position = transaction.position();
  SANGAM_ASSIGN_OR_RETURN(const bool other,
                          life.Enter(database, position.revision, draw));
  return other ? OtherLifeError(position.store) : absl::OkStatus();
}

absl::Status TakeRevision(WriteTransaction& transaction,
                          const std::string& mark) {
  SANGAM_RETURN_IF_ERROR(RecordInstant(transaction));
  SANGAM_RETURN_IF_ERROR(LeaveMark(transaction, mark));
  return transaction.database()
      .Prepare("UPDATE meta SET revision = ?", transaction.revision())
      .Run();
}

// A file can be read on a full disk if it goes on in its life, which the first
// write then enters. Another life must be on record before anybody sees it.
absl::StatusOr<std::string> EpochWithoutRoom(sql::ConnectionPool& connections,
                                             const absl::Status& full) {
  if (connections.address().engine() != sql::Engine::kSqlite) return full;
  std::string epoch;
  SANGAM_RETURN_IF_ERROR(
      connections.Read([&](sql::Database& database) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const StorePosition position,
                                ReadPosition(database));
        SANGAM_ASSIGN_OR_RETURN(const std::string place,
                                PlaceInTables(database));
        const LifeNote note = ReadLifeNote(connections.address());
        if (!note.IsAbout(place, position.revision)) {
          return WriteAtStartError("its new life is on record", full);
        }
        epoch = position.epoch;
        return absl::OkStatus();
      }));
  return epoch;
}

}  // namespace

Changelog::Changelog(Options options, const Clock* clock,
                     std::unique_ptr<sql::ConnectionPool> connections)
    : options_(std::move(options)),
      clock_(clock),
      connections_(std::move(connections)),
      life_(options_.address) {}

Changelog::~Changelog() { life_.NoteLast(); }

absl::StatusOr<std::unique_ptr<Changelog>> Changelog::Open(Options options,
                                                           const Clock* clock) {
  const bool shared = options.address.engine() == sql::Engine::kPostgres;
  const bool migrate = options.start.migrate || !shared;
  sql::ConnectionPool::Options pool;
  pool.readers = options.readers;
  SANGAM_ASSIGN_OR_RETURN(std::unique_ptr<sql::ConnectionPool> connections,
                          sql::ConnectionPool::Open(options.address, pool));
  auto changelog = absl::WrapUnique(
      new Changelog(std::move(options), clock, std::move(connections)));
  const absl::Status prepared = changelog->Prepare(migrate);
  if (absl::IsResourceExhausted(prepared)) {
    return WriteAtStartError("its schema is this binary's", prepared);
  }
  SANGAM_RETURN_IF_ERROR(prepared);
  SANGAM_ASSIGN_OR_RETURN(changelog->epoch_, changelog->EnterLife());
  if (shared) SANGAM_RETURN_IF_ERROR(changelog->Listen());
  return changelog;
}

absl::Status Changelog::Prepare(bool migrate) {
  if (migrate) {
    return connections_->Write([&](sql::Database& database) -> absl::Status {
      SANGAM_RETURN_IF_ERROR(CheckEmptyOrStore(database));
      SANGAM_RETURN_IF_ERROR(
          Migrate(database, kChangelogPart, ChangelogMigrations()));
      SANGAM_ASSIGN_OR_RETURN(StorePosition position, ReadPosition(database));
      if (position.store.empty()) {
        position.store = options_.store;
        SANGAM_ASSIGN_OR_RETURN(position.epoch, DrawEpoch());
        SANGAM_RETURN_IF_ERROR(
            database
                .Prepare("INSERT INTO meta VALUES (1, ?, ?, 0, 0)",
                         position.store, position.epoch)
                .Run());
      }
      if (position.store != options_.store) {
        return OtherStoreError(options_.store, position.store);
      }
      return Migrate(database, options_.store, options_.migrations);
    });
  }
  return connections_->Read([&](sql::Database& database) -> absl::Status {
    SANGAM_RETURN_IF_ERROR(CheckEmptyOrStore(database));
    SANGAM_ASSIGN_OR_RETURN(const bool made,
                            HasTable(database, kSchemaVersionTable));
    if (!made) {
      return SchemaTooOldError(kChangelogPart, 0,
                               ChangelogMigrations().back().number);
    }
    SANGAM_RETURN_IF_ERROR(
        CheckMigrated(database, kChangelogPart, ChangelogMigrations()));
    SANGAM_ASSIGN_OR_RETURN(const StorePosition position,
                            ReadPosition(database));
    if (position.store != options_.store) {
      return OtherStoreError(options_.store, position.store);
    }
    return CheckMigrated(database, options_.store, options_.migrations);
  });
}

absl::StatusOr<std::string> Changelog::EnterLife() {
  std::string epoch;
  int64_t revision = 0;
  SANGAM_ASSIGN_OR_RETURN(const std::string draw, DrawEpoch());
  const absl::Status entered =
      connections_->Write([&](sql::Database& database) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const StorePosition position,
                                ReadPosition(database));
        epoch = position.epoch;
        revision = position.revision;
        SANGAM_ASSIGN_OR_RETURN(const bool other,
                                life_.Enter(database, revision, draw));
        if (!other) return absl::OkStatus();
        epoch = draw;
        return database.Prepare("UPDATE meta SET epoch = ?", epoch).Run();
      });
  if (absl::IsResourceExhausted(entered)) {
    return EpochWithoutRoom(*connections_, entered);
  }
  SANGAM_RETURN_IF_ERROR(entered);
  // Long ago, so that the first write is noted at once.
  life_.Note(revision, absl::UnixEpoch());
  return epoch;
}

void Changelog::OnReachable(bool reachable) {
  if (options_.start.on_reachable) options_.start.on_reachable(reachable);
  if (!reachable) return;
  const absl::StatusOr<std::string> epoch = EnterLife();
  if (!epoch.ok() || *epoch == epoch_) return;
  if (options_.start.on_other_life) options_.start.on_other_life();
}

absl::Status Changelog::Listen() {
  return Read([this](Snapshot& snapshot) {
    listener_ = std::make_unique<CommitListener>(
        connections_.get(), &watch_hub_, snapshot.position().revision,
        [this](bool reachable) { OnReachable(reachable); });
    return absl::OkStatus();
  });
}

absl::StatusOr<StorePosition> Changelog::PresentPosition(
    sql::Database& database) const {
  SANGAM_ASSIGN_OR_RETURN(StorePosition position, ReadPosition(database));
  if (position.epoch != epoch_) return OtherLifeError(options_.store);
  return position;
}

absl::Status Changelog::Write(
    absl::FunctionRef<absl::Status(WriteTransaction&)> work,
    const std::function<bool()>& cancelled) {
  int64_t revision = 0;
  SANGAM_ASSIGN_OR_RETURN(const std::string mark, DrawEpoch());
  SANGAM_RETURN_IF_ERROR(connections_->Write(
      [&](sql::Database& database) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(StorePosition position,
                                PresentPosition(database));
        WriteTransaction transaction(database, std::move(position),
                                     clock_->Now());
        SANGAM_RETURN_IF_ERROR(work(transaction));
        if (!transaction.changed()) return absl::OkStatus();
        revision = transaction.revision();
        SANGAM_RETURN_IF_ERROR(EnterByWrite(transaction, life_, mark));
        return TakeRevision(transaction, mark);
      },
      [&](sql::Database& database) {
        return HasMark(database, revision, mark);
      },
      cancelled));
  if (revision == 0) return absl::OkStatus();
  life_.Note(revision, clock_->Now());
  if (listener_ != nullptr) listener_->Saw(revision);
  watch_hub_.NotifyAll();
  return absl::OkStatus();
}

absl::Status Changelog::Rehearse(
    absl::FunctionRef<absl::Status(WriteTransaction&)> work,
    const std::function<bool()>& cancelled) {
  const auto rehearse = [&](sql::Database& database) -> absl::Status {
    SANGAM_ASSIGN_OR_RETURN(StorePosition position, PresentPosition(database));
    WriteTransaction transaction(database, std::move(position), clock_->Now());
    return work(transaction);
  };
  return connections_->Rehearse(rehearse, cancelled);
}

absl::Status Changelog::Read(absl::FunctionRef<absl::Status(Snapshot&)> work) {
  return connections_->Read([&](sql::Database& database) -> absl::Status {
    SANGAM_ASSIGN_OR_RETURN(StorePosition position, PresentPosition(database));
    Snapshot snapshot(database, std::move(position));
    return work(snapshot);
  });
}

absl::Status Changelog::Read(const type::v1::ReadAt& read_at,
                             absl::FunctionRef<absl::Status(Snapshot&)> work) {
  SANGAM_ASSIGN_OR_RETURN(const AskedState asked,
                          AskedState::Parse(read_at, options_.store));
  return Read([&](Snapshot& snapshot) -> absl::Status {
    SANGAM_ASSIGN_OR_RETURN(
        StorePosition position,
        asked.Resolve(snapshot.database(), snapshot.position(), clock_->Now()));
    if (position == snapshot.position()) return work(snapshot);
    Snapshot past(snapshot.database(), std::move(position),
                  Snapshot::Era::kPast);
    return work(past);
  });
}

absl::Status CheckReached(const StorePosition& position,
                          const StorePosition& head) {
  if (position.epoch != head.epoch) return StoreEpochChangedError(head.store);
  if (position.revision > head.revision) {
    return RevisionNotYetAvailableError(head.store);
  }
  return absl::OkStatus();
}

}  // namespace sangam
