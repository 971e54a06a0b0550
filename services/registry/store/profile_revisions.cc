#include "services/registry/store/profile_revisions.h"

#include "common/status/macros.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {

absl::StatusOr<std::set<std::string>> SubjectsReading(
    Snapshot& snapshot, absl::string_view subject) {
  sql::Statement rows = snapshot.database().Prepare(
      "WITH RECURSIVE up (name) AS ("
      " SELECT ?1 UNION"
      " SELECT target FROM reference JOIN up ON source = up.name"
      " WHERE field IN ('parent', 'group', 'cluster')"
      " AND to_revision > ?2 AND from_revision <= ?2)"
      " SELECT name FROM up",
      subject, snapshot.visible_revision());
  std::set<std::string> subjects;
  while (rows.Next()) subjects.insert(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return subjects;
}

absl::Status AdvanceProfiles(WriteTransaction& transaction,
                             std::set<std::string> subjects,
                             RollUpChanges* roll_ups) {
  SANGAM_RETURN_IF_ERROR(roll_ups->SumUp(transaction));
  subjects.merge(roll_ups->Changed());
  SANGAM_RETURN_IF_ERROR(roll_ups->ReadBodies(transaction, subjects));
  // In order, which keeps the pages of the table near each other.
  for (const std::string& subject : subjects) {
    SANGAM_RETURN_IF_ERROR(
        ProfileTable()
            .Put(transaction, subject, roll_ups->BodyOf(subject))
            .status());
  }
  return absl::OkStatus();
}

absl::Status AdvanceProfiles(WriteTransaction& transaction,
                             const std::set<std::string>& subjects) {
  RollUpChanges none;
  return AdvanceProfiles(transaction, subjects, &none);
}

absl::Status RemoveProfile(WriteTransaction& transaction,
                           absl::string_view subject) {
  return ProfileTable().Delete(transaction, subject);
}

}  // namespace sangam::registry
