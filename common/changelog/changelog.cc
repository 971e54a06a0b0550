#include "common/changelog/changelog.h"

#include <openssl/rand.h>

#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/escaping.h"
#include "common/changelog/asked_state.h"
#include "common/changelog/store_errors.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

// Enough that no two lives of a store ever share an epoch.
constexpr int kEpochBytes = 8;

absl::StatusOr<std::string> DrawEpoch() {
  unsigned char bytes[kEpochBytes];
  if (RAND_bytes(bytes, kEpochBytes) != 1) {
    return InternalFault("the system gives no random bytes");
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(bytes), kEpochBytes));
}

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

absl::Status WriteTransaction::Record(absl::string_view collection,
                                      absl::string_view key, bool deleted,
                                      absl::string_view body) {
  return database()
      .Prepare("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?)", revision(),
               ++ordinal_, collection, key, static_cast<int64_t>(deleted),
               sql::Blob{body}, absl::ToUnixMicros(now_))
      .Run();
}

namespace {

// Refuses to move into the database of another program.
absl::Status CheckEmptyOrStore(sql::Database& database) {
  sql::Statement row = database.Prepare(
      "SELECT count(*), sum(name = 'schema_version') FROM sqlite_master");
  const bool other = row.Next() && row.Int(0) > 0 && row.Int(1) == 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return other ? NoStoreError() : absl::OkStatus();
}

// A clock that was set back makes newer states older than those before them;
// the newest of those that were recorded by an instant is the one to find.
absl::Status RecordInstant(WriteTransaction& transaction) {
  sql::Database& database = transaction.database();
  const int64_t micros = absl::ToUnixMicros(transaction.now());
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("DELETE FROM instant WHERE recorded_at_micros >= ?", micros)
          .Run());
  return database
      .Prepare("INSERT INTO instant VALUES (?, ?)", micros,
               transaction.revision())
      .Run();
}

absl::Status TakeRevision(WriteTransaction& transaction) {
  SANGAM_RETURN_IF_ERROR(RecordInstant(transaction));
  return transaction.database()
      .Prepare("UPDATE meta SET revision = ?", transaction.revision())
      .Run();
}

}  // namespace

Changelog::Changelog(Options options, const Clock* clock,
                     std::unique_ptr<sql::ConnectionPool> connections)
    : options_(std::move(options)),
      clock_(clock),
      connections_(std::move(connections)) {}

absl::StatusOr<std::unique_ptr<Changelog>> Changelog::Open(Options options,
                                                           const Clock* clock) {
  SANGAM_ASSIGN_OR_RETURN(
      std::unique_ptr<sql::ConnectionPool> connections,
      sql::ConnectionPool::Open(options.path, options.readers));
  auto changelog = absl::WrapUnique(
      new Changelog(std::move(options), clock, std::move(connections)));
  SANGAM_RETURN_IF_ERROR(changelog->connections_->Write(
      [&changelog](sql::Database& database) -> absl::Status {
        const Options& options = changelog->options_;
        SANGAM_RETURN_IF_ERROR(CheckEmptyOrStore(database));
        SANGAM_RETURN_IF_ERROR(
            Migrate(database, "changelog", ChangelogMigrations()));
        SANGAM_ASSIGN_OR_RETURN(StorePosition position, ReadPosition(database));
        if (position.store.empty()) {
          position.store = options.store;
          SANGAM_ASSIGN_OR_RETURN(position.epoch, DrawEpoch());
          SANGAM_RETURN_IF_ERROR(
              database
                  .Prepare("INSERT INTO meta VALUES (1, ?, ?, 0, 0)",
                           position.store, position.epoch)
                  .Run());
        }
        if (position.store != options.store) {
          return OtherStoreError(options.store, position.store);
        }
        changelog->epoch_ = position.epoch;
        return Migrate(database, options.store, options.migrations);
      }));
  return changelog;
}

absl::Status Changelog::Write(
    absl::FunctionRef<absl::Status(WriteTransaction&)> work) {
  bool changed = false;
  SANGAM_RETURN_IF_ERROR(
      connections_->Write([&](sql::Database& database) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(StorePosition position, ReadPosition(database));
        WriteTransaction transaction(database, std::move(position),
                                     clock_->Now());
        SANGAM_RETURN_IF_ERROR(work(transaction));
        changed = transaction.changed();
        return changed ? TakeRevision(transaction) : absl::OkStatus();
      }));
  if (changed) watch_hub_.NotifyAll();
  return absl::OkStatus();
}

absl::Status Changelog::Rehearse(
    absl::FunctionRef<absl::Status(WriteTransaction&)> work) {
  return connections_->Rehearse([&](sql::Database& database) -> absl::Status {
    SANGAM_ASSIGN_OR_RETURN(StorePosition position, ReadPosition(database));
    WriteTransaction transaction(database, std::move(position), clock_->Now());
    return work(transaction);
  });
}

absl::Status Changelog::Read(absl::FunctionRef<absl::Status(Snapshot&)> work) {
  return connections_->Read([&](sql::Database& database) -> absl::Status {
    SANGAM_ASSIGN_OR_RETURN(StorePosition position, ReadPosition(database));
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
        asked.Resolve(snapshot.database(), snapshot.position()));
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
