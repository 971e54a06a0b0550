// Versions of resources as a snapshot of the past sees them.
#ifndef SANGAM_COMMON_CHANGELOG_PAST_VERSIONS_H_
#define SANGAM_COMMON_CHANGELOG_PAST_VERSIONS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_table.h"

namespace sangam {

// The newest version of `key` up to the snapshot's revision, in logarithmic
// time; nothing where it was not there then.
absl::StatusOr<absl::optional<StoredResource>> GetPast(
    Snapshot& snapshot, absl::string_view collection, absl::string_view key);

// The same for each of `keys`, in their order.
absl::StatusOr<std::vector<absl::optional<StoredResource>>> GetEachPast(
    Snapshot& snapshot, absl::string_view collection,
    const std::vector<std::string>& keys);

// Says of a version whether it is asked for.
using VersionFilter =
    std::function<absl::StatusOr<bool>(const StoredResource& version)>;

// What ListPast found.
struct PastPage {
  std::vector<StoredResource> resources;
  // The name to go on after; empty where no further one ever was.
  std::string last;
  // How many names were looked at.
  int64_t looked_at = 0;
};

// As ResourceTable::List, but it also stops when it has looked at `most_names`,
// or at 16 MiB that the filter left out: each name that ever was is looked at
// once, whatever the number of its versions. An empty filter takes all.
absl::StatusOr<PastPage> ListPast(Snapshot& snapshot,
                                  absl::string_view collection,
                                  absl::string_view after, int64_t limit,
                                  int64_t max_bytes, int64_t most_names,
                                  const VersionFilter& filter = {});

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_PAST_VERSIONS_H_
