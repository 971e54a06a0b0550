#include "services/registry/lists/later_changes.h"

#include <utility>

#include "common/status/macros.h"

namespace sangam::registry {
namespace {

// The areas of subjects follow places, without a version of their own.
absl::StatusOr<bool> PlacesMovedSince(Snapshot& snapshot) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT 1 FROM place_move WHERE generation > ? LIMIT 1",
      snapshot.visible_revision());
  const bool moved = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return moved;
}

}  // namespace

absl::StatusOr<absl::optional<ChangedNames>> FindLaterChanges(
    Snapshot& snapshot, absl::string_view collection) {
  ChangedNames names;
  if (!snapshot.of_past()) return absl::make_optional(std::move(names));
  SANGAM_ASSIGN_OR_RETURN(const bool moved, PlacesMovedSince(snapshot));
  if (moved) return absl::optional<ChangedNames>();
  sql::Statement rows = snapshot.database().Prepare(
      "SELECT collection, key FROM history WHERE revision > ?"
      " ORDER BY revision, ordinal LIMIT ?",
      snapshot.visible_revision(), kMostLaterChanges + 1);
  int64_t count = 0;
  while (rows.Next()) {
    ++count;
    if (rows.Text(0) == collection) names.insert(rows.Text(1));
  }
  SANGAM_RETURN_IF_ERROR(rows.status());
  if (count > kMostLaterChanges || names.size() > kMostLaterRecords) {
    return absl::optional<ChangedNames>();
  }
  return absl::make_optional(std::move(names));
}

}  // namespace sangam::registry
