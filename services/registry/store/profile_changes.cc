#include "services/registry/store/profile_changes.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "services/registry/store/profile_revisions.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {

absl::Status ProfileChanges::Advance(WriteTransaction& transaction) {
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
    SANGAM_RETURN_IF_ERROR(transaction.database().ReadEach(
        "SELECT target FROM reference WHERE source = ? AND to_revision = ?"
        " AND field IN ('parent', 'group', 'cluster')",
        asked,
        [&](size_t, const sql::Statement& row) { rises_to(row.Text(0)); }));
    below = std::move(next);
  }
  noted_.insert(alone_.begin(), alone_.end());
  SANGAM_RETURN_IF_ERROR(AdvanceProfiles(
      transaction, std::set<std::string>(noted_.begin(), noted_.end()),
      &roll_ups_));
  noted_.clear();
  above_.clear();
  alone_.clear();
  roll_ups_ = RollUpChanges();
  return absl::OkStatus();
}

}  // namespace sangam::registry
