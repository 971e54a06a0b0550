// All subjects and places in a file, so that a restart need not list them anew.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_SUBJECTS_SNAPSHOT_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_SUBJECTS_SNAPSHOT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "services/matching/feeds/subjects_state.h"

namespace sangam::matching {

// Writes what is needed to go on with the registry's feed from the view's
// position: columns (side facts are among them), places and the token. As
// SnapshotWriter says; takes seconds for millions of subjects. Errors:
// STORE_FAILED.
absl::Status WriteSubjects(const std::string& path, const SubjectsView& view);

// Nothing if the registry must be listed: there is no such file, one that was
// cut short or changed, or one of a program that answers otherwise. `problem`
// is why, empty where there is no file. Whether the registry goes on from this
// position is for it to tell.
absl::optional<SubjectsView> ReadSubjects(const std::string& path,
                                          std::string* problem);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_SUBJECTS_SNAPSHOT_H_
