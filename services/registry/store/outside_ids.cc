#include "services/registry/store/outside_ids.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::registry {
namespace {

constexpr char kFindSubject[] =
    "SELECT subject FROM outside_id WHERE system = ? AND value = ?";

std::string TextOf(const type::v1::OutsideId& id) {
  return absl::StrCat("a subject with ", id.system(), " id ", id.value());
}

}  // namespace

absl::Status ReplaceOutsideIds(
    WriteTransaction& transaction, absl::string_view subject,
    const google::protobuf::RepeatedPtrField<type::v1::OutsideId>& ids) {
  sql::Database& database = transaction.database();
  SANGAM_RETURN_IF_ERROR(
      database.Prepare("DELETE FROM outside_id WHERE subject = ?", subject)
          .Run());
  for (const type::v1::OutsideId& id : ids) {
    {
      sql::Statement holder =
          database.Prepare(kFindSubject, id.system(), id.value());
      if (holder.Next()) return ExistsError(TextOf(id));
      SANGAM_RETURN_IF_ERROR(holder.status());
    }
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare("INSERT INTO outside_id (system, value, subject)"
                     " VALUES (?, ?, ?)",
                     id.system(), id.value(), subject)
            .Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SubjectWithOutsideId(
    Snapshot& snapshot, const type::v1::OutsideId& id) {
  sql::Statement row =
      snapshot.database().Prepare(kFindSubject, id.system(), id.value());
  if (row.Next()) return row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return sangam::NotFoundError(TextOf(id));
}

}  // namespace sangam::registry
