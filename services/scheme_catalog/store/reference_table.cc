#include "services/scheme_catalog/store/reference_table.h"

#include "common/status/macros.h"

namespace sangam::scheme_catalog {

std::string ReferenceTable::CreateTableSql() const {
  return "CREATE TABLE reference (target TEXT NOT NULL, referrer TEXT NOT NULL,"
         " PRIMARY KEY (target, referrer)) WITHOUT ROWID;\n"
         "CREATE INDEX reference_by_referrer ON reference (referrer);\n";
}

absl::Status ReferenceTable::Replace(
    WriteTransaction& transaction, absl::string_view referrer,
    const std::vector<std::string>& targets) const {
  sql::Database& database = transaction.database();
  SANGAM_RETURN_IF_ERROR(
      database.Prepare("DELETE FROM reference WHERE referrer = ?", referrer)
          .Run());
  for (const std::string& target : targets) {
    if (target.empty()) continue;
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare("INSERT INTO reference (target, referrer) VALUES (?, ?)"
                     " ON CONFLICT DO NOTHING",
                     target, referrer)
            .Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ReferenceTable::ReferrersOf(
    Snapshot& snapshot, absl::string_view target) const {
  sql::Statement rows = snapshot.database().Prepare(
      "SELECT referrer FROM reference WHERE target = ? ORDER BY referrer",
      target);
  std::vector<std::string> referrers;
  while (rows.Next()) referrers.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return referrers;
}

absl::Status ReferenceTable::Retarget(WriteTransaction& transaction,
                                      absl::string_view from,
                                      absl::string_view to) const {
  sql::Database& database = transaction.database();
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("INSERT INTO reference (target, referrer)"
                   " SELECT ?, referrer FROM reference WHERE target = ?"
                   " ON CONFLICT DO NOTHING",
                   to, from)
          .Run());
  return database.Prepare("DELETE FROM reference WHERE target = ?", from).Run();
}

absl::StatusOr<absl::optional<std::string>> ReferenceTable::FirstReferrerOf(
    Snapshot& snapshot, absl::string_view target) const {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT referrer FROM reference WHERE target = ? ORDER BY referrer"
      " LIMIT 1",
      target);
  absl::optional<std::string> referrer;
  if (row.Next()) referrer = row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return referrer;
}

}  // namespace sangam::scheme_catalog
