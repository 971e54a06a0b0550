// The columns on disk, so that a restart need not list the whole registry.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_COLUMNS_SNAPSHOT_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_COLUMNS_SNAPSHOT_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {

// What state a snapshot was taken of.
struct SnapshotIdentity {
  // The registry's life; see common/changelog.
  std::string epoch;
  int64_t registry_revision = 0;
  int64_t catalog_revision = 0;
  // Of the catalogue's attributes, any text that changes when they do.
  std::string dictionary_digest;

  friend bool operator==(const SnapshotIdentity& a, const SnapshotIdentity& b);
};

struct RestoredColumns {
  SnapshotIdentity identity;
  // Its token is what to resume the registry's watch from.
  std::shared_ptr<const ColumnsView> view;
};

// Writes the view beside `path` and then puts it in its place, so that `path`
// holds a whole snapshot at any time. Takes seconds for millions of subjects:
// not for a thread that serves requests. An error of the file system is
// STORE_FAILED (RESOURCE_EXHAUSTED for a full disk, else INTERNAL); what was at
// `path` then stays.
absl::Status WriteSnapshot(const std::string& path, const ColumnsView& view,
                           const SnapshotIdentity& identity);

// Nothing if the registry must be listed again: no file, one that was cut short
// or changed, or one that another build of the program or another machine wrote
// in another form. Whether the identity is that of today is the caller's to
// tell.
absl::optional<RestoredColumns> ReadSnapshot(const std::string& path);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_COLUMNS_SNAPSHOT_H_
