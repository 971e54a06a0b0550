#include "services/registry/store/outside_ids.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

std::string TextOf(const type::v1::OutsideId& id) {
  return absl::StrCat("a subject with ", id.system(), " id ", id.value());
}

constexpr char kHolderSql[] =
    "SELECT subject FROM outside_id WHERE system = ?1 AND value = ?2"
    " AND to_revision > ?3 AND from_revision <= ?3";

const sql::Insertion& Rows() {
  using Type = sql::Insertion::Type;
  static const auto* const kRows =
      new sql::Insertion("outside_id", {{"system", Type::kText},
                                        {"value", Type::kText},
                                        {"subject", Type::kText},
                                        {"from_revision", Type::kInteger},
                                        {"to_revision", Type::kInteger}});
  return *kRows;
}

absl::Status Insert(sql::Database& database, int64_t revision,
                    absl::string_view subject, const type::v1::OutsideId& id) {
  return database
      .PrepareInsert(Rows(), id.system(), id.value(), subject, revision,
                     kHoldsStill)
      .Run();
}

}  // namespace

absl::StatusOr<std::string> HolderOf(sql::Database& database, int64_t revision,
                                     const type::v1::OutsideId& id) {
  sql::Statement row =
      database.Prepare(kHolderSql, id.system(), id.value(), revision);
  std::string holder;
  if (row.Next()) holder = row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return holder;
}

absl::StatusOr<std::vector<std::string>> HoldersOf(
    sql::Database& database, int64_t revision,
    const std::vector<std::pair<std::string, std::string>>& ids) {
  std::vector<std::vector<sql::Value>> asked;
  asked.reserve(ids.size());
  for (const auto& [system, value] : ids) {
    asked.push_back({system, value, revision});
  }
  std::vector<std::string> holders(ids.size());
  SANGAM_RETURN_IF_ERROR(database.ReadEach(
      kHolderSql, asked,
      [&](size_t i, const sql::Statement& row) { holders[i] = row.Text(0); }));
  return holders;
}

absl::Status AddOutsideIds(sql::Database& database, int64_t revision,
                           absl::string_view subject, const OutsideIds& ids) {
  for (const type::v1::OutsideId& id : ids) {
    SANGAM_RETURN_IF_ERROR(Insert(database, revision, subject, id));
  }
  return absl::OkStatus();
}

absl::Status ReplaceOutsideIds(sql::Database& database, int64_t revision,
                               absl::string_view subject,
                               const OutsideIds& ids) {
  std::vector<type::v1::OutsideId> ended;
  {
    sql::Statement rows = database.Prepare(
        "SELECT system, value FROM outside_id"
        " WHERE subject = ? AND to_revision = ?",
        subject, kHoldsStill);
    while (rows.Next()) {
      type::v1::OutsideId& held = ended.emplace_back();
      held.set_system(rows.Text(0));
      held.set_value(rows.Text(1));
    }
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  for (const type::v1::OutsideId& id : ids) {
    const auto held = absl::c_find_if(ended, [&](const auto& other) {
      return other.system() == id.system() && other.value() == id.value();
    });
    if (held != ended.end()) {
      ended.erase(held);
      continue;
    }
    SANGAM_ASSIGN_OR_RETURN(const std::string holder,
                            HolderOf(database, revision, id));
    if (!holder.empty()) return ExistsError(TextOf(id));
    SANGAM_RETURN_IF_ERROR(Insert(database, revision, subject, id));
  }
  for (const type::v1::OutsideId& id : ended) {
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare("UPDATE outside_id SET to_revision = ? WHERE system = ?"
                     " AND value = ? AND to_revision = ?",
                     revision, id.system(), id.value(), kHoldsStill)
            .Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SubjectWithOutsideId(
    Snapshot& snapshot, const type::v1::OutsideId& id) {
  SANGAM_ASSIGN_OR_RETURN(
      std::string holder,
      HolderOf(snapshot.database(), snapshot.visible_revision(), id));
  if (holder.empty()) return sangam::NotFoundError(TextOf(id));
  return holder;
}

}  // namespace sangam::registry
