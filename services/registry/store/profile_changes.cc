#include "services/registry/store/profile_changes.h"

#include <set>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "services/registry/store/profile_revisions.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {

absl::Status ProfileChanges::Advance(WriteTransaction& transaction) {
  std::vector<std::string> below(noted_.begin(), noted_.end());
  while (!below.empty()) {
    const std::string subject = std::move(below.back());
    below.pop_back();
    sql::Statement rows = transaction.database().Prepare(
        "SELECT target FROM reference WHERE source = ? AND to_revision = ?"
        " AND field IN ('parent', 'group', 'cluster')",
        subject, kHoldsStill);
    while (rows.Next()) {
      std::string above = rows.Text(0);
      if (noted_.insert(above).second) below.push_back(std::move(above));
    }
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  noted_.insert(alone_.begin(), alone_.end());
  SANGAM_RETURN_IF_ERROR(AdvanceProfiles(
      transaction, std::set<std::string>(noted_.begin(), noted_.end()),
      &roll_ups_));
  noted_.clear();
  alone_.clear();
  roll_ups_ = RollUpChanges();
  return absl::OkStatus();
}

}  // namespace sangam::registry
