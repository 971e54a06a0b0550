// When each subject's profile last changed, whichever resource was written.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PROFILE_REVISIONS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PROFILE_REVISIONS_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "services/registry/store/roll_up_changes.h"

namespace sangam::registry {

// The subject itself and all whose roll-ups read it: those above it by parent,
// group and cluster, as stored now.
absl::StatusOr<std::set<std::string>> SubjectsReading(
    Snapshot& snapshot, absl::string_view subject);

// Advances the profile_revision of each subject to this transaction's revision,
// and writes the sums that `roll_ups` has changed.
absl::Status AdvanceProfiles(WriteTransaction& transaction,
                             std::set<std::string> subjects,
                             RollUpChanges* roll_ups);
// The same where no group has changed.
absl::Status AdvanceProfiles(WriteTransaction& transaction,
                             const std::set<std::string>& subjects);

// The subject is gone; the feed says so.
absl::Status RemoveProfile(WriteTransaction& transaction,
                           absl::string_view subject);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PROFILE_REVISIONS_H_
