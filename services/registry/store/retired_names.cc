#include "services/registry/store/retired_names.h"

#include "common/status/macros.h"
#include "services/registry/store/subject_care_errors.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {

absl::StatusOr<std::string> SurvivorOf(Snapshot& snapshot,
                                       absl::string_view name) {
  std::string survivor;
  std::string asked(name);
  // A name is merged once and never comes back, so this ends.
  while (true) {
    sql::Statement row = snapshot.database().Prepare(
        "SELECT survivor FROM merged_name WHERE name = ? AND revision <= ?",
        asked, snapshot.visible_revision());
    if (!row.Next()) {
      SANGAM_RETURN_IF_ERROR(row.status());
      return survivor;
    }
    survivor = row.Text(0);
    asked = survivor;
  }
}

absl::StatusOr<bool> IsThere(Snapshot& snapshot, absl::string_view name) {
  const ResourceTable* table = TableOf(name);
  if (table == nullptr) return false;
  SANGAM_ASSIGN_OR_RETURN(const auto row, table->Get(snapshot, name));
  return row.has_value();
}

absl::StatusOr<std::vector<std::string>> NamesMergedInto(
    Snapshot& snapshot, absl::string_view survivor) {
  sql::Statement rows = snapshot.database().Prepare(
      "WITH RECURSIVE merged (name) AS ("
      " SELECT name FROM merged_name WHERE survivor = ? UNION"
      " SELECT merged_name.name FROM merged_name JOIN merged"
      " ON merged_name.survivor = merged.name)"
      " SELECT name FROM merged ORDER BY name",
      survivor);
  std::vector<std::string> names;
  while (rows.Next()) names.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return names;
}

absl::Status AddMergedName(WriteTransaction& transaction,
                           absl::string_view name, absl::string_view survivor,
                           absl::string_view by) {
  return transaction.database()
      .Prepare(
          "INSERT INTO merged_name (name, survivor, revision,"
          " merged_at_micros, merged_by) VALUES (?, ?, ?, ?, ?)",
          name, survivor, transaction.revision(),
          absl::ToUnixMicros(transaction.now()), by)
      .Run();
}

absl::StatusOr<absl::optional<Erasure>> ErasureOf(Snapshot& snapshot,
                                                  absl::string_view name) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT subject, erased_at_micros, erased_by, ground, overriding_order"
      " FROM erased_name WHERE name = ?",
      name);
  absl::optional<Erasure> erasure;
  if (row.Next()) {
    erasure = Erasure{row.Text(0), absl::FromUnixMicros(row.Int(1)),
                      row.Text(2), row.Text(3), row.Text(4)};
  }
  SANGAM_RETURN_IF_ERROR(row.status());
  return erasure;
}

absl::Status AddErasedName(WriteTransaction& transaction,
                           absl::string_view name, const Erasure& erasure) {
  sql::Database& database = transaction.database();
  SANGAM_RETURN_IF_ERROR(
      database.Prepare("DELETE FROM merged_name WHERE name = ?", name).Run());
  return database
      .Prepare(
          "INSERT INTO erased_name (name, subject, revision,"
          " erased_at_micros, erased_by, ground, overriding_order)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)",
          name, erasure.subject, transaction.revision(),
          absl::ToUnixMicros(erasure.time), erasure.by, erasure.ground,
          erasure.overriding_order)
      .Run();
}

absl::Status CheckNotRetired(Snapshot& snapshot, absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                          SurvivorOf(snapshot, name));
  if (!survivor.empty()) {
    SANGAM_ASSIGN_OR_RETURN(const bool there, IsThere(snapshot, survivor));
    return NameMergedError(name, survivor, there);
  }
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<Erasure> erasure,
                          ErasureOf(snapshot, name));
  return erasure ? NameErasedError(name) : absl::OkStatus();
}

absl::Status ExplainMissing(Snapshot& snapshot, absl::string_view name,
                            const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                          SurvivorOf(snapshot, name));
  if (survivor.empty()) return status;
  SANGAM_ASSIGN_OR_RETURN(const bool there, IsThere(snapshot, survivor));
  return there ? MergedAwayError(name, survivor)
               : SurvivorRemovedError(name, survivor);
}

}  // namespace sangam::registry
