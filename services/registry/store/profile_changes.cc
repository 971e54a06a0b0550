#include "services/registry/store/profile_changes.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "common/status/macros.h"
#include "services/registry/store/profile_revisions.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {

bool IsReadThrough(absl::string_view field) {
  return field == "parent" || field == "group" || field == "cluster";
}

absl::Status ProfileChanges::Rise(Snapshot& snapshot) {
  std::vector<std::string> below(noted_.begin(), noted_.end());
  while (!below.empty()) {
    std::vector<std::string> next;
    const auto rises_to = [&](std::string above) {
      if (noted_.insert(above).second) next.push_back(std::move(above));
    };
    std::vector<std::vector<sql::Value>> asked;
    for (std::string& subject : below) {
      const auto above = above_.find(subject);
      if (above == above_.end()) {
        asked.push_back({std::move(subject), kHoldsStill});
        continue;
      }
      for (std::string& target : above->second) rises_to(std::move(target));
    }
    // All fields: to look for three of them takes a server longer than to pass
    // by the others.
    SANGAM_RETURN_IF_ERROR(snapshot.database().ReadEach(
        "SELECT field, target FROM reference"
        " WHERE source = ? AND to_revision = ?",
        asked, [&](size_t, const sql::Statement& row) {
          if (IsReadThrough(row.Text(0))) rises_to(row.Text(1));
        }));
    below = std::move(next);
  }
  risen_ = true;
  return absl::OkStatus();
}

bool ProfileChanges::NotesAnyOf(
    absl::FunctionRef<bool(absl::string_view)> is_of_these) const {
  return absl::c_any_of(noted_, is_of_these);
}

absl::Status ProfileChanges::ReadBodies(WriteTransaction& transaction) {
  SANGAM_RETURN_IF_ERROR(roll_ups_.SumUp(transaction));
  std::set<std::string> subjects(noted_.begin(), noted_.end());
  subjects.insert(alone_.begin(), alone_.end());
  return roll_ups_.ReadBodies(transaction, subjects);
}

absl::Status ProfileChanges::Advance(WriteTransaction& transaction) {
  if (!risen_) SANGAM_RETURN_IF_ERROR(Rise(transaction));
  noted_.insert(alone_.begin(), alone_.end());
  SANGAM_RETURN_IF_ERROR(AdvanceProfiles(
      transaction, std::set<std::string>(noted_.begin(), noted_.end()),
      &roll_ups_));
  *this = ProfileChanges();
  return absl::OkStatus();
}

}  // namespace sangam::registry
