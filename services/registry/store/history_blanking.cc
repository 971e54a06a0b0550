#include "services/registry/store/history_blanking.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// Blanks what the history says of `key`, and gives how many versions said
// something.
absl::StatusOr<int64_t> BlankVersions(sql::Database& database,
                                      const std::string& collection,
                                      absl::string_view key) {
  int64_t versions = 0;
  {
    sql::Statement row = database.Prepare(
        "SELECT count(*) FROM history WHERE collection = ? AND key = ?"
        " AND deleted = 0",
        collection, key);
    if (row.Next()) versions = row.Int(0);
    SANGAM_RETURN_IF_ERROR(row.status());
  }
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("UPDATE history SET deleted = 1, body = ?"
                   " WHERE collection = ? AND key = ? AND deleted = 0",
                   sql::Blob{""}, collection, key)
          .Run());
  return versions;
}

// The answers to requests that were kept for their repetition. Every record has
// its name as field 1, so that one is found by how that is written.
absl::Status ForgetAnswers(sql::Database& database, absl::string_view name) {
  // A name is shorter than 128 bytes, so its length is one byte.
  const std::string written = absl::StrCat(
      "\x0a", std::string(1, static_cast<char>(name.size())), name);
  const bool postgres = database.engine() == sql::Engine::kPostgres;
  return database
      .Prepare(postgres
                   ? "DELETE FROM request WHERE position(? IN response) > 0"
                   : "DELETE FROM request WHERE instr(response, ?) > 0",
               sql::Blob{written})
      .Run();
}

}  // namespace

absl::StatusOr<int64_t> BlankRecord(WriteTransaction& transaction,
                                    absl::string_view name) {
  const ResourceTable* table = TableOf(name);
  if (table == nullptr) return InternalFault("a name without a table");
  sql::Database& database = transaction.database();
  SANGAM_ASSIGN_OR_RETURN(const auto row, table->Get(transaction, name));
  // Told as a change even where the record went long ago: the erasure has a
  // revision of its own.
  SANGAM_RETURN_IF_ERROR(row ? table->Delete(transaction, name)
                             : transaction.Record(table->collection(), name,
                                                  /*deleted=*/true, ""));
  SANGAM_ASSIGN_OR_RETURN(const auto profile,
                          ProfileTable().Get(transaction, name));
  if (profile) {
    SANGAM_RETURN_IF_ERROR(ProfileTable().Delete(transaction, name));
  }
  SANGAM_RETURN_IF_ERROR(
      BlankVersions(database, ProfileTable().collection(), name).status());
  SANGAM_RETURN_IF_ERROR(
      database.Prepare("DELETE FROM reference WHERE source = ?", name).Run());
  SANGAM_RETURN_IF_ERROR(
      database.Prepare("DELETE FROM outside_id WHERE subject = ?", name).Run());
  SANGAM_RETURN_IF_ERROR(ForgetAnswers(database, name));
  return BlankVersions(database, table->collection(), name);
}

absl::Status ForgetPastSums(WriteTransaction& transaction,
                            absl::string_view subject) {
  // Whatever it belonged to at any time, whether that holds still or not: to
  // forget a sum too many costs no more than to sum up again.
  return transaction.database()
      .Prepare(
          "WITH RECURSIVE up (name) AS ("
          " SELECT target FROM reference WHERE source = ? AND field = 'parent'"
          " UNION SELECT target FROM reference JOIN up ON source = up.name"
          " WHERE field = 'parent')"
          " UPDATE history SET body = ? WHERE collection = ?"
          " AND key IN (SELECT name FROM up) AND deleted = 0"
          " AND length(body) > 0",
          subject, sql::Blob{""}, ProfileTable().collection())
      .Run();
}

absl::StatusOr<bool> WasEverStored(Snapshot& snapshot, absl::string_view name) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT 1 FROM history WHERE collection = ? AND key = ? LIMIT 1",
      CollectionOf(name), name);
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return found;
}

absl::StatusOr<std::string> LastBodyOf(Snapshot& snapshot,
                                       absl::string_view name) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT body FROM history WHERE collection = ? AND key = ?"
      " AND deleted = 0 ORDER BY revision DESC, ordinal DESC LIMIT 1",
      CollectionOf(name), name);
  std::string body;
  if (row.Next()) body = row.Bytes(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return body;
}

}  // namespace sangam::registry
