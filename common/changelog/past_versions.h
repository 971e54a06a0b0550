// Versions of resources as a snapshot of the past sees them.
#ifndef SANGAM_COMMON_CHANGELOG_PAST_VERSIONS_H_
#define SANGAM_COMMON_CHANGELOG_PAST_VERSIONS_H_

#include <cstdint>
#include <functional>
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

// Says of a version whether it is asked for.
using VersionFilter =
    std::function<absl::StatusOr<bool>(const StoredResource& version)>;

// As ResourceTable::List: each name that ever was is looked at once, whatever
// the number of its versions. An empty filter takes all.
absl::StatusOr<std::vector<StoredResource>> ListPast(
    Snapshot& snapshot, absl::string_view collection, absl::string_view after,
    int64_t limit, int64_t max_bytes, const VersionFilter& filter = {});

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_PAST_VERSIONS_H_
