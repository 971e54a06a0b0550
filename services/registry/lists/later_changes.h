// What was changed since the state that a list shows.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LATER_CHANGES_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LATER_CHANGES_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"

namespace sangam::registry {

// The indexes know the present alone. A list of an older state reads them too,
// without the records that were changed since, and takes what those were then
// out of the history.

// The names of the records of a collection that were changed since.
using ChangedNames = absl::flat_hash_set<std::string>;

// More than so many versions of any records, or than so many of the
// collection's records, are not caught up with: that is some tens of
// milliseconds' work. Nor are records that were so many bytes in all.
inline constexpr int64_t kMostLaterChanges = 20'000;
inline constexpr size_t kMostLaterRecords = 4'000;
inline constexpr int64_t kMostLaterBytes = int64_t{32} << 20;

// Nothing where there are more, or where places moved since. Of the present:
// none.
absl::StatusOr<absl::optional<ChangedNames>> FindLaterChanges(
    Snapshot& snapshot, absl::string_view collection);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LATER_CHANGES_H_
