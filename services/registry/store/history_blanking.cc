#include "services/registry/store/history_blanking.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "sangam/registry/v1/import.pb.h"
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

// How a name is written as a field of one byte's tag. A name is shorter than
// 128 bytes, so its length is one byte too.
std::string Written(char tag, absl::string_view name) {
  return absl::StrCat(std::string(1, tag),
                      std::string(1, static_cast<char>(name.size())), name);
}

// "position(? IN response) > 0", as the engine has it.
std::string Holds(const sql::Database& database) {
  return database.engine() == sql::Engine::kPostgres
             ? "position(? IN response) > 0"
             : "instr(response, ?) > 0";
}

// What the answers for chunks of imports say is odd about the record. The rest
// of each is kept: without it a chunk that is sent again would be stored again,
// the erased record with it.
absl::Status ForgetFlags(sql::Database& database, absl::string_view name) {
  std::vector<std::pair<std::string, std::string>> kept;
  {
    sql::Statement rows = database.Prepare(
        absl::StrCat("SELECT request_id, response FROM request WHERE ",
                     Holds(database)),
        sql::Blob{Written('\x12', name)});
    while (rows.Next()) kept.emplace_back(rows.Text(0), rows.Bytes(1));
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  for (const auto& [request_id, bytes] : kept) {
    v1::ImportEntitiesResponse answer;
    // It may be the answer to something else.
    if (!answer.ParseFromString(bytes)) continue;
    auto* flagged = answer.mutable_flagged();
    const auto of_record =
        std::remove_if(flagged->begin(), flagged->end(),
                       [&](const auto& flag) { return flag.name() == name; });
    if (of_record == flagged->end()) continue;
    flagged->erase(of_record, flagged->end());
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare("UPDATE request SET response = ? WHERE request_id = ?",
                     sql::Blob{answer.SerializeAsString()}, request_id)
            .Run());
  }
  return absl::OkStatus();
}

// The answers to requests that were kept for their repetition. Every record has
// its name as field 1, so that one is found by how that is written.
absl::Status ForgetAnswers(sql::Database& database, absl::string_view name) {
  SANGAM_RETURN_IF_ERROR(ForgetFlags(database, name));
  return database
      .Prepare(absl::StrCat("DELETE FROM request WHERE ", Holds(database)),
               sql::Blob{Written('\x0a', name)})
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
